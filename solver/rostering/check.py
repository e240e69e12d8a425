"""Every hard rule of a roster, recomputed from the problem alone: no solver, none of its shortcuts."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from solver.result import Breach
from solver.rostering.check_count import count_breaches
from solver.rostering.problem import DAY, WEEK, Cover, Curve, Employee, RosterProblem, ShiftType, in_a_row
from solver.rostering.solution import Duty, RosterSolution


def check(problem: RosterProblem, solution: RosterSolution) -> list[Breach]:
    """Every breach of a hard rule; empty for a sound roster whose list of what is not planned is complete.

    Keys are `employee@day` for rules of a day, the employee for rules of a week, the cover for head counts.
    """
    shifts = {shift.key: shift for shift in problem.shift_types}
    targets: dict[str, Cover | Curve] = {cover.key: cover for cover in problem.covers}
    targets |= {curve.key: curve for curve in problem.curves}
    known = {employee.key for employee in problem.employees}
    breaches = list(count_breaches(problem, solution))
    sound: dict[str, list[Duty]] = {}
    for duty in solution.duties:
        if duty.employee in known and duty.shift in shifts and duty.cover in targets and 0 <= duty.day < problem.days:
            sound.setdefault(duty.employee, []).append(duty)
        else:
            breaches.append(
                Breach("staff_available", f"{duty.employee}@{duty.day}", {"unknown": True, "cover": duty.cover})
            )
    for employee in problem.employees:
        duties = sorted(sound.get(employee.key, []), key=lambda duty: (duty.day, shifts[duty.shift].start))
        for duty in duties:
            breaches += duty_breaches(problem, employee, duty, shifts[duty.shift], targets[duty.cover])
        breaches += week_breaches(problem, employee, duties, shifts)
        breaches += _pinned(employee, duties)
    return breaches


def duty_breaches(
    problem: RosterProblem, employee: Employee, duty: Duty, shift: ShiftType, target: Cover | Curve
) -> Iterator[Breach]:
    """Breaches of one duty by itself."""
    yield from skill_breaches(employee, duty, target)
    yield from _staff_available(employee, duty, shift, target)
    if shift.paid_minutes > problem.limits.day_minutes:
        facts = {"minutes": shift.paid_minutes, "limit": problem.limits.day_minutes}
        yield Breach("daily_hours", f"{employee.key}@{duty.day}", facts)


def skill_breaches(employee: Employee, duty: Duty, target: Cover | Curve) -> Iterator[Breach]:
    """Breaches of what a duty asks its employee to be able to do: skill and certificate_valid."""
    yield from _skill(employee, duty, target)
    yield from _certificate_valid(employee, duty, target)


def week_breaches(
    problem: RosterProblem, employee: Employee, duties: list[Duty], shifts: Mapping[str, ShiftType]
) -> Iterator[Breach]:
    """Breaches of the working-time rules by one employee's duties, given in order of time."""
    yield from _daily_hours(employee, duties)
    yield from _rest_between_shifts(problem, employee, duties, shifts)
    yield from _weekly_rest_day(problem, employee, duties, shifts)
    yield from _consecutive_days(problem, employee, duties, shifts)
    yield from _consecutive_nights(problem, employee, duties, shifts)
    yield from hours_breaches(problem, employee, duties, shifts)


def hours_breaches(
    problem: RosterProblem, employee: Employee, duties: list[Duty], shifts: Mapping[str, ShiftType]
) -> Iterator[Breach]:
    """Breaches of weekly_hours and monthly_overtime by one employee's duties."""
    yield from _weekly_hours(problem, employee, duties, shifts)
    yield from _monthly_overtime(problem, employee, duties, shifts)


def _skill(employee: Employee, duty: Duty, target: Cover | Curve) -> Iterator[Breach]:
    if target.skill is not None and target.skill not in employee.skills:
        yield Breach("skill", f"{employee.key}@{duty.day}", {"skill": target.skill, "cover": target.key})


def _certificate_valid(employee: Employee, duty: Duty, target: Cover | Curve) -> Iterator[Breach]:
    last = None if target.skill is None else employee.skills.get(target.skill)
    if last is not None and duty.day > last:
        yield Breach("certificate_valid", f"{employee.key}@{duty.day}", {"skill": target.skill, "last_day": last})


def _staff_available(employee: Employee, duty: Duty, shift: ShiftType, target: Cover | Curve) -> Iterator[Breach]:
    """Job, place and hours; spans that touch count as one, so that a night may cross midnight."""
    key = f"{employee.key}@{duty.day}"
    if employee.job != target.job or employee.job not in shift.jobs:
        yield Breach("staff_available", key, {"job": employee.job, "wanted": target.job, "shift": shift.key})
    if target.place not in employee.places:
        yield Breach("staff_available", key, {"place": target.place})
    start, end = duty.day * DAY + shift.start, duty.day * DAY + shift.end
    reached = start
    for span in sorted(employee.available, key=lambda span: span.day * DAY + span.start):
        if span.day * DAY + span.start <= reached:
            reached = max(reached, span.day * DAY + span.end)
    if reached < end:
        yield Breach("staff_available", key, {"shift": shift.key, "start": start, "end": end})


def _daily_hours(employee: Employee, duties: list[Duty]) -> Iterator[Breach]:
    for before, after in pairwise(duties):
        if before.day == after.day:
            yield Breach("daily_hours", f"{employee.key}@{after.day}", {"shifts": 2})


def _rest_between_shifts(
    problem: RosterProblem, employee: Employee, duties: list[Duty], shifts: Mapping[str, ShiftType]
) -> Iterator[Breach]:
    """The rest after every shift, the last one before the plan included, and before the first one after it."""
    ended = employee.history.last_end
    for duty in duties:
        start = duty.day * DAY + shifts[duty.shift].start
        if ended is not None and start - ended < problem.limits.rest_minutes:
            facts = {"minutes": start - ended, "limit": problem.limits.rest_minutes}
            yield Breach("rest_between_shifts", f"{employee.key}@{duty.day}", facts)
        ended = duty.day * DAY + shifts[duty.shift].end
    told = employee.ahead.first_start
    if duties and told is not None and ended is not None and told - ended < problem.limits.rest_minutes:
        facts = {"minutes": told - ended, "limit": problem.limits.rest_minutes}
        yield Breach("rest_between_shifts", f"{employee.key}@{duties[-1].day}", facts)


def _work_days(problem: RosterProblem, duties: list[Duty], shifts: Mapping[str, ShiftType]) -> set[int]:
    """Days with work: the day a shift starts, and the next one when it ends there after the night."""
    days = {duty.day for duty in duties}
    return days | {duty.day + 1 for duty in duties if shifts[duty.shift].end > DAY + problem.limits.night_ends}


def _night_before(problem: RosterProblem, employee: Employee) -> set[int]:
    """The plan's first day, when a shift of the day before ends on it after the night."""
    ended = employee.history.last_end
    return {0} if ended is not None and ended > problem.limits.night_ends else set()


def _weekly_rest_day(
    problem: RosterProblem, employee: Employee, duties: list[Duty], shifts: Mapping[str, ShiftType]
) -> Iterator[Breach]:
    """A week holds work on seven days less its rest days at most, a first day that began with a night included.

    So does the week after the plan, when the plan's last night makes its first day a working day.
    """
    worked = _work_days(problem, duties, shifts)
    counted = [
        sum(first <= day < min(first + WEEK, problem.days) for day in worked | _night_before(problem, employee))
        for first in range(0, problem.days, WEEK)
    ]
    ahead = employee.ahead.work_days
    if problem.days in worked - ahead:
        counted.append(1 + sum(day < problem.days + WEEK for day in ahead))
    for days in counted:
        if days > WEEK - problem.limits.weekly_rest_days:
            facts = {"days": days, "rest_days": problem.limits.weekly_rest_days}
            yield Breach("weekly_rest_day", employee.key, facts)


def _consecutive_days(
    problem: RosterProblem, employee: Employee, duties: list[Duty], shifts: Mapping[str, ShiftType]
) -> Iterator[Breach]:
    """A run is too long on a day that this plan makes a working day: what the past alone exceeds is not its fault.

    One that goes on into the days after the plan is told of the plan's last day.
    """
    worked, run = _work_days(problem, duties, shifts), employee.history.consecutive_days
    night = _night_before(problem, employee)
    for day in range(problem.days):
        run = run + 1 if day in worked | night else 0
        if run > problem.limits.consecutive_days and day in worked:
            facts = {"days": run, "limit": problem.limits.consecutive_days}
            yield Breach("consecutive_days", f"{employee.key}@{day}", facts)
    in_all = run + in_a_row(worked | employee.ahead.work_days, problem.days)
    if run <= problem.limits.consecutive_days < in_all and problem.days - 1 in worked:
        facts = {"days": in_all, "limit": problem.limits.consecutive_days}
        yield Breach("consecutive_days", f"{employee.key}@{problem.days - 1}", facts)


def _consecutive_nights(
    problem: RosterProblem, employee: Employee, duties: list[Duty], shifts: Mapping[str, ShiftType]
) -> Iterator[Breach]:
    """Night shifts on days in a row, those before and after the plan included."""
    nights = {duty.day for duty in duties if problem.limits.is_night(shifts[duty.shift])}
    run = employee.history.consecutive_nights
    for day in range(problem.days):
        run = run + 1 if day in nights else 0
        if run > problem.limits.consecutive_nights:
            facts = {"nights": run, "limit": problem.limits.consecutive_nights}
            yield Breach("consecutive_nights", f"{employee.key}@{day}", facts)
    in_all = run + in_a_row(employee.ahead.nights, problem.days)
    if run <= problem.limits.consecutive_nights < in_all and problem.days - 1 in nights:
        facts = {"nights": in_all, "limit": problem.limits.consecutive_nights}
        yield Breach("consecutive_nights", f"{employee.key}@{problem.days - 1}", facts)


def _minutes_by_week(problem: RosterProblem, duties: list[Duty], shifts: Mapping[str, ShiftType]) -> list[int]:
    minutes = [0] * -(-problem.days // WEEK)
    for duty in duties:
        minutes[duty.day // WEEK] += shifts[duty.shift].paid_minutes
    return minutes


def _weekly_hours(
    problem: RosterProblem, employee: Employee, duties: list[Duty], shifts: Mapping[str, ShiftType]
) -> Iterator[Breach]:
    limit = min(employee.max_week_minutes, problem.limits.week_minutes_ceiling)
    for minutes in _minutes_by_week(problem, duties, shifts):
        if minutes > limit:
            yield Breach("weekly_hours", employee.key, {"minutes": minutes, "limit": limit})


def _monthly_overtime(
    problem: RosterProblem, employee: Employee, duties: list[Duty], shifts: Mapping[str, ShiftType]
) -> Iterator[Breach]:
    """Overtime is what a week holds above the standard week, whatever the contract says."""
    weeks = _minutes_by_week(problem, duties, shifts)
    overtime = sum(max(0, minutes - problem.limits.week_minutes) for minutes in weeks)
    if overtime > employee.overtime_left:
        yield Breach("monthly_overtime", employee.key, {"minutes": overtime, "left": employee.overtime_left})


def _pinned(employee: Employee, duties: list[Duty]) -> Iterator[Breach]:
    for pin in employee.pins:
        worked = [duty for duty in duties if duty.day == pin.day]
        if pin.shift is None:
            kept = not worked
        else:
            kept = any(duty.shift == pin.shift and pin.cover in ("", duty.cover) for duty in worked)
        if not kept:
            facts = {"shift": pin.shift, "cover": pin.cover, "worked": worked[0].shift if worked else None}
            yield Breach("pinned", f"{employee.key}@{pin.day}", facts)
