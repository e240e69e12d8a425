"""What would make an open visit fit, tested: by putting it in, then by routing the day again with little changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from solver.budget import Budget, Stopwatch
from solver.explain.impossible import impossible
from solver.explain.insertion import fitting
from solver.explain.relax import Relaxed, relaxed
from solver.result import Result
from solver.visits.check import check
from solver.visits.problem import AnnouncedVisit, Carer, VisitsProblem
from solver.visits.solution import Assignment, VisitsSolution
from solver.visits.solve import solve as solve_visits

EFFORT = 0.02
"""Of the standard work, for a day routed again; it is held as it stands, which multiplies the work (see visits)."""
GUARD_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Remedy:
    """With `kind` given way by so many minutes the visit fits, and so many other visits get another start or carer."""

    kind: str
    minutes: int
    changes: int


@dataclass(frozen=True, slots=True)
class Question:
    """Why these visits of a day are open; `others` are people who are off that day, on a shift each might take, and
    `stay` are those on duty who may work longer, by all rules of working time. Nothing new starts before `begins`, a
    minute of the plan."""

    day: VisitsProblem
    plan: VisitsSolution
    open: tuple[str, ...]
    others: Mapping[str, tuple[Carer, ...]] = field(default_factory=dict)
    stay: frozenset[str] = frozenset()
    begins: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """Of each open visit the remedies that hold, one of a kind, and whether it is proven that there is no way."""

    remedies: Mapping[str, tuple[Remedy, ...]]
    impossible: frozenset[str]


def explain(question: Question, budget: Budget) -> Result[Answer]:
    """The answer for every open visit of the question, in the same work whatever the machine does."""
    watch = Stopwatch(budget, GUARD_SECONDS * max(1.0, budget.effort))
    planned = {part.stop for part in question.plan.assignments}
    remedies: dict[str, tuple[Remedy, ...]] = {}
    proven: set[str] = set()
    for key in question.open:
        if watch.stop():
            break
        if impossible(question.day, planned, key):
            proven.add(key)
        remedies[key] = tuple(tested(question, key, budget))
    return Result(Answer(remedies, frozenset(proven)), 0, seconds=watch.elapsed, reproducible=watch.reproducible)


def tested(question: Question, key: str, budget: Budget) -> Iterator[Remedy]:
    """Of each kind the least that helps: what needs nobody else moved before what does."""
    asked = list(relaxed(question.day, key, question.others.get(key, ()), question.stay, question.begins))
    kinds = list(dict.fromkeys(one.kind for one in asked))
    for kind in kinds:
        steps = [one for one in asked if one.kind == kind]
        least = next((one for one in steps if fitting(one.problem, question.plan.assignments, key)), None)
        if least is not None:
            yield Remedy(kind, least.minutes, 0)
        elif steps:
            yield from _routed_again(question, steps[-1], key, budget)


def _routed_again(question: Question, most: Relaxed, key: str, budget: Budget) -> Iterator[Remedy]:
    """The widest step of a kind with the rest of the day held: others move only where that lets the visit in."""
    told = announced(most.problem, question.plan.assignments)
    found = solve_visits(told, replace(budget, effort=EFFORT * budget.effort)).solution
    now = {part.stop for part in found.assignments}
    before = {part.stop for part in question.plan.assignments}
    if key in now and before <= now and not check(most.problem, found):
        yield Remedy(most.kind, most.minutes, len(_changed(question.plan.assignments, found.assignments)))


def announced(problem: VisitsProblem, parts: Sequence[Assignment]) -> VisitsProblem:
    """The day with what is planned announced as it stands."""
    who = _who_and_when(parts)
    stops = (
        replace(stop, announced=AnnouncedVisit(who[stop.key][0], who[stop.key][1]) if stop.key in who else None)
        for stop in problem.stops
    )
    return replace(problem, stops=tuple(stops))


def _changed(before: Sequence[Assignment], after: Sequence[Assignment]) -> set[str]:
    was, now = _who_and_when(before), _who_and_when(after)
    return {key for key in was if now.get(key) != was[key]}


def _who_and_when(parts: Sequence[Assignment]) -> dict[str, tuple[int, frozenset[str]]]:
    found: dict[str, tuple[int, frozenset[str]]] = {}
    for part in parts:
        found[part.stop] = (part.start, found.get(part.stop, (0, frozenset()))[1] | {part.carer})
    return found
