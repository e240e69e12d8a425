"""What has become of a published week's promises: new ones, and those that are off or asked for otherwise."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from eldercare import clock
from eldercare.care.models import CarePlan, CareTask, Hold, ServiceType
from eldercare.daycare.models import Attendance
from eldercare.errors import Refused
from eldercare.hierarchy.models import Zone
from eldercare.meals.models import KitchenDiet, KitchenWave, MealSubscription
from eldercare.people.models import Elder, StaffBond
from eldercare.planning.board import board_of
from eldercare.planning.drafts import standing
from eldercare.planning.elder_week import elder_week
from eldercare.planning.open_needs import open_by_kind, open_needs
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.models import DraftVisit, NotPlanned
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.publish import publish
from eldercare.planning.week.since import Since, since_of
from eldercare.shifts.models import ShiftDemand
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import THURSDAY, TUESDAY, WEDNESDAY, again, at, left_open, running, told

THE_DAY_BEFORE = at(MONDAY, -6)
WEEKEND = 0b1100000


async def _since(people: Cast, elder: str = "", **moment: Any) -> Since:
    with clock.held(moment.get("moment", THE_DAY_BEFORE)):
        return await since_of(await standing(people.facilities["dong"], MONDAY), people.elders.get(elder))


def _new(since: Since) -> Counter[tuple[str, date | None]]:
    return Counter((one.kind, one.day) for one in since.new)


def _altered(since: Since) -> Counter[tuple[str, str]]:
    return Counter((one.kind.value, one.how.value) for one in since.altered)


async def test_what_was_planned_as_it_is_promised_tells_nothing(east: Cast) -> None:
    for moment in (THE_DAY_BEFORE, at(WEDNESDAY, 9), at(MONDAY, 24 * 8)):
        assert not await _since(east, moment=moment)


async def test_a_new_promise_is_told_until_it_is_planned(database: str) -> None:
    """Of a draft, of what is in force, of everybody and of her alone; on the days that are left."""
    people = await running(database)
    await told(people)
    lin = people.elders["lin"]
    await MealSubscription.create(
        key="m-lin", elder=lin, meal="lunch", weekdays=WEEKEND, serving="delivered", starts_on=MONDAY
    )
    await CareTask.create(key="t-new", **await _like("t-lin-wash", weekdays=0b0011100, times_a_week=None))
    expected = Counter({("meal", THURSDAY + timedelta(days=at)): 1 for at in (2, 3)})
    expected.update(("visit", WEDNESDAY + timedelta(days=at)) for at in (0, 1, 2))
    assert _new(await _since(people)) == expected == _new(await _since(people, "lin"))
    assert not await _since(people, "zhou")
    left = _new(await _since(people, moment=at(THURSDAY, 20)))
    assert left == {key: count for key, count in expected.items() if key[1] and key[1] > THURSDAY}
    await again(people, THE_DAY_BEFORE)
    assert not await _since(people)


async def test_a_day_that_the_planner_may_choose_is_left_open(east: Cast) -> None:
    await CareTask.filter(key="t-zhou-bath").update(times_a_week=2)
    assert _new(await _since(east)) == Counter({("visit", None): 1})
    await CareTask.filter(key="t-zhou-bath").update(times_a_week=5)
    (planned,) = set(await DraftVisit.filter(key__startswith="t-zhou-bath").values_list("day", flat=True))
    days = [MONDAY + timedelta(days=at) for at in range(5)]
    assert _new(await _since(east)) == Counter(("visit", day) for day in days if day != planned)


async def test_what_is_listed_as_open_is_not_new(east: Cast) -> None:
    """Only one may bathe Zhou, and it takes two: planned again it is listed, with its rule."""
    await StaffBond.create(elder=east.elders["zhou"], staff=east.staff["li"], kind="excluded")
    await CareTask.filter(key="t-zhou-bath").update(times_a_week=2)
    draft = await again(east, THE_DAY_BEFORE)
    assert await NotPlanned.filter(draft_id=draft.id, kind="visit").count() == 2
    assert not await _since(east)


async def test_a_place_that_asks_for_one_more_and_a_new_guest_are_told(east: Cast) -> None:
    await ShiftDemand.filter(key="d-ke").update(people=2, weekdays=0b0000011)
    await Attendance.create(key="a-lin", **await _like_guest(elder_id=east.elders["lin"].id, weekdays=0b0000100))
    since = await _since(east)
    assert _new(since) == Counter([("shift", MONDAY), ("shift", MONDAY + timedelta(days=1)), ("seat", WEDNESDAY)])
    assert {(one.facts["job"], one.key[-2:]) for one in since.new if one.kind == "shift"} == {("carrier", "#2")}


@pytest.mark.parametrize(
    ("task", "changed", "found"),
    [
        ("t-zhou-wash", {"minutes": 60}, {("visit", "minutes"): 5}),
        ("t-zhou-wash", {"window_start": 900, "window_end": 960}, {("visit", "window"): 5}),
        ("t-zhou-wash", {"weekdays": 0b0001111}, {("visit", "off"): 1}),
        ("t-zhou-wash", {"ends_on": WEDNESDAY}, {("visit", "off"): 2}),
        ("t-lin-wash", {"times_a_week": 2}, {("visit", "off"): 1}),
    ],
)
async def test_a_task_that_was_changed_has_its_visits_otherwise(
    east: Cast, task: str, changed: dict[str, Any], found: dict[tuple[str, str], int]
) -> None:
    await CareTask.filter(key=task).update(**changed)
    assert _altered(await _since(east)) == found
    await again(east, THE_DAY_BEFORE)


async def test_another_service_number_of_carers_or_pause_between_is_told(east: Cast) -> None:
    await ServiceType.filter(key="bath").update(carers=1)
    assert _altered(await _since(east)) == {("visit", "carers"): 1}
    await CareTask.filter(key="t-zhou-bath").update(service=east.services["wash"])
    assert _altered(await _since(east)) == {("visit", "service"): 1}
    await CareTask.filter(key="t-zhou-bath").update(service=east.services["bath"])
    await ServiceType.filter(key="bath").update(carers=2)
    wash = await CareTask.get(key="t-zhou-wash")
    await CareTask.filter(key="t-zhou-bath").update(after_task=wash, gap_shortest=0, gap_longest=1)
    assert _altered(await _since(east)) == {("visit", "order"): 1}


async def test_a_visit_and_a_meal_at_the_hours_of_day_care_that_is_new_are_told_with_it(east: Cast) -> None:
    """Zhou is washed every working day before ten, and lunch comes at noon; by now she is to sit there on Tuesdays."""
    seat = await _sits(east, "zhou", 0b0000010)
    found = await _since(east)
    assert _new(found) == {("seat", TUESDAY): 1}
    assert {(one.kind.value, one.how.value) for one in found.altered} == {("visit", "away"), ("meal", "away")}
    assert {one.day for one in found.altered} == {TUESDAY}
    assert _altered(await _since(east, "zhou")) == _altered(found)
    assert not await _since(east, moment=at(WEDNESDAY, 9)), "what is over stays"
    await Attendance.filter(id=seat.id).update(starts=14 * 60)
    found = await _since(east)
    assert (_new(found), _altered(found)) == ({("seat", TUESDAY): 1}, {}), "after noon she is at home for both"
    await Attendance.filter(id=seat.id).update(starts=8 * 60)
    await again(east, THE_DAY_BEFORE)


async def test_a_seat_that_stays_open_keeps_nobody_from_home(east: Cast) -> None:
    """There is one seat for two on Friday: whose visit or meal lies in hours that she cannot have is not amiss."""
    await Zone.all().update(seats=1)
    for elder in ("zhou", "lin"):
        await _sits(east, elder, 0b0010000)
    draft = await again(east, THE_DAY_BEFORE)
    assert await left_open(draft, "seat")


async def test_a_draft_with_a_visit_at_the_hours_of_new_day_care_is_not_published(database: str) -> None:
    people = await running(database)
    dong = people.facilities["dong"]
    with clock.held(THE_DAY_BEFORE):
        await plan_now(dong, MONDAY, memory_mb=1024)
        seat = await _sits(people, "zhou", 0b0000010)
        with pytest.raises(Refused, match="draft_promised_otherwise"):
            await publish(dong, MONDAY, who="terminal")
        await Attendance.filter(id=seat.id).update(starts=14 * 60)
        assert (await publish(dong, MONDAY, who="terminal"))[0].number == 1


async def _sits(people: Cast, elder: str, weekdays: int) -> Attendance:
    """Day care from eight to four, promised by now."""
    return await Attendance.create(
        key=f"a-{elder}-new",
        elder=people.elders[elder],
        facility=people.facilities["dong-care"],
        zone_kind="day_care",
        weekdays=weekdays,
        starts=8 * 60,
        ends=16 * 60,
        starts_on=MONDAY,
    )


async def test_meals_and_seats_are_told_too(east: Cast) -> None:
    """A meal eaten where she sits is none that was moved; her diet is one that the kitchen cooks, or not."""
    await Attendance.filter(key="a-zhou").update(starts=14 * 60)
    await MealSubscription.filter(key="m-zhou").update(serving="eat_in", eats_at=east.facilities["dong-station"])
    assert _altered(await _since(east)) == {("seat", "hours"): 2, ("meal", "place"): 7}
    await MealSubscription.filter(key="m-zhou").update(serving="delivered", eats_at_id=None, weekdays=0b0111111)
    await Attendance.filter(key="a-zhou").update(ends_on=MONDAY)
    assert _altered(await _since(east)) == {("seat", "hours"): 1, ("seat", "off"): 1, ("meal", "off"): 1}
    await Attendance.filter(key="a-zhou").update(starts=13 * 60, ends_on=None)
    await KitchenDiet.filter(diet=(await Elder.get(key="e-zhou")).diet).delete()
    assert _altered(await _since(east)) == {("meal", "off"): 1, ("meal", "diet"): 6}


async def test_a_door_that_left_the_map_is_told_with_all_that_goes_there(east: Cast) -> None:
    """Somebody can still go there, so a draft is published; planned again, all of it is open."""
    await Elder.filter(key="e-zhou").update(latitude=None, longitude=None)
    visits = await DraftVisit.filter(elder=east.elders["zhou"]).order_by().distinct().values_list("key", flat=True)
    gone = {("visit", "located"): len(set(visits)), ("meal", "located"): 7}
    assert _altered(await _since(east)) == gone == _altered(await _since(east, "zhou"))
    with clock.held(THE_DAY_BEFORE):
        conflicts = await conflicts_of(await standing(east.facilities["dong"], MONDAY))
    count = gone["visit", "located"]
    assert (len(conflicts.unlocated), conflicts.otherwise, conflicts.outdated, conflicts.refuses) == (
        *(count + 7, ()),
        *(False, False),
    )
    assert (conflicts.standing("visits", 9), conflicts.needed("visits", 9)) == (9, 9)
    assert (conflicts.off_the_map("visits"), conflicts.off_the_map("meals")) == (count, 7)
    draft = await again(east, THE_DAY_BEFORE)
    assert not await _since(east)
    assert {rule for _, rule in await left_open(draft, "meal")} == {"located"}


async def test_what_has_begun_stays_as_it_was_told(east: Cast) -> None:
    await CareTask.filter(key="t-zhou-wash").update(minutes=60)
    assert {one.day for one in (await _since(east, moment=at(WEDNESDAY, 12))).altered} == {
        THURSDAY,
        THURSDAY + timedelta(days=1),
    }


async def test_who_pauses_or_is_served_no_more_is_told_apart(east: Cast) -> None:
    """A hold that takes the days of a choice away asks for others."""
    await Hold.create(elder=east.elders["zhou"], kind="hospital", first_day=WEDNESDAY)
    assert not (await _since(east)).altered
    await Elder.filter(key="e-lin").update(ended_on=MONDAY)
    assert not (await _since(east)).altered


async def test_what_is_promised_otherwise_is_not_published_and_counts_as_fallen(east: Cast) -> None:
    dong = east.facilities["dong"]
    await CareTask.filter(key="t-lin-wash").update(times_a_week=2)
    with clock.held(THE_DAY_BEFORE):
        await plan_now(dong, MONDAY, memory_mb=1024, seed=3)
        await CareTask.filter(key="t-zhou-wash").update(minutes=60)
        await CareTask.filter(key="t-lin-wash").update(times_a_week=1)
        conflicts = await conflicts_of(await standing(dong, MONDAY))
        assert (len(conflicts.otherwise), len(conflicts.off), conflicts.new) == (5, 1, ())
        assert (conflicts.standing("visits", 8), conflicts.needed("visits", 8), conflicts.fallen("visits", 8)) == (
            2,
            7,
            5,
        )
        with pytest.raises(Refused, match="draft_promised_otherwise") as refused:
            await publish(dong, MONDAY, who="terminal")
        assert refused.value.facts["elders"] == "周桂英"
        await plan_now(dong, MONDAY, memory_mb=1024, seed=3)
        assert (await publish(dong, MONDAY, who="terminal"))[0].number == 2


async def _like(key: str, **changes: Any) -> dict[str, Any]:
    """A task as another of hers, under a plan of its own."""
    task = await CareTask.get(key=key).prefetch_related("plan")
    plan = await CarePlan.create(key="c-new", elder_id=task.plan.elder_id, starts_on=MONDAY)
    return _copied(task) | {"plan_id": plan.id} | changes


async def _like_guest(**changes: Any) -> dict[str, Any]:
    return _copied(await Attendance.get(key="a-zhou")) | changes


def _copied(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row._meta.db_fields if name not in ("id", "key")}


async def _bath_listed(sqlite: str) -> Cast:
    """Only one may bathe Zhou, and it takes two: once a week on a day of the planner's choice, it is listed."""
    people = await running(sqlite)
    await StaffBond.create(elder=people.elders["zhou"], staff=people.staff["li"], kind="excluded")
    await told(people)
    return people


async def _still_open(people: Cast, kind: str, moment: Any = THE_DAY_BEFORE) -> tuple[int, int, int]:
    """How many of a kind are open, planned and needed, as the pages count them."""
    with clock.held(moment):
        state = await standing(people.facilities["dong"], MONDAY)
        conflicts = await conflicts_of(state)
        assert state.origin is not None
        plural = f"{kind}s"
        planned, needed = state.origin.coverage[plural]
        found = len(await open_needs(state.origin, conflicts, kind=kind))
        assert (await open_by_kind(state.origin, conflicts)).get(kind, 0) == found
        return found, conflicts.standing(plural, planned), conflicts.needed(plural, needed)


async def test_what_is_listed_and_nobody_asks_for_any_more_is_open_no_more(sqlite: str) -> None:
    """Her task is over, she has moved, or pauses without an end; what was due before stays listed."""
    people = await _bath_listed(sqlite)
    zhou, task = people.elders["zhou"], CareTask.filter(key="t-zhou-bath")
    assert await _still_open(people, "visit") == (1, 8, 9)
    await task.update(ends_on=MONDAY - timedelta(days=1))
    assert await _still_open(people, "visit") == (0, 8, 8)
    await task.update(ends_on=None)
    hold = await Hold.create(key="h", elder=zhou, kind="hospital", first_day=MONDAY)
    assert (await _still_open(people, "visit"))[0] == 0
    assert not (await _elders_open(people))
    await hold.delete()
    assert await _elders_open(people) == ["t-zhou-bath"]
    await Elder.filter(id=zhou.id).update(facility_id=people.facilities["xi-care"].id)
    assert (await _still_open(people, "visit"))[0] == 0


async def _elders_open(people: Cast) -> list[str]:
    with clock.held(THE_DAY_BEFORE):
        week = await elder_week(await Elder.get(key="e-zhou").prefetch_related("facility"), MONDAY)
    needs = [*week.floating, *(need for day in week.days for need in day.open_needs)]
    return [need.key.rpartition("@")[0] for need in needs]


async def test_a_need_whose_day_is_the_planners_is_not_told_twice_when_days_go_by(sqlite: str) -> None:
    people = await _bath_listed(sqlite)
    for moment in (THE_DAY_BEFORE, at(WEDNESDAY, 7), at(THURSDAY, 20)):
        assert not await _since(people, moment=moment)
        assert await _still_open(people, "visit", moment) == (1, 8, 9)


async def test_a_meal_promised_anew_is_open_once(sqlite: str) -> None:
    """No kitchen cooks; one subscription follows another of the same meal on the same days."""
    people = await running(sqlite)
    await KitchenWave.all().delete()
    await told(people)
    assert await _still_open(people, "meal") == (7, 0, 7)
    await MealSubscription.filter(key="m-zhou").update(ends_on=WEDNESDAY)
    after: dict[str, Any] = {"serving": "delivered", "starts_on": THURSDAY, "weekdays": 127}
    await MealSubscription.create(key="m-zhou-2", elder=people.elders["zhou"], meal="lunch", **after)
    assert await _still_open(people, "meal") == (7, 0, 7)
    assert _new(await _since(people)) == Counter(("meal", THURSDAY + timedelta(days=at)) for at in range(4))


async def test_a_place_that_asks_for_fewer_misses_fewer(sqlite: str) -> None:
    people = await running(sqlite)
    await ShiftDemand.filter(key="d-mei").update(people=3)
    await told(people)
    assert (await _still_open(people, "shift"))[0] == 10
    await ShiftDemand.filter(key="d-mei").update(people=2, weekdays=0b0001111)
    assert (await _still_open(people, "shift"))[0] == 4
    with clock.held(THE_DAY_BEFORE):
        state = await standing(people.facilities["dong"], MONDAY)
        assert (await board_of(state, await conflicts_of(state))).heads_missing == 4
    assert (await _still_open(people, "shift", at(WEDNESDAY, 20)))[0] == 7
