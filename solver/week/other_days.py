"""Visits that found nobody on their day, and the days on which they would: days are chosen before rosters are known."""

from collections.abc import Iterator, Sequence

from solver.rostering.solution import Duty
from solver.visits.problem import Carer
from solver.week.days import fits_around, unevenness
from solver.week.making import Making
from solver.week.problem import DAY, Unit, VisitNeed, WeekProblem
from solver.week.routes import carers_on_duty
from solver.week.seating import away_spans

Days = dict[str, tuple[int, ...]]


def other_days(problem: WeekProblem, unit: Unit, days: Days, making: Making, tried: set[tuple[str, int]]) -> Days:
    """`days` with every open visit on the best other day of its promise; each day is tried once.

    The best keeps the visits of the promise farthest apart, among the days with people enough on duty who may give it;
    then it has the most of those, then the fewest visits. What is chained to another visit stays where that is.
    """
    chained = {need.after for need in unit.visits} | {need.key for need in unit.visits if need.after}
    needs = {need.key: need for need in unit.visits if need.key not in chained}
    load = [sum(day in taken for taken in days.values()) for day in range(problem.days)]
    away = away_spans(problem, making.places_given)
    moved = dict(days)
    for open_visit in making.visits_open(unit.key):
        key, _, day = open_visit.key.rpartition("@")
        need = needs.get(key)
        if need is None or int(day) not in moved[key]:
            continue
        tried.add((key, int(day)))
        free = [
            at for at in need.days if at not in moved[key] and (key, at) not in tried and fits_around(need, at, away)
        ]
        able = {at: len(list(_able(problem, unit, need, at, making.duties))) for at in free}
        instead = {at: tuple(sorted({*moved[key], at} - {int(day)})) for at in free if able[at] >= need.carers}
        best = min(instead, key=lambda at: (unevenness(instead[at]), -able[at], load[at], at), default=None)
        if best is not None:
            tried.add((key, best))
            load[best] += 1
            moved[key] = instead[best]
    return moved


def days_changed(before: Days, after: Days) -> list[int]:
    """The days that some visit leaves or comes to."""
    moved = (set(before[key]) ^ set(after[key]) for key in before)
    return sorted(set().union(*moved))


def _able(problem: WeekProblem, unit: Unit, need: VisitNeed, day: int, duties: Sequence[Duty]) -> Iterator[Carer]:
    """Who is on duty in its window and may give it."""
    first, last = day * DAY + need.earliest, day * DAY + need.latest
    for carer in carers_on_duty(problem, unit, day, duties):
        suits = need.skill in (None, *carer.skills) and need.gender in (None, carer.gender)
        allowed = carer.key not in need.excluded and (need.low_risk or not carer.low_risk_only)
        if suits and allowed and carer.start <= last and first + need.minutes <= carer.end:
            yield carer
