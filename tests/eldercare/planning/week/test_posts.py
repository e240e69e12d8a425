"""Shifts that were changed, or fell, since the week was planned, and what falls with them: each counts once."""

from typing import Any

import pytest

from eldercare import clock
from eldercare.daycare.models import Attendance
from eldercare.errors import Refused
from eldercare.meals.models import MealSubscription
from eldercare.people.models import Leave, Staff
from eldercare.planning.changes import changes_of
from eldercare.planning.drafts import standing
from eldercare.planning.week.altered import How
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.models import DraftMeal, DraftShift, NeedKind
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.publish import publish
from eldercare.planning.week.reasons import Why
from eldercare.shifts.models import Shift, ShiftDemand, ShiftType
from tests.cast import MONDAY, cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.eldercare.planning.week.running import TUESDAY, again, at, running, told

THE_DAY_BEFORE = at(MONDAY, -6)


@pytest.mark.parametrize(
    ("change", "how", "days"),
    [
        ({"weekdays": 0b0011111}, How.OFF, 2),
        ({"facility": "dong-care"}, How.PLACE, 7),
        ({"shift_type": "kitchen_late"}, How.HOURS, 7),
    ],
)
async def test_a_post_that_is_another_by_now_is_told_and_refused(
    sqlite: str, change: dict[str, Any], how: How, days: int
) -> None:
    people = await running(sqlite)
    await told(people)
    unit = people.facilities["dong"]
    if "facility" in change:
        change = {"facility": people.facilities[change["facility"]]}
    if "shift_type" in change:
        change = {"shift_type": await ShiftType.get(key=change["shift_type"])}
    with clock.held(THE_DAY_BEFORE):
        planned = (await conflicts_of(await standing(unit, MONDAY))).needed("shifts", 19)
        await ShiftDemand.filter(key="d-cai").update(**change)
        conflicts = await conflicts_of(await standing(unit, MONDAY))
        assert [(one.kind, one.how) for one in conflicts.altered] == [(NeedKind.SHIFT, how)] * days
        assert conflicts.needed("shifts", 19) == planned - len(conflicts.off)
        await plan_now(unit, MONDAY, memory_mb=1024, seed=3)
        assert not (await conflicts_of(await standing(unit, MONDAY))).altered


async def test_a_draft_with_a_post_at_another_place_is_not_published(sqlite: str) -> None:
    people = await running(sqlite)
    unit = people.facilities["dong"]
    with clock.held(THE_DAY_BEFORE):
        await plan_now(unit, MONDAY, memory_mb=1024)
        await ShiftDemand.filter(key="d-cai").update(facility=people.facilities["dong-care"])
        with pytest.raises(Refused, match="draft_promised_otherwise") as refused:
            await publish(unit, MONDAY, who="terminal")
    assert people.staff["cai"].name in str(refused.value.facts["elders"])


async def test_a_shift_for_visits_with_other_hours_is_told_and_planned_anew(sqlite: str) -> None:
    people = await running(sqlite)
    await told(people)
    unit = people.facilities["dong"]
    with clock.held(THE_DAY_BEFORE):
        shifts = await Shift.filter(demand_key__contains="/visits/")
        kind = await shifts[0].shift_type
        before = (await conflicts_of(await standing(unit, MONDAY))).standing("shifts", 19)
        await ShiftType.filter(id=kind.id).update(starts=kind.starts + 30, ends=kind.ends + 30)
        conflicts = await conflicts_of(await standing(unit, MONDAY))
        hers = {(shift.staff_id, shift.day) for shift in shifts if shift.shift_type_id == kind.id}
        assert {(one.staff, one.day) for one in conflicts.otherwise} == hers
        assert conflicts.standing("shifts", 19) == before
        await plan_now(unit, MONDAY, memory_mb=1024, seed=3)
        changes = await changes_of(await standing(unit, MONDAY))
        assert changes is not None
        assert {changes.whys[one.kind, one.key] for one in changes.difference.changes if one.kind == "shifts"} == {
            Why.ALTERED
        }
        await publish(unit, MONDAY, who="terminal")
        assert not await conflicts_of(await standing(unit, MONDAY))


async def test_what_has_begun_keeps_the_hours_it_was_worked_with(sqlite: str) -> None:
    """On Tuesday evening shifts for visits end two hours earlier, in the middle of what was done today."""
    people = await running(sqlite)
    await told(people)
    worked = {(one.staff_id, one.day): (one.starts, one.ends) for one in await Shift.filter(day__lte=TUESDAY)}
    kinds = {one.shift_type_id for one in await Shift.filter(demand_key__contains="/visits/")}
    for kind in await ShiftType.filter(id__in=list(kinds)):
        await ShiftType.filter(id=kind.id).update(ends=kind.ends - 120)
    draft = await again(people, at(TUESDAY, 20))
    kept = await DraftShift.filter(draft_id=draft.id, day__lte=TUESDAY)
    assert {(one.staff_id, one.day): (one.starts, one.ends) for one in kept} == worked
    hours = {kind.id: (kind.starts, kind.ends) for kind in await ShiftType.all()}
    ahead = await DraftShift.filter(draft_id=draft.id, day__gt=TUESDAY)
    assert all((one.starts, one.ends) == hours[one.shift_type_id] for one in ahead)


async def test_a_new_head_is_why_somebody_has_a_shift_now(sqlite: str) -> None:
    people = await running(sqlite)
    await told(people)
    unit = people.facilities["dong"]
    with clock.held(THE_DAY_BEFORE):
        await ShiftDemand.filter(key="d-ke").update(people=2)
        await plan_now(unit, MONDAY, memory_mb=1024, seed=3)
        changes = await changes_of(await standing(unit, MONDAY))
        assert changes is not None
        added = [one for one in changes.difference.changes if one.kind == "shifts" and one.what == "added"]
        assert {changes.whys[one.kind, one.key] for one in added} == {Why.NEW}


async def test_a_seat_at_other_hours_is_otherwise_before_and_after(sqlite: str) -> None:
    people = await running(sqlite)
    await told(people)
    unit = people.facilities["dong"]
    with clock.held(THE_DAY_BEFORE):
        await Attendance.all().update(starts=13 * 60 + 30, ends=16 * 60)
        await plan_now(unit, MONDAY, memory_mb=1024, seed=3)
        changes = await changes_of(await standing(unit, MONDAY))
        assert changes is not None
        seats = [one for one in changes.difference.changes if one.kind == "seats"]
        assert {changes.whys[one.kind, one.key] for one in seats} == {Why.ALTERED}


async def test_a_shift_that_is_off_and_too_long_counts_once(sqlite: str) -> None:
    people = await cast(sqlite)
    with clock.held(THE_DAY_BEFORE):
        await drafted(people, Plan(shifts=[("chen", 0, "early")], missing=[]))
        await Staff.filter(key="s-chen").update(contract="part_time", weekly_minutes=240)
        conflicts = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert [one.rule for one in conflicts.broken] == ["weekly_hours"]
    assert (conflicts.standing("shifts", 1), conflicts.needed("shifts", 1)) == (0, 0)


async def test_a_meal_that_is_off_and_has_no_carrier_counts_once(sqlite: str) -> None:
    people = await cast(sqlite)
    with clock.held(THE_DAY_BEFORE):
        draft = await drafted(people)
        await DraftMeal.filter(draft_id=draft.id).update(carrier_id=people.staff["chen"].id)
        await MealSubscription.all().delete()
        await Leave.create(key="l", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY)
        found = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert (found.standing("meals", 1), found.needed("meals", 1), found.fallen("meals", 1)) == (0, 0, 0)
