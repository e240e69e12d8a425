"""Meals that nobody could bring, and that would come now behind a visit that was to help with eating and stands."""

from collections.abc import Iterator
from dataclasses import replace

from solver.meals.problem import Drop, RoundsProblem
from solver.repair.altered import Altered
from solver.repair.late import lets_go
from solver.repair.problem import RepairProblem
from solver.repair.standing import parts_of
from solver.week.arrivals import arrivals, on_the_table
from solver.week.problem import DAY, Unit, VisitNeed, occurrence


def without_late(problem: RepairProblem, week: Altered, day: int, trip: RoundsProblem) -> RoundsProblem:
    """The rounds of a day without them: they stay open with their reasons, since no visit may be before its meal."""
    left = {need.key for need in week.plan.not_planned}
    if not any(drop.key in left for drop in trip.drops):
        return trip
    helping = list(_helping(problem, week, day))
    minutes = {
        wave.key: range(wave.leaves - day * DAY, wave.cooked + trip.plate_minutes - day * DAY + 1)
        for wave in trip.waves
    }

    def late(drop: Drop) -> bool:
        mine = {(drop.customer, day): minutes[drop.wave]}
        return drop.key in left and any(on_the_table(need, day, mine) is not None for need in helping)

    return replace(trip, drops=tuple(drop for drop in trip.drops if not late(drop)))


def _helping(problem: RepairProblem, week: Altered, day: int) -> Iterator[VisitNeed]:
    """Those that stand and have no other meal about their time."""
    brought = arrivals(problem.week, problem.published.rounds)
    for unit in week.problem.units:
        for need in unit.visits:
            if on_the_table(need, day, brought) is None and need.with_meal and _stands(problem, unit, need, day):
                yield need


def _stands(problem: RepairProblem, unit: Unit, need: VisitNeed, day: int) -> bool:
    """It begins before anything new may, and not before the week did, which asks no more of it."""
    parts = list(parts_of(problem, occurrence(need, day)))
    imminent = any(unit.begins <= part.start < problem.begins for part in parts)
    return imminent and not any(lets_go(problem, part) for part in parts)
