"""The hours of a week against contracts and the rule table, and breaks against shift types and ways, by now."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from eldercare import clock
from eldercare.errors import Refused
from eldercare.meals.models import MealSubscription
from eldercare.people.models import Elder, Leave, Staff
from eldercare.planning.board import board_of
from eldercare.planning.day import day_of
from eldercare.planning.drafts import standing
from eldercare.planning.week.broken import Broken, broken_of
from eldercare.planning.week.conflicts import Conflicts, conflicts_of
from eldercare.planning.week.models import DraftMeal, DraftShift, DraftVisit
from eldercare.planning.week.publish import publish
from eldercare.rulebook.models import RuleValue
from eldercare.shifts.models import Shift, ShiftType
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import Plan, drafted, wanted
from tests.eldercare.planning.week.running import WEDNESDAY, again, at, running, told

MONDAY_MORNING = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
"""Four o'clock where its people live."""
FOUR_DAYS = Plan(
    shifts=[("chen", day, "early") for day in range(4)],
    visits=[("t-wash@0", "zhou", "chen", 0, 8 * 60), ("t-wash@3", "zhou", "chen", 3, 8 * 60)],
    missing=[],
    open_visits=[],
)
THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with clock.held(MONDAY_MORNING):
        yield


@pytest.fixture
async def people(sqlite: str) -> Cast:
    everybody = await cast(sqlite)
    await drafted(everybody, FOUR_DAYS)
    return everybody


async def test_weekly_hours_of_a_contract_that_was_lowered(people: Cast) -> None:
    """Four shifts are as many hours as they last; the fourth is too much for a minute less."""
    held = await _minutes(people)
    await _contract(people, "part_time", held)
    ceiling = min(held, 24 * 60)
    assert [one.rule for one in await _broken(people)] == (["weekly_hours"] if held > ceiling else [])
    await _contract(people, "part_time", 16 * 60)
    found = await _broken(people)
    assert {one.rule for one in found} == {"weekly_hours"}
    assert {one.measured for one in found} == {(held, 16 * 60)}
    assert [one.day for one in found] == [MONDAY + timedelta(days=day) for day in (2, 3)]
    await _contract(people, "full_time", 40 * 60)
    assert await _broken(people) == []


async def test_monthly_overtime_of_a_standard_week_that_is_shorter_by_now(people: Cast) -> None:
    """Whoever may work overtime may have four shifts, unless the rule table leaves no overtime."""
    held = await _minutes(people)
    await _contract(people, "full_time", 20 * 60)
    assert await _broken(people) == []
    await _contract(people, "full_time", 40 * 60)
    await RuleValue.filter(key="weekly_hours").update(value=held - 60)
    await RuleValue.filter(key="monthly_overtime").update(value=60)
    assert await _broken(people) == []
    await RuleValue.filter(key="monthly_overtime").update(value=59)
    found = await _broken(people)
    assert [(one.rule, one.day, one.measured) for one in found] == [("monthly_overtime", THURSDAY, (60, 59))]


async def test_hours_that_are_too_many_lose_the_shift_and_its_visits(people: Cast) -> None:
    await wanted(people, "early", 1)
    dong = people.facilities["dong"]
    await _contract(people, "part_time", 16 * 60)
    conflicts = await conflicts_of(await standing(dong, MONDAY))
    assert conflicts == Conflicts(unfit_visits=1, unfit_posts=2, new=conflicts.new, altered=conflicts.altered)
    assert (conflicts.fallen("shifts", 4), conflicts.fallen("visits", 2)) == (2, 1)
    with pytest.raises(Refused) as refused:
        await publish(dong, MONDAY, who="terminal")
    assert refused.value.code == "draft_breaks_rules"
    assert "weekly_hours" in str(refused.value.facts["cases"])
    (route,) = (await day_of(await standing(dong, MONDAY), THURSDAY)).routes
    assert (route.problem, {stop.lost for stop in route.stops}) == ("weekly_hours", {True})
    cells = {
        cell.day: cell for row in (await board_of(await standing(dong, MONDAY))).rows for cell in row.cells if cell.chip
    }
    assert [day for day, cell in sorted(cells.items()) if cell.problem == "weekly_hours" and cell.lost] == [
        WEDNESDAY,
        THURSDAY,
    ]


@pytest.mark.parametrize(
    ("changed", "fits"),
    [
        ({"break_minutes": 30}, True),
        ({"break_from": 12 * 60 + 30, "break_to": 14 * 60}, False),
        ({"break_minutes": 0}, True),
    ],
)
async def test_break_taken_within_the_window_of_its_shift_type(
    people: Cast, changed: dict[str, int], fits: bool
) -> None:
    """With visits or without; nobody is lost by it."""
    await DraftShift.all().update(break_starts=11 * 60, break_minutes=30)
    await ShiftType.filter(key="early").update(
        **{"break_minutes": 30, "break_from": 11 * 60, "break_to": 13 * 60} | changed
    )
    found = await _broken(people)
    assert [one.rule for one in found] == ([] if fits else ["break_taken"] * 4)
    conflicts = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert (conflicts.unfit_posts, conflicts.unfit_visits, conflicts.fallen("shifts", 4)) == (len(found), 0, 0)


async def test_break_taken_between_visits_whose_way_is_longer_by_now(people: Cast) -> None:
    """Half an hour from eleven, and the next visit at twenty to twelve: the way to another door leaves no room."""
    await DraftShift.all().update(break_starts=11 * 60, break_minutes=30)
    await ShiftType.filter(key="early").update(break_minutes=30, break_from=11 * 60, break_to=13 * 60)
    await DraftVisit.filter(key="t-wash@0").update(starts=10 * 60, ends=10 * 60 + 50)
    first = await DraftVisit.get(key="t-wash@0")
    lin, zhou = people.elders["lin"], people.elders["zhou"]
    await Elder.filter(id=lin.id).update(latitude=zhou.latitude, longitude=zhou.longitude)
    first.pk, first.key, first.elder_id, first.starts, first.ends = None, "t-bath@0", lin.id, 705, 740
    first._saved_in_db = False
    await first.save()
    assert "break_taken" not in {one.rule for one in await _broken(people)}
    await Elder.filter(id=lin.id).update(longitude=(lin.longitude or 0) + 0.1)
    assert {(one.rule, one.day) for one in await _broken(people) if one.rule == "break_taken"} == {
        ("break_taken", MONDAY)
    }


async def test_planned_again_in_the_middle_of_a_week_with_a_lower_contract(sqlite: str) -> None:
    """What she has begun is more than she may work by now: it stays, and no day to come is hers."""
    people = await running(sqlite)
    await told(people)
    chen = people.staff["chen"]
    await Staff.filter(id=chen.id).update(contract="part_time", weekly_minutes=8 * 60)
    begun = await Shift.filter(staff=chen, day__lt=WEDNESDAY).count()
    assert begun
    draft = await again(people, at(WEDNESDAY, 9, 30))
    assert await DraftShift.filter(draft_id=draft.id, staff=chen, day__lt=WEDNESDAY).count() == begun
    assert not await DraftShift.filter(draft_id=draft.id, staff=chen, day__gt=WEDNESDAY).exists()
    with clock.held(at(WEDNESDAY, 9, 40)):
        await publish(people.facilities["dong"], MONDAY, who="terminal")
        assert not await conflicts_of(await standing(people.facilities["dong"], MONDAY))


async def test_days_of_leave_are_no_hours_of_the_week(sqlite: str) -> None:
    """Two of four shifts fall with her leave; the other two are what her contract allows."""
    people = await cast(sqlite)
    leave: dict[str, Any] = {"kind": "sick", "first_day": MONDAY, "last_day": MONDAY + timedelta(days=1)}
    with clock.held(at(MONDAY, 4)):
        await drafted(people, FOUR_DAYS)
        await Staff.filter(key="s-chen").update(contract="part_time", weekly_minutes=16 * 60)
        await Leave.create(key="l", staff=people.staff["chen"], **leave)
        conflicts = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert (conflicts.shifts, conflicts.broken) == (2, ())


async def test_a_meal_falls_with_a_shift_that_is_too_long_as_a_visit_does(sqlite: str) -> None:
    people = await cast(sqlite)
    thursday = MONDAY + timedelta(days=3)
    with clock.held(at(MONDAY, 4)):
        draft = await drafted(people, FOUR_DAYS)
        await MealSubscription.all().update(weekdays=0b0001000)
        hers = {"carrier_id": people.staff["chen"].id, "day": thursday, "arrives": 700, "trip": 1, "stop": 1}
        await DraftMeal.filter(draft_id=draft.id).update(**hers)
        await Staff.filter(key="s-chen").update(contract="part_time", weekly_minutes=16 * 60)
        conflicts = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert (conflicts.fallen("visits", 2), conflicts.fallen("meals", 1)) == (1, 1)


async def _contract(people: Cast, contract: str, minutes: int) -> None:
    await Staff.filter(key="s-chen").update(contract=contract, weekly_minutes=minutes)


async def _minutes(people: Cast) -> int:
    hers = await DraftShift.filter(staff=people.staff["chen"])
    return sum(shift.ends - shift.starts - shift.break_minutes for shift in hers)


async def _broken(people: Cast) -> list[Broken]:
    return await broken_of(await standing(people.facilities["dong"], MONDAY))
