"""What would help the open visits, tested day by day, and which of the most urgent are proven impossible."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from solver.explain.relax import LONGEST_STAY
from solver.explain.remedies import Answer, Question
from solver.result import Fact, Unplanned
from solver.rostering.solution import Duty
from solver.visits.problem import Carer, VisitsProblem
from solver.visits.solution import VisitsSolution
from solver.week.more_work import Weeks
from solver.week.problem import Unit, WeekProblem

MOST = 8
"""Open visits of a unit that are looked at closely, the most urgent first."""
MOST_OTHERS = 2
"""People who are off that day and are tried for one visit."""

DayKey = tuple[str, int]
Facts = dict[str, dict[str, Fact]]


def most_urgent(left: Iterable[Unplanned]) -> list[str]:
    """Of a unit's open visits those that are worth a proof, and the day routed again."""
    return [need.key for need in sorted(left, key=lambda need: (need.priority_class, need.key))[:MOST]]


def questions(
    problem: WeekProblem,
    days: Mapping[DayKey, VisitsProblem],
    plans: Mapping[DayKey, VisitsSolution],
    looked_at: Sequence[str],
    duties: Sequence[Duty],
) -> dict[DayKey, Question]:
    """One for every day on which visits are open, with people who could come on duty for them."""
    weeks = Weeks.of(problem, duties)
    units = {unit.key: unit for unit in problem.units}
    asked: dict[DayKey, Question] = {}
    for (unit, day), plan in plans.items():
        keys = tuple(need.key for need in sorted(plan.not_planned, key=lambda need: (need.priority_class, need.key)))
        if keys:
            needs = {need.key: need for need in units[unit].visits}
            others = {
                key: tuple(islice(weeks.free(units[unit], needs[key.rpartition("@")[0]], day), MOST_OTHERS))
                for key in keys
            }
            walk = _with_ways_of(others, units[unit], days[unit, day])
            stay = weeks.who_may_stay(units[unit], day, LONGEST_STAY)
            closely, beside = (tuple(key for key in keys if (key in looked_at) is near) for near in (True, False))
            asked[unit, day] = Question(walk, plan, closely, others, stay, units[unit].begins, beside)
    return asked


def _with_ways_of(others: Mapping[str, Sequence[Carer]], unit: Unit, day: VisitsProblem) -> VisitsProblem:
    """The day with the minutes of whoever might come on duty."""
    people = [*day.carers, *(one for able in others.values() for one in able)]
    places = [*(one.base for one in people), *(stop.place for stop in day.stops)]
    return replace(day, travel=unit.travel.among(places, sorted({one.mode for one in people})))


def facts_of(answers: Iterable[Answer]) -> Facts:
    """By visit: `fits_<kind>`, the minutes by which something has to give way for it to fit, with `moves_<kind>`, how
    many other visits then move, where any do; `tried_<kind>` of what was tried where none of it does; `more_carers`,
    with how many more on its day it fits; and `impossible` where that is proven of the day as it is."""
    found: Facts = {}
    for answer in answers:
        for key in {*answer.remedies, *answer.more_carers, *answer.impossible}:
            found[key] = _facts_of(answer, key)
    return found


def _facts_of(answer: Answer, key: str) -> dict[str, Fact]:
    remedies = answer.remedies.get(key, ())
    facts: dict[str, Fact] = {f"fits_{one.kind}": one.minutes for one in remedies}
    facts |= {f"moves_{one.kind}": one.changes for one in remedies if one.changes}
    facts |= {f"tried_{kind}": True for kind in answer.tried.get(key, ()) if not remedies}
    if key in answer.more_carers:
        facts["more_carers"] = answer.more_carers[key]
    if key in answer.impossible:
        facts["impossible"] = True
    return facts


def with_answers(left: Iterable[Unplanned], facts: Mapping[str, Facts]) -> Iterator[Unplanned]:
    """The same needs with what was found out, by kind."""
    for need in left:
        more = facts.get(need.kind, {}).get(need.key, {})
        yield replace(need, facts={**need.facts, **more}) if more else need
