"""What would make an open visit fit, tested: by putting it in, then by routing the day again with little changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from solver.budget import Budget, Stopwatch, guarded
from solver.explain.impossible import impossible
from solver.explain.more_carers import more_carers
from solver.explain.relax import Relaxed, relaxed
from solver.explain.rerouted import let_in
from solver.result import Result
from solver.visits.insertion import fitting
from solver.visits.problem import Carer, VisitsProblem
from solver.visits.solution import VisitsSolution


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
    minute of the plan. Of the open visits `beside` only what needs nobody else moved is looked for, without a proof."""

    day: VisitsProblem
    plan: VisitsSolution
    open: tuple[str, ...]
    others: Mapping[str, tuple[Carer, ...]] = field(default_factory=dict)
    stay: frozenset[str] = frozenset()
    begins: int = 0
    beside: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All that are looked at, the most urgent first."""
        return (*self.open, *self.beside)


@dataclass(frozen=True, slots=True)
class Answer:
    """Of each open visit that was looked at the remedies that hold, one of a kind, and the kinds that were tried; with
    how many more carers it fits; and of which it is proven that there is no way."""

    remedies: Mapping[str, tuple[Remedy, ...]]
    impossible: frozenset[str]
    tried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    more_carers: Mapping[str, int] = field(default_factory=dict)


def explain(question: Question, budget: Budget) -> Result[Answer]:
    """The answer for every open visit of the question, in the same work whatever the machine does.

    With `budget.seconds`, when cancelled or past the guard, only what was found by then.
    """
    watch = guarded(budget)
    proven = frozenset(_proven(question, budget, watch))
    more = more_carers(question.day, question.plan, question.every, question.begins, watch.stop)
    found = tested(question, budget, watch)
    remedies = {key: tuple(one for kind in found[key].values() for one in kind) for key in found}
    tried = {key: tuple(found[key]) for key in found}
    reproducible = watch.reproducible and watch.left > 0
    return Result(Answer(remedies, proven, tried, more), 0, seconds=watch.elapsed, reproducible=reproducible)


def _proven(question: Question, budget: Budget, watch: Stopwatch) -> Iterator[str]:
    """Where the clock rules, each proof has its share of the time, and what would help has one."""
    planned = {part.stop for part in question.plan.assignments}
    for waiting, key in zip(range(len(question.open), 0, -1), question.open, strict=True):
        seconds = watch.left if budget.seconds is None else watch.left / (waiting + 1)
        if not watch.stop() and impossible(question.day, planned, key, watch.stop, seconds):
            yield key


def tested(question: Question, budget: Budget, watch: Stopwatch) -> dict[str, dict[str, list[Remedy]]]:
    """Of each visit and kind that was tried the least that helps, if any: what needs nobody else moved before what
    does."""
    found: dict[str, dict[str, list[Remedy]]] = {}
    together: dict[tuple[str, tuple[Carer, ...]], dict[str, Relaxed]] = {}
    for key in question.every:
        if watch.stop():
            return found
        found[key] = {}
        asked = relaxed(question.day, key, question.others.get(key, ()), question.stay, question.begins)
        for kind, steps in _by_kind(asked).items():
            least = next((one for one in steps if fitting(one.problem, question.plan.assignments, key)), None)
            found[key][kind] = [Remedy(kind, least.minutes, 0)] if least is not None else []
            if least is None and key in question.open:
                together.setdefault((kind, steps[-1].problem.carers), {})[key] = steps[-1]
    for (kind, _), ways in together.items():
        if not watch.stop():
            for key, changes in let_in(question.day, question.plan, ways, budget, watch):
                found[key][kind].append(Remedy(kind, ways[key].minutes, changes))
    return found


def _by_kind(asked: Iterable[Relaxed]) -> dict[str, list[Relaxed]]:
    """Each kind's steps, the least first."""
    steps: dict[str, list[Relaxed]] = {}
    for one in asked:
        steps.setdefault(one.kind, []).append(one)
    return steps
