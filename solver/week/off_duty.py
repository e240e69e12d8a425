"""Why nobody came on duty for an open visit: of those who may make it and are off that day, what stops how many."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from solver.result import Fact, Unplanned
from solver.rostering.solution import Duty
from solver.visits.eligible import PEOPLE_RULES
from solver.week.more_work import FREE, STOPS, Weeks, shifts_for
from solver.week.problem import Unit, VisitNeed, WeekProblem

OF_PEOPLE = frozenset({*PEOPLE_RULES, "staff_available", "shift_span"})
"""Where one of these stopped it, too few of those on duty may come or their shifts do not reach: others might."""


def with_off_duty(problem: WeekProblem, left: Iterable[Unplanned], duties: Sequence[Duty]) -> Iterator[Unplanned]:
    """Facts `off_duty`, how many may make the visit and have no shift on its day, `off_free`, how many of them could
    take one, and `off_<rule>`, how many each rule stops. Where one rule stops all of them the visit is open by it, else
    by staff_available. Nothing is added where nobody off duty may make it."""
    needs = {need.key: (unit, need) for unit in problem.units for need in unit.visits}
    weeks = Weeks.of(problem, duties)
    for one in left:
        key, _, day = one.key.rpartition("@")
        if one.kind == "visit" and one.rule in OF_PEOPLE and key in needs:
            yield _told(weeks, one, *needs[key], int(day))
        else:
            yield one


def _told(weeks: Weeks, one: Unplanned, unit: Unit, need: VisitNeed, day: int) -> Unplanned:
    stops = Counter(
        min((weeks.stops(person, shift, day) for shift in shifts), key=STOPS.index)
        for person in unit.people
        if not weeks.works(person, day)
        if (shifts := shifts_for(weeks.problem, unit, person, need, day))
    )
    if not stops:
        return one
    facts: dict[str, Fact] = {"off_duty": stops.total()}
    facts |= {f"off_{rule or 'free'}": stops[rule] for rule in STOPS if stops[rule]}
    rule = next(iter(stops)) if len(stops) == 1 else FREE
    return replace(one, rule=rule or "staff_available", facts={**one.facts, **facts})
