"""On which other days of the week a seat is free for somebody who waits for one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from solver.places.crowded import with_room
from solver.places.solution import Place
from solver.result import Fact, Unplanned
from solver.rostering.solution import Duty
from solver.week.problem import DAY, SeatNeed, Unit, WeekProblem
from solver.week.seats import seats_problem
from solver.week.solution import DutyPause

FULL = ("zone_seats", "staff_ratio")
"""Rules that stop a seat because others have theirs on that day."""


def free_days(
    problem: WeekProblem,
    duties: Sequence[Duty],
    pauses: Sequence[DutyPause],
    given: Sequence[Place],
    left: Iterable[Unplanned],
    stopped: Callable[[], bool] = lambda: False,
) -> dict[str, dict[str, Fact]]:
    """Of each seat that is open because its day is full, on how many other days one is free in reach at the same hours
    (`free_days`), and on which (`free_N`, N the day's number): days ahead on which she is promised none, if there are
    any. Day by day; once it is `stopped`, nothing, since only all days tell how many there are."""
    waiting = {need.key for need in left if need.rule in FULL}
    if not waiting:
        return {}
    promised = {(need.elder, need.day) for unit in problem.units for need in (*unit.seats, *unit.seated)}
    more = {unit.key: list(_elsewhen(problem, unit, waiting, promised)) for unit in problem.units}
    free: set[str] = set()
    for day in range(problem.days):
        if stopped():
            return {}
        free |= _free_on(problem, day, more, duties, pauses, given)
    facts: dict[str, dict[str, Fact]] = {}
    for need in (need for needs in more.values() for need in needs):
        told = facts.setdefault(need.key.rpartition("/")[0], {"free_days": 0})
        if need.key in free:
            told |= {"free_days": int(told["free_days"] or 0) + 1, f"free_{need.day}": True}
    return facts


def _free_on(
    problem: WeekProblem,
    day: int,
    more: Mapping[str, Sequence[SeatNeed]],
    duties: Sequence[Duty],
    pauses: Sequence[DutyPause],
    given: Sequence[Place],
) -> set[str]:
    """Those of the needs, by unit, for which there is room on the day: no day's seats are limits of another."""
    units = tuple(
        replace(unit, seats=tuple(need for need in (*unit.seats, *more[unit.key]) if need.day == day))
        for unit in problem.units
    )
    today = {need.key for unit in units for need in unit.seats}
    places = [place for place in given if place.request in today]
    return set(with_room(seats_problem(replace(problem, units=units), duties, pauses), places))


def _elsewhen(
    problem: WeekProblem, unit: Unit, waiting: set[str], promised: set[tuple[str, int]]
) -> Iterator[SeatNeed]:
    """The same seats on every other day that is ahead and on which she, of whatever unit, is `promised` none."""
    for need in (need for need in unit.seats if need.key in waiting):
        for day in range(problem.days):
            if (need.elder, day) not in promised and day * DAY + need.start >= unit.begins:
                yield replace(need, key=f"{need.key}/{day}", day=day)
