"""The heads of a roster: covers filled as asked, never beyond, and every missing head on the list."""

from collections.abc import Iterator

from solver.result import Breach
from solver.rostering.problem import Cover, RosterProblem, ShiftType
from solver.rostering.solution import Duty, RosterSolution


def count_breaches(problem: RosterProblem, solution: RosterSolution) -> Iterator[Breach]:
    """Breaches of `not_planned`: duties that fit no cover, heads beyond the need, a wrong list."""
    shifts = {shift.key: shift for shift in problem.shift_types}
    covers = {cover.key: cover for cover in problem.covers}
    places = {cover.key: cover.place for cover in problem.covers} | {curve.key: curve.place for curve in problem.curves}
    filled: dict[str, int] = {}
    for duty in solution.duties:
        filled[duty.cover] = filled.get(duty.cover, 0) + 1
        if not _fits(duty, covers.get(duty.cover), places.get(duty.cover)):
            yield Breach("not_planned", duty.cover, {"employee": duty.employee, "day": duty.day, "shift": duty.shift})
    for cover in problem.covers:
        if filled.get(cover.key, 0) > cover.needed:
            yield Breach("not_planned", cover.key, {"needed": cover.needed, "filled": filled[cover.key]})
    yield from _list_breaches(problem, solution, shifts, filled)


def _fits(duty: Duty, cover: Cover | None, place: str | None) -> bool:
    asked = cover is None or (cover.day, cover.shift) == (duty.day, duty.shift)
    return asked and (place is None or place == duty.place)


def _list_breaches(
    problem: RosterProblem, solution: RosterSolution, shifts: dict[str, ShiftType], filled: dict[str, int]
) -> Iterator[Breach]:
    wanted = {
        f"{cover.key}#{head}": (cover.priority_class, shifts[cover.shift].paid_minutes)
        for cover in problem.covers
        for head in range(1, cover.needed - filled.get(cover.key, 0) + 1)
    }
    listed = [entry.key for entry in solution.not_planned]
    for entry in solution.not_planned:
        if wanted.get(entry.key) != (entry.priority_class, entry.minutes) or not entry.rule:
            yield Breach("not_planned", entry.key, {"listed": True, "missing": entry.key in wanted})
    for key in sorted(wanted):
        if listed.count(key) != 1:
            yield Breach("not_planned", key, {"listed": listed.count(key), "missing": True})
