"""An elder goes to hospital while something is under way or about to begin: the one stays, the other is called off."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from eldercare import clock
from eldercare.care.models import CareTask, Hold
from eldercare.daycare.models import Seat
from eldercare.errors import Refused
from eldercare.exchange.entry import Entry, enter
from eldercare.exchange.kinds import Value
from eldercare.meals.models import KitchenWave, Meal
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Staff
from eldercare.planning.drafts import adopt, standing
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.conflicts import Conflicts, conflicts_of
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftVisit, NeedKind
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.publish import publish
from eldercare.visits.models import Visit, VisitStaff
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import WEDNESDAY, again, at, falls_ill, running, told

WASH = "t-zhou-wash@2"


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


async def _published(people: Cast, moment: datetime) -> Publication:
    """The new version; after it nothing is left to be done."""
    with clock.held(moment):
        publication, *_ = await publish(people.facilities["dong"], MONDAY, who="terminal")
    assert not await _conflicts(people, moment)
    return publication


@pytest.mark.parametrize(("last", "later"), [(WEDNESDAY, 0), (None, 10)])
async def test_a_visit_under_way_stays_and_stops_nobody(people: Cast, last: date | None, later: int) -> None:
    was = await _wash(await told(people))
    await _pauses(people, last)
    moment = at(WEDNESDAY, 0, was.starts + 5)
    assert WASH not in {one.key for one in (await _conflicts(people, moment)).paused}
    now = await _wash(await again(people, moment))
    assert (now.starts, now.ends, now.staff_id) == (was.starts, was.ends, was.staff_id)
    assert (await _published(people, moment + timedelta(minutes=later))).number == 2
    assert await Visit.filter(key=WASH).exists()


@pytest.mark.parametrize("given_up", [False, True])
async def test_its_carer_is_held_to_its_end(people: Cast, given_up: bool) -> None:
    """Also when it is not the elder who pauses, but the task that is given up."""
    await _lin(people, 0b1000000)
    was = await _wash(await told(people))
    if given_up:
        await CareTask.filter(key="t-zhou-wash").update(weekdays=0b1)
    else:
        await _pauses(people)
    assert (await _wash(await _pressed(people, was))).staff_id == was.staff_id


async def test_of_two_carers_the_one_who_is_still_here_is_held(people: Cast) -> None:
    """The other has moved to the west since, and the task was given up."""
    await _lin(people, 0b1000000)
    await told(people)
    was, other = await DraftVisit.filter(key__startswith="t-zhou-bath@").prefetch_related("staff").order_by("id")
    await Staff.filter(id=other.staff_id).update(facility_id=people.facilities["xi"].id)
    await CareTask.filter(key="t-zhou-bath").delete()
    draft = await _pressed(people, was)
    assert await DraftVisit.filter(draft_id=draft.id, key=was.key).count() == 2


async def _lin(people: Cast, weekdays: int, begins: int = 450) -> None:
    """Lin is to be washed on these days, within an hour and a half."""
    hers = CareTask.filter(plan__elder=people.elders["lin"])
    await hers.update(weekdays=weekdays, times_a_week=None, window_start=begins, window_end=begins + 90)


async def _pressed(people: Cast, was: DraftVisit) -> Draft:
    """Planned again in the middle of a visit: Lin waits, and there is nobody but its carer."""
    for other in await Staff.filter(facility=people.facilities["dong"], job="caregiver").exclude(id=was.staff_id):
        await falls_ill(other, was.day)
    begins = -(-(was.starts + 35) // 5) * 5
    assert begins < was.ends
    await _lin(people, 1 << was.day.weekday(), begins)
    draft = await again(people, at(was.day, 0, was.starts + 5))
    hers = await DraftVisit.get(draft_id=draft.id, key=f"t-lin-wash@{was.day.weekday()}")
    assert (hers.staff_id, hers.starts >= was.ends) == (was.staff_id, True)
    return draft


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
    assert (await _published(people, moment + timedelta(minutes=5))).number == 2
    assert not await Visit.filter(key=WASH).exists()
    message = await OutboxMessage.filter(staff_id=was.staff_id).order_by("-id").first()
    assert message is not None
    changes: Any = message.facts["changes"]
    off = [one["before"]["starts"] for one in changes if one["kind"] == "visits" and one["after"] is None]
    assert was.starts in off


async def test_begun_before_it_was_told_it_stays_when_planned_again(people: Cast) -> None:
    """Nobody told its carer in time: she has gone there."""
    was = await _wash(await told(people))
    await _pauses(people)
    await again(people, at(WEDNESDAY, 0, was.starts - 20))
    later = at(WEDNESDAY, 0, was.starts)
    with pytest.raises(Refused, match="draft_overtaken"):
        await _published(people, later)
    await adopt(await again(people, later))
    assert (await _published(people, later + timedelta(minutes=10))).number == 2
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
        assert (await _published(people, moment)).number == 2


async def test_two_at_once_of_an_older_plan_stop_nobody(people: Cast) -> None:
    was = await _wash(await told(people))
    other = await DraftVisit.get(draft_id=was.draft_id, day=WEDNESDAY, key="t-lin-wash@2")
    span = {"starts": was.starts + 10, "ends": was.ends + 10, "staff_id": was.staff_id}
    await DraftVisit.filter(id=other.id).update(**span)
    await VisitStaff.filter(visit__key=other.key).update(staff_id=was.staff_id)
    await Visit.filter(key=other.key).update(starts=span["starts"], ends=span["ends"])
    await _pauses(people)
    with clock.held(at(WEDNESDAY, 0, was.starts + 20)):
        plan = await plan_now(people.facilities["dong"], MONDAY, memory_mb=1024)
    assert plan["hard_violations"] == 0
    assert tuple(plan["counts"]["visits"]) == (9, 9)


@pytest.mark.parametrize("later", [timedelta(hours=6), timedelta(days=1)])
async def test_what_was_called_off_stays_so_though_nobody_plans_for_hours(people: Cast, later: timedelta) -> None:
    """The hold is entered before the visit; planned again long after, it has not taken place, and that is told."""
    was = await _wash(await told(people))
    entered = at(WEDNESDAY, 0, was.starts - 60)
    hold = await _pauses(people)
    await Hold.filter(id=hold.id).update(entered_at=entered)
    for moment in (entered, entered + later):
        assert WASH in {one.key for one in (await _conflicts(people, moment)).paused}
    draft = await again(people, entered + later)
    assert not await DraftVisit.filter(draft_id=draft.id, key=WASH).exists()
    await _published(people, entered + later)
    assert not await Visit.filter(key=WASH).exists()


async def test_a_hold_keeps_when_it_was_entered(people: Cast) -> None:
    zhou, moment = people.elders["zhou"], at(WEDNESDAY, 9)
    values: dict[str, Value] = {"elder": zhou.key, "kind": "hospital", "first_day": WEDNESDAY, "last_day": None}
    with clock.held(moment):
        await enter([Entry("hold", values, "hold.add", about=("elder", zhou.key))], by=people.accounts["shen"])
    assert (await Hold.get()).entered_at == moment
