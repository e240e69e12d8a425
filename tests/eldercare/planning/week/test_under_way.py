"""An elder goes to hospital while something is under way or about to begin: the one stays, the other is called off."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from eldercare import clock
from eldercare.care.models import CareTask, Hold
from eldercare.daycare.models import Seat
from eldercare.errors import Refused
from eldercare.meals.models import KitchenWave, Meal
from eldercare.notify.models import OutboxMessage
from eldercare.planning.drafts import adopt, standing
from eldercare.planning.models import Draft
from eldercare.planning.week.conflicts import Conflicts, conflicts_of
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftVisit, NeedKind
from eldercare.planning.week.publish import publish
from eldercare.visits.models import Visit
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import THURSDAY, WEDNESDAY, again, at, falls_ill, running, told

WASH = "t-zhou-wash@2"
CARERS = ("chen", "li", "wu")


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await running(sqlite)


async def _pauses(people: Cast, last: date | None = WEDNESDAY) -> Hold:
    return await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=WEDNESDAY, last_day=last)


async def _wash(draft: Draft) -> DraftVisit:
    return await DraftVisit.get(draft_id=draft.id, key=WASH).prefetch_related("staff")


async def _conflicts(people: Cast, moment: datetime) -> Conflicts:
    with clock.held(moment):
        return await conflicts_of(await standing(people.facilities["dong"], MONDAY))


async def _published(people: Cast, moment: datetime) -> int:
    """The number of the new version; after it nothing is left to be done."""
    with clock.held(moment):
        publication = await publish(people.facilities["dong"], MONDAY, who="terminal")
    assert not await _conflicts(people, moment)
    return publication.number


@pytest.mark.parametrize("last", [WEDNESDAY, None])
@pytest.mark.parametrize("later", [0, 10])
async def test_a_visit_under_way_stays_and_stops_nobody(people: Cast, last: date | None, later: int) -> None:
    was = await _wash(await told(people))
    await _pauses(people, last)
    moment = at(WEDNESDAY, 0, was.starts + 5)
    assert WASH not in {one.key for one in (await _conflicts(people, moment)).paused}
    now = await _wash(await again(people, moment))
    assert (now.starts, now.ends, now.staff_id) == (was.starts, was.ends, was.staff_id)
    assert await _published(people, moment + timedelta(minutes=later)) == 2
    assert await Visit.filter(key=WASH).exists()


async def test_its_carer_is_held_to_its_end(people: Cast) -> None:
    """Everybody else is ill, and Lin has to be washed at once."""
    lin = CareTask.filter(key="t-lin-wash")
    await lin.update(weekdays=0b1, times_a_week=None)
    was = await _wash(await told(people))
    moment = at(WEDNESDAY, 0, was.starts + 5)
    for other in {one for one in CARERS if people.staff[one].id != was.staff_id}:
        await falls_ill(people.staff[other], WEDNESDAY)
    begins = -(-(was.starts + 35) // 5) * 5
    assert begins < was.ends
    await lin.update(weekdays=0b100, window_start=begins, window_end=begins + 90)
    await _pauses(people)
    draft = await again(people, moment)
    hers = await DraftVisit.get(draft_id=draft.id, key="t-lin-wash@2")
    assert hers.staff_id == was.staff_id
    assert hers.starts > was.ends


async def test_a_visit_of_a_task_given_up_holds_its_carer_too(people: Cast) -> None:
    was = await _wash(await told(people))
    await CareTask.filter(key="t-zhou-wash").update(weekdays=0b1)
    draft = await again(people, at(WEDNESDAY, 0, was.starts + 5))
    assert (await _wash(draft)).starts == was.starts


async def test_of_two_carers_the_one_who_is_still_here_is_held(people: Cast) -> None:
    draft = await told(people)
    day = (await DraftVisit.filter(draft_id=draft.id, key__startswith="t-zhou-bath@"))[0]
    parts = await DraftVisit.filter(draft_id=draft.id, key=day.key).prefetch_related("staff")
    gone = parts[0].staff
    gone.facility = people.facilities["xi"]
    await gone.save()
    now = await again(people, at(day.day, 0, day.starts + 5))
    assert await DraftVisit.filter(draft_id=now.id, key=day.key).count() == 2


async def test_what_was_done_on_the_day_takes_no_other_day(people: Cast) -> None:
    was = await _wash(await told(people))
    await _pauses(people)
    draft = await again(people, at(WEDNESDAY, 0, was.ends + 10))
    days = await DraftVisit.filter(draft_id=draft.id, key__startswith="t-zhou-wash@").values_list("day", flat=True)
    assert sorted(days) == [MONDAY + timedelta(days=number) for number in range(5)]


async def test_a_visit_about_to_begin_is_called_off_and_told(people: Cast) -> None:
    was = await _wash(await told(people))
    await _pauses(people)
    moment = at(WEDNESDAY, 0, was.starts - 20)
    assert WASH in {one.key for one in (await _conflicts(people, moment)).paused}
    draft = await again(people, moment)
    assert not await DraftVisit.filter(draft_id=draft.id, key=WASH).exists()
    assert await _published(people, moment + timedelta(minutes=5)) == 2
    assert not await Visit.filter(key=WASH).exists()
    message = await OutboxMessage.filter(staff_id=was.staff_id).order_by("-id").first()
    assert message is not None
    assert {(one["kind"], one["elder"], one["after"]) for one in message.facts["changes"]} >= {
        ("visits", people.elders["zhou"].id, None)
    }


async def test_begun_before_it_was_told_it_stays_when_planned_again(people: Cast) -> None:
    """Nobody told its carer in time: she has gone there."""
    was = await _wash(await told(people))
    await _pauses(people)
    await again(people, at(WEDNESDAY, 0, was.starts - 20))
    later = at(WEDNESDAY, 0, was.starts)
    with pytest.raises(Refused, match="draft_overtaken"):
        await _published(people, later)
    await adopt(await again(people, later))
    assert await _published(people, later + timedelta(minutes=10)) == 2
    assert (await Visit.get(key=WASH)).starts == was.starts


@pytest.mark.parametrize(("before", "stays"), [(20, False), (-5, True)])
async def test_a_box_is_called_off_until_it_has_left_the_kitchen(people: Cast, before: int, stays: bool) -> None:
    await told(people)
    meal = await Meal.get(elder=people.elders["zhou"], day=WEDNESDAY)
    leaves = (await KitchenWave.get(kitchen_id=meal.kitchen_id, meal=meal.meal, wave=meal.wave)).leaves_at
    await _pauses(people)
    await _kept(people, at(WEDNESDAY, 0, leaves - before), NeedKind.MEAL, DraftMeal, stays=stays)


@pytest.mark.parametrize(("before", "stays"), [(20, False), (-5, True)])
async def test_a_seat_is_called_off_until_she_sits_in_it(people: Cast, before: int, stays: bool) -> None:
    await told(people)
    seat = await Seat.get(elder=people.elders["zhou"], day=WEDNESDAY)
    await _pauses(people)
    await _kept(people, at(WEDNESDAY, 0, seat.starts - before), NeedKind.SEAT, DraftSeat, stays=stays)


async def _kept(people: Cast, moment: datetime, kind: NeedKind, rows: Any, *, stays: bool) -> None:
    found = await _conflicts(people, moment)
    assert (kind in {one.kind for one in found.paused}) is not stays
    draft = await again(people, moment)
    assert await rows.filter(draft_id=draft.id, elder=people.elders["zhou"], day=WEDNESDAY).exists() is stays
    if found:
        assert await _published(people, moment) == 2
    assert THURSDAY not in {one.day for one in found.paused}
