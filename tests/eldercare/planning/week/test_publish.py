"""Publishing: one transaction, a version with its author and difference, a message for everybody concerned."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.daycare.models import Attendance
from eldercare.errors import Refused, Stale
from eldercare.meals.counts import counts_of
from eldercare.meals.models import KitchenWave, Meal, MealKind, MealSubscription, Serving
from eldercare.notify.models import OutboxMessage
from eldercare.notify.told import ToldChange, told
from eldercare.people.models import Leave
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.publish import publish
from eldercare.shifts.models import Shift
from eldercare.visits.models import Visit, VisitStaff
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import drafted
from tests.promises import promises

THE_DAY_BEFORE = datetime.combine(MONDAY - timedelta(days=1), time(4), UTC)


@pytest.fixture
async def people(database: str) -> Cast:
    everybody = await cast(database)
    await promises(everybody)
    await planned(everybody)
    return everybody


async def planned(people: Cast) -> None:
    """While the whole week lies ahead."""
    with clock.held(THE_DAY_BEFORE):
        await plan_now(people.facilities["dong"], MONDAY, memory_mb=1024)


async def test_people_walk_by_what_was_published(people: Cast) -> None:
    published, *_ = await publish(people.facilities["dong"], MONDAY, who=people.accounts["shen"])
    assert (published.number, published.difference["visits"]) == (1, {"added": 9, "removed": 0, "changed": 0})
    assert await Visit.all().count() == 9
    assert await VisitStaff.filter(visit__service__key="bath").count() == 2
    assert await Shift.filter(staff=people.staff["cai"]).exists()
    assert await Meal.all().count() == 7
    told = await OutboxMessage.filter(kind="plan.published")
    assert {message.staff_id for message in told} >= {people.staff["chen"].id, people.staff["li"].id}
    assert [message.relative_id for message in told if message.relative_id] == [people.relatives["daughter"].id]
    assert await AuditEntry.filter(action="plan.publish", account=people.accounts["shen"]).count() == 1


async def test_the_same_plan_is_not_published_twice(people: Cast) -> None:
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    with pytest.raises(Refused, match="already_published"):
        await publish(people.facilities["dong"], MONDAY, who="terminal")
    assert await Publication.all().count() == 1


async def test_a_new_version_replaces_the_rows_and_tells_only_what_changed(people: Cast) -> None:
    first = await _published(people)
    await OutboxMessage.all().delete()
    await people.staff["li"].refresh_from_db()
    people.staff["li"].employed_to = MONDAY
    await people.staff["li"].save()
    await planned(people)
    second = await _published(people)
    assert second.number == 2
    assert (await Publication.get(id=first.id)).replaced_at is not None
    assert not await Visit.filter(publication=first).exists()
    assert second.difference["meals"] == {"added": 0, "removed": 0, "changed": 0}
    told = await OutboxMessage.filter(kind="plan.changed").exclude(staff_id=None)
    assert people.staff["cai"].id not in {message.staff_id for message in told}


async def test_a_published_sheet_stays_when_a_promise_changes_afterwards(people: Cast) -> None:
    """Her lunch of Monday and Wednesday goes to the room where she sits, the others to the station."""
    subscription = await MealSubscription.get(key="m-zhou")
    subscription.serving, subscription.eats_at = Serving.EAT_IN.value, people.facilities["dong-station"]
    await subscription.save()
    await KitchenWave.all().update(cooked_at=750, leaves_at=770)
    await planned(people)
    await _published(people)
    announced = await _canteens(people)
    assert announced == ["f-dong-care", "f-dong-station", "f-dong-care", *["f-dong-station"] * 4]
    subscription.eats_at = people.facilities["dong"]
    await subscription.save()
    await Attendance.all().delete()
    assert await _canteens(people) == announced
    await planned(people)
    second = await _published(people)
    assert await _canteens(people) == ["f-dong"] * 7
    assert second.difference["meals"] == {"added": 0, "removed": 0, "changed": 7}
    places = [change.after.facility for change in await _told_meals(people) if change.after]
    assert [place and place.key for place in places] == ["f-dong"] * 7


async def _published(people: Cast) -> Publication:
    """While the whole week lies ahead."""
    with clock.held(THE_DAY_BEFORE):
        published, *_ = await publish(people.facilities["dong"], MONDAY, who="terminal")
    return published


async def _canteens(people: Cast) -> list[str]:
    """Where the sheets of the seven lunches send the one portion of the week."""
    days = [await counts_of(people.kitchens["dong"], MONDAY + timedelta(day), MealKind.LUNCH) for day in range(7)]
    places = [one.canteen for day in days for wave in day.waves for one in wave.destinations]
    return [place.key if place else "door" for place in places]


async def _told_meals(people: Cast) -> list[ToldChange]:
    messages = await OutboxMessage.filter(relative=people.relatives["daughter"])
    return [change for one in await told(messages) for change in one.changes if change.kind == "meals"]


async def test_what_the_publisher_saw_is_what_is_published(people: Cast) -> None:
    draft = await Draft.get(current=True)
    with pytest.raises(Stale):
        await publish(people.facilities["dong"], MONDAY, who="terminal", draft_id=draft.id + 1)
    assert not await Publication.all().exists()


async def test_a_week_without_a_plan_cannot_be_published(people: Cast) -> None:
    with pytest.raises(Refused, match="nothing_to_publish"):
        await publish(people.facilities["xi"], MONDAY, who="terminal")


async def test_two_who_publish_at_once_make_one_publication(database: str) -> None:
    people = await cast(database)
    draft = await drafted(people)
    unit, who = people.facilities["dong"], people.accounts["shen"]
    answers = await asyncio.gather(
        *(publish(unit, MONDAY, who=who, draft_id=draft.id) for _ in range(4)), return_exceptions=True
    )
    refusals = [answer.code for answer in answers if isinstance(answer, Refused)]
    assert refusals == ["already_published"] * 3
    assert [one.number for one in await Publication.filter(unit_id=unit.id)] == [1]


async def test_nobody_is_told_of_a_shift_on_her_leave(people: Cast) -> None:
    """The leave came after the plan; once the day is over it stops nothing."""
    chen, centre = people.staff["chen"], people.facilities["dong"]
    shift = await DraftShift.filter(staff_id=chen.id).order_by("day").first()
    assert shift is not None
    await Leave.create(key="l-chen", staff=chen, kind="sick", first_day=shift.day, last_day=shift.day)
    with clock.held(datetime.combine(shift.day, time(1), UTC)), pytest.raises(Refused) as refused:
        await publish(centre, MONDAY, who="terminal")
    assert refused.value.code == "draft_without_people"
    assert f"{chen.name} {shift.day}" in str(refused.value.facts["people"])
    assert not await Publication.exists()
    with clock.held(datetime.combine(shift.day + timedelta(days=1), time(1), UTC)):
        assert (await publish(centre, MONDAY, who="terminal"))[0].number == 1


async def test_a_week_that_is_over_is_not_published_any_more(people: Cast) -> None:
    midnight = datetime.combine(MONDAY + timedelta(weeks=1), time(), clock.LOCAL)
    with clock.held(midnight), pytest.raises(Refused, match="week_is_over"):
        await publish(people.facilities["dong"], MONDAY, who=people.accounts["shen"])
    assert not await Publication.exists()
    with clock.held(midnight - timedelta(minutes=1)):
        assert (await publish(people.facilities["dong"], MONDAY, who=people.accounts["shen"]))[0].number == 1
