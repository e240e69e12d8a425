"""What a running week has promised and can no longer plan: it stays listed as open."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count

from eldercare.care.demand import visit_needs, window
from eldercare.daycare.demand import seat_needs
from eldercare.meals.demand import PRIORITY_CLASS as MEAL_CLASS
from eldercare.meals.demand import meal_needs
from eldercare.planning.week.load import UnitRows, WeekRows
from eldercare.planning.week.models import DraftMeal, DraftShift, DraftVisit, NeedKind, NotPlanned
from eldercare.planning.week.problem import SHIFT_CLASS
from solver.week.portions import MEAL_MINUTES
from solver.week.problem import Unit, occurrence

STOPPED = "staff_available"
"""Who was to do it is on leave by now."""


def missed(rows: WeekRows, here: UnitRows, unit: Unit) -> Iterator[NotPlanned]:
    """Of what the published plan left open until today, or somebody gave up: what is still promised, but over."""
    asked = {*unit.need_keys(), *(cover.key for cover in unit.covers)}
    asked |= {occurrence(need, day) for need in unit.visits for day in need.days}
    left = [*here.elapsed.was_open, *_given_up(rows, here)]
    lost = Counter(_lost(rows, here))
    promised = set(_promised(rows, here))
    for need in sorted(left, key=lambda one: one.key, reverse=True):
        key = need.key.rpartition("#")[0] if need.kind == NeedKind.SHIFT else need.key
        task = key.rpartition("@")[0]
        if key in asked:
            continue
        if need.kind == NeedKind.VISIT:
            lost[task] -= 1
            if lost[task] >= 0:
                yield need
        elif key in promised:
            yield need


def _promised(rows: WeekRows, here: UnitRows) -> Iterator[str]:
    """Keys of the meals, seats and standing shifts of the week as the file says today."""
    for meal in meal_needs(here.meals, rows.monday, here.absences):
        yield f"{meal.subscription.key}@{meal.day}"
    for seat in seat_needs(here.attendance, rows.monday, here.absences):
        yield f"{seat.attendance.key}@{seat.day}"
    for demand in here.demand:
        yield from (f"{demand.key}@{day}" for day in range(7) if demand.weekdays >> day & 1)


def _lost(rows: WeekRows, here: UnitRows) -> dict[str, int]:
    """How often each visit need can no longer be planned."""
    needs = visit_needs(here.tasks, rows.monday, here.absences)
    leeway = rows.rules.fixed_visit_leeway
    return {need.task.key: here.elapsed.remaining(need, window(need.task, leeway)[1])[2] for need in needs}


def _given_up(rows: WeekRows, here: UnitRows) -> Iterator[NotPlanned]:
    given_up = here.elapsed.given_up
    yield from (_visit(here, visit) for visit in {one.key: one for one in given_up.visits}.values())
    yield from _shifts(here, given_up.shifts)
    needs = {
        (need.elder.id, need.day, need.subscription.meal): f"{need.subscription.key}@{need.day}"
        for need in meal_needs(here.meals, rows.monday, here.absences)
    }
    for meal in given_up.meals:
        if key := needs.get((meal.elder_id, meal.day.weekday(), meal.meal)):
            yield _meal(here, meal, key)


def _visit(here: UnitRows, visit: DraftVisit) -> NotPlanned:
    return NotPlanned(
        kind=NeedKind.VISIT.value,
        key=visit.key,
        priority_class=visit.service.priority_class,
        minutes=visit.ends - visit.starts,
        rule=STOPPED,
        facts={"announced": visit.starts},
        elder_id=visit.elder_id,
        service_id=visit.service_id,
        facility_id=here.unit.id,
        day=visit.day,
        starts=visit.starts,
        ends=visit.ends,
    )


def _shifts(here: UnitRows, shifts: Iterable[DraftShift]) -> Iterator[NotPlanned]:
    """Each is one more head missing of what it was planned for."""
    listed = {need.key for need in here.elapsed.was_open}
    for shift in shifts:
        key = next(key for number in count(1) if (key := f"{shift.demand_key}#{number}") not in listed)
        listed.add(key)
        yield NotPlanned(
            kind=NeedKind.SHIFT.value,
            key=key,
            priority_class=SHIFT_CLASS,
            minutes=shift.ends - shift.starts - shift.break_minutes,
            rule=STOPPED,
            facts={"shift": shift.shift_type.key, "job": shift.staff.job, "skill": None, "announced": shift.starts},
            facility_id=shift.facility_id,
            day=shift.day,
            starts=shift.starts,
            ends=shift.ends,
        )


def _meal(here: UnitRows, meal: DraftMeal, key: str) -> NotPlanned:
    return NotPlanned(
        kind=NeedKind.MEAL.value,
        key=key,
        priority_class=MEAL_CLASS,
        minutes=MEAL_MINUTES,
        rule=STOPPED,
        facts={"announced": meal.arrives, "meal": meal.meal},
        elder_id=meal.elder_id,
        facility_id=here.unit.id,
        day=meal.day,
    )
