"""The hard rules of the model. Those about one duty alone (skill, leave …) are in eligibility.py."""

from collections.abc import Sequence

from ortools.sat.python.cp_model import CpModel

from solver.rostering.index import Index, came_from_a_night, most_work_days, reaches_next_day, weeks
from solver.rostering.problem import DAY, WEEK, Employee, Pin, in_a_row
from solver.rostering.solution import Duty
from solver.rostering.variables import Sum, Variables


def add_constraints(model: CpModel, v: Variables, index: Index, kept_pins: Sequence[tuple[str, Pin]]) -> None:
    """Table of contents."""
    not_planned(model, v, index)
    daily_hours(model, v)
    weekly_hours(model, v, index)
    monthly_overtime(model, v, index)
    weekly_rest_day(model, v, index)
    rest_between_shifts(model, v, index)
    consecutive_days(model, v, index)
    consecutive_nights(model, v, index)
    pinned(model, v, kept_pins)


def not_planned(model: CpModel, v: Variables, index: Index) -> None:
    """A cover gets the heads it needs and no more; what it lacks is counted."""
    for cover in index.problem.covers:
        model.add(v.sum_of(v.of_target.get(cover.key, ())) + v.missing[cover.key] == cover.needed)


def daily_hours(model: CpModel, v: Variables) -> None:
    """One shift a day at most."""
    for duties in v.of_day.values():
        model.add_at_most_one(v.duty[duty] for duty in duties)


def weekly_hours(model: CpModel, v: Variables, index: Index) -> None:
    """A week holds no more than contract and law allow."""
    for employee in index.problem.employees:
        most = min(employee.max_week_minutes, index.problem.limits.week_minutes_ceiling)
        for week in weeks(index.problem):
            model.add(v.minutes_in(index, employee.key, week) <= most)


def monthly_overtime(model: CpModel, v: Variables, index: Index) -> None:
    """Minutes above the standard week stay within what is left of the month."""
    for employee in index.problem.employees:
        own = []
        for week in weeks(index.problem):
            overtime = model.new_int_var(0, employee.overtime_left, f"overtime {employee.key} {week.start}")
            worked = v.minutes_in(index, employee.key, week)
            model.add(overtime >= worked - index.problem.limits.week_minutes)
            v.overtime[employee.key, week.start] = overtime
            own.append(overtime)
        model.add(sum(own) <= employee.overtime_left)


def weekly_rest_day(model: CpModel, v: Variables, index: Index) -> None:
    """Enough days of each week hold no work, also of the one after the plan, into which its last night may reach."""
    most = most_work_days(index.problem)
    for employee in index.problem.employees:
        for week in weeks(index.problem):
            model.add(sum(v.works_on[employee.key, day] for day in week) <= most)
        ahead = {day for day in employee.ahead.work_days if day < index.problem.days + WEEK}
        if len(ahead) >= most and index.problem.days not in ahead:
            model.add(v.sum_of(_last_nights(v, index, employee)) == 0)


def rest_between_shifts(model: CpModel, v: Variables, index: Index) -> None:
    """No shift starts before the rest is over: for each earliest start, late ends against early starts."""
    rest = index.problem.limits.rest_minutes
    for employee in index.problem.employees:
        last_end, told = employee.history.last_end, employee.ahead.first_start
        for day in range(index.problem.days):
            before = v.of_day.get((employee.key, day), [])
            for duty in before:
                too_early = last_end is not None and _start(index, duty) < last_end + rest
                if too_early or (told is not None and _end(index, duty) + rest > told):
                    model.add(v.duty[duty] == 0)
            after = [d for later in (day + 1, day + 2) for d in v.of_day.get((employee.key, later), ())]
            for ready in sorted({_end(index, duty) + rest for duty in before}):
                early = [duty for duty in after if _start(index, duty) < ready]
                late = [duty for duty in before if _end(index, duty) + rest >= ready]
                for start_day in sorted({duty.day for duty in early}):
                    model.add_at_most_one(v.duty[d] for d in (*late, *(e for e in early if e.day == start_day)))


def consecutive_days(model: CpModel, v: Variables, index: Index) -> None:
    """No run of working days, those around the plan included, is longer than allowed; a past too long ends at once."""
    most = index.problem.limits.consecutive_days
    for employee in index.problem.employees:
        on = [v.works_on[employee.key, day] for day in range(index.problem.days)]
        before = employee.history.consecutive_days
        if before >= most:
            model.add(v.sum_of(v.of_day.get((employee.key, 0), ())) == 0)
        left = max(most - before, int(came_from_a_night(index.problem, employee)))
        if before and left:
            model.add(sum(on[: left + 1]) <= left)
        for first in range(index.problem.days - most):
            model.add(sum(on[first : first + most + 1]) <= most)
        _into_the_days_ahead(model, v, index, employee, on)


def _into_the_days_ahead(model: CpModel, v: Variables, index: Index, employee: Employee, on: Sequence[Sum]) -> None:
    """Runs that go on after the plan; one of its nights may close the gap to them."""
    days, ahead, before = index.problem.days, employee.ahead.work_days, employee.history.consecutive_days
    most = index.problem.limits.consecutive_days
    own = on if days > 1 else [v.sum_of(v.of_day.get((employee.key, 0), ()))]
    last = _not_all(own, before, in_a_row(ahead, days), most)
    if last:
        model.add(sum(last) < len(last))
    for night in _last_nights(v, index, employee):
        last = _not_all(own, before, in_a_row(ahead | {days}, days), most)
        if last:
            model.add(sum(last) < len(last)).only_enforce_if(v.duty[night])


def _not_all(on: Sequence[Sum], before: int, after: int, most: int) -> Sequence[Sum]:
    """The last days that must not all be worked, with runs of so many before and after the plan; empty for none."""
    left = max(most - after, 0)
    if after and left < len(on):
        return on[-left - 1 :]
    return on if after and before + len(on) > left else ()


def _last_nights(v: Variables, index: Index, employee: Employee) -> list[Duty]:
    """Duties of the plan's last day that make the day after it a working day."""
    last = v.of_day.get((employee.key, index.problem.days - 1), ())
    return [duty for duty in last if reaches_next_day(index.problem, index.shifts[duty.shift])]


def consecutive_nights(model: CpModel, v: Variables, index: Index) -> None:
    """No longer run of night shifts than allowed, the nights before and after the plan included."""
    limits = index.problem.limits
    most = limits.consecutive_nights
    for employee in index.problem.employees:
        days = [v.of_day.get((employee.key, day), ()) for day in range(index.problem.days)]
        nights = [[duty for duty in own if limits.is_night(index.shifts[duty.shift])] for own in days]
        if not any(nights):
            continue
        on = [v.sum_of(own) for own in nights]
        before = min(employee.history.consecutive_nights, most)
        if before:
            model.add(sum(on[: most - before + 1]) <= most - before)
        for first in range(index.problem.days - most):
            model.add(sum(on[first : first + most + 1]) <= most)
        last = _not_all(on, before, in_a_row(employee.ahead.nights, index.problem.days), most)
        if last:
            model.add(sum(last) < len(last))


def pinned(model: CpModel, v: Variables, kept_pins: Sequence[tuple[str, Pin]]) -> None:
    """What the coordinator fixed stays: the shift (at its cover where named), or the free day."""
    for employee, pin in kept_pins:
        fixed = [
            d for d in v.of_day.get((employee, pin.day), ()) if d.shift == pin.shift and pin.cover in ("", d.cover)
        ]
        if pin.shift is None:
            model.add(v.sum_of(v.of_day.get((employee, pin.day), ())) == 0)
        else:
            model.add_exactly_one(v.duty[duty] for duty in fixed)


def _start(index: Index, duty: Duty) -> int:
    return duty.day * DAY + index.shifts[duty.shift].start


def _end(index: Index, duty: Duty) -> int:
    return duty.day * DAY + index.shifts[duty.shift].end
