"""How one part is searched: the whole model first, then neighbourhoods of it for as long as there is work left."""

from dataclasses import dataclass

from solver.budget import Budget, Stopwatch
from solver.rostering.fill import fill, keep_pins, without_pinned_days
from solver.rostering.index import Index
from solver.rostering.model import Effort, RosterModel
from solver.rostering.problem import RosterProblem
from solver.rostering.score import score, total
from solver.rostering.solution import Duty


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best roster of one part, what it costs, and what was spent on it."""

    duties: tuple[Duty, ...]
    bound: int
    proven: bool
    work: float


def search(problem: RosterProblem, possible: list[Duty], budget: Budget, work: float, watch: Stopwatch) -> Outcome:
    """The best roster found for the part within `work`; sound from the first moment on."""
    index = Index.of(problem)
    suited = without_pinned_days(index, possible)
    sheet, kept = keep_pins(index, suited)
    fill(index, sheet, suited)
    best = sheet.duties()
    if not suited or watch.stop():
        return Outcome(best, 0, False, 0.0) if suited else _settled(index, best)
    model = RosterModel(index, suited, kept)
    found = model.search(best, Effort(work, max(0.1, watch.left), budget.seed))
    if found.duties is not None and _cost(index, found.duties) <= _cost(index, best):
        best = found.duties
    return Outcome(best, found.bound, found.proven, found.work)


def _settled(index: Index, duties: tuple[Duty, ...]) -> Outcome:
    """Nothing to decide: the cost of what stands is its own bound."""
    return Outcome(duties, _cost(index, duties), True, 0.0)


def _cost(index: Index, duties: tuple[Duty, ...]) -> int:
    return total(score(index, duties))
