"""What has begun, or is so near that people have set out: it stays as it was told. Found from plain data."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from solver.repair.problem import RepairProblem
from solver.rostering.solution import Duty
from solver.visits.problem import Break
from solver.visits.solution import Assignment
from solver.week.portions import served
from solver.week.pots import wave_of
from solver.week.problem import DAY, KitchenWave, MealNeed, Person, SeatNeed, Shift, Unit, minutes_of
from solver.week.roster import shift_named
from solver.week.seating import eating_at


def parts_of(problem: RepairProblem, visit: str) -> Iterator[Assignment]:
    """The published parts of a visit, one for each carer."""
    for routes in problem.published.routes:
        if visit.endswith(f"@{routes.day}"):
            yield from (part for part in routes.assignments if part.stop == visit)


def frozen_visit(problem: RepairProblem, visit: str) -> bool:
    """It is planned, and begins before anything new may."""
    return any(frozen_part(problem, part) for part in parts_of(problem, visit))


def frozen_part(problem: RepairProblem, part: Assignment) -> bool:
    """It begins before anything new may."""
    return part.start < problem.begins


def wave_left(problem: RepairProblem, meal: str) -> bool:
    """The meal is on its way, or will be before anything new may begin."""
    wave = _wave(problem, meal)
    return wave is not None and wave.day * DAY + wave.leaves < problem.begins


def _wave(problem: RepairProblem, meal: str) -> KitchenWave | None:
    supply = next((place.supply for place in problem.published.meals if place.request == meal), None)
    return None if supply is None else problem.wave_called(wave_of(supply))[1]


def seat_begun(problem: RepairProblem, need: SeatNeed) -> bool:
    """She sits there already, or is on her way."""
    given = any(place.request == need.key for place in problem.published.seats)
    return given and need.day * DAY + need.start < problem.begins


def seat_served(problem: RepairProblem, need: SeatNeed, left: Iterable[MealNeed]) -> bool:
    """One of her meals that have `left` is brought elsewhere for the sake of this seat."""
    hers = [(meal, wave) for meal in left if meal.day == need.day and (wave := _wave(problem, meal.key)) is not None]
    if not hers:
        return False
    eating = eating_at(problem.week, [place for place in problem.published.seats if place.request == need.key])
    return any(served(meal, wave, eating) != meal for meal, wave in hers)


def pauses_told(problem: RepairProblem, day: int) -> dict[str, int]:
    """When everybody on duty pauses on a day, minutes of the plan."""
    told = {one.employee: one.start for one in problem.published.pauses if one.day == day}
    routes = (routes for routes in problem.published.routes if routes.day == day)
    return told | {one.carer: one.start for walk in routes for one in walk.pauses}


def pauses_begun_before(problem: RepairProblem, unit: Unit) -> int:
    """A pause told for an earlier minute has begun, for the case or for the week it happens in: it stays."""
    return max(problem.now, unit.begins)


def duty_today(problem: RepairProblem, employee: str) -> Duty:
    """The published shift of somebody who is on duty today."""
    at = (employee, problem.today)
    return next(one for one in problem.published.duties if (one.employee, one.day) == at)


def free_from(
    problem: RepairProblem, unit: Unit, person: Person, duty: Duty, pauses_before: int
) -> tuple[int, str, int]:
    """When she could leave where she is, what has begun being done: the minute, the place, how many visits that is.

    So has a pause that was told for a minute before `pauses_before`.
    """
    shift = shift_named(problem.week.shifts)[duty.shift]
    minute, place, stairs = max(problem.now, duty.day * DAY + shift.type.start), person.facility, 0
    needs = {need.key: need for need in unit.visits}
    begun = [part for part in _hers(problem, duty) if part.start < problem.now]
    if begun:
        last = max(begun, key=lambda part: part.start)
        need = needs[last.stop.rpartition("@")[0]]
        place, stairs = need.place or place, need.access_minutes
        minute = max(minute, last.start + minutes_of(need, last.start, unit.begins) + stairs)
    pause, told = shift.pause, pauses_told(problem, duty.day).get(duty.employee)
    if pause is not None and told is not None and told < pauses_before:
        minute = max(minute, told + pause.minutes + stairs)
    return minute, place, len(begun)


def cut_shift(problem: RepairProblem, unit: Unit, person: Person, duty: Duty) -> Shift | None:
    """Her shift until she is back from what has begun; None where nothing of it has."""
    shift = shift_named(problem.week.shifts)[duty.shift]
    minute, place, begun = free_from(problem, unit, person, duty, problem.now)
    if not begun:
        return None
    kind, midnight = shift.type, duty.day * DAY
    end = min(kind.end, minute + unit.travel.between(person.mode, place, person.facility) - midnight)
    told = pauses_told(problem, duty.day).get(duty.employee)
    pause = None
    if shift.pause is not None and told is not None and told < problem.now:
        pause = Break(shift.pause.minutes, told - midnight, told - midnight + shift.pause.minutes)
    paid = min(kind.paid_minutes, end - kind.start)
    return replace(
        shift,
        type=replace(kind, key=f"{kind.key}/until/{end}/{duty.employee}@{duty.day}", end=end, paid_minutes=paid),
        pause=pause,
        visiting=True,
    )


def _hers(problem: RepairProblem, duty: Duty) -> Iterator[Assignment]:
    for routes in problem.published.routes:
        if routes.day == duty.day:
            yield from (part for part in routes.assignments if part.carer == duty.employee)
