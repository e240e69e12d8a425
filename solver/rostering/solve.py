"""The spine: who works which shift."""

from math import sqrt

from solver.budget import Budget, Progress, Stopwatch, guarded
from solver.result import Result
from solver.rostering.eligibility import possible_duties
from solver.rostering.fill import Sheet, fill, without_pinned_days
from solver.rostering.index import Index
from solver.rostering.problem import RosterProblem
from solver.rostering.reasons import not_planned
from solver.rostering.score import score, total
from solver.rostering.search import PartSearch
from solver.rostering.solution import Duty, RosterSolution
from solver.rostering.split import split

WORK = 4.0
"""CP-SAT's deterministic time at effort 1, for all parts of a unit together; about a CPU second each."""
COVER_SHARE = 0.5
"""Of a part's whole search, what it may use to fill covers before all rules are weighed together."""
WHOLE_SHARE = 0.4
"""Of the work, what the whole models may use before neighbourhoods get the rest."""
LEAST_WORK = 0.01


def solve(problem: RosterProblem, budget: Budget) -> Result[RosterSolution]:
    """A sound roster and the reason for every missing head; `work` is in CP-SAT's deterministic time.

    Parts of the unit that share no employee are solved one after the other, small ones first, each with what the
    others left. `budget.workers` is not used: units are solved beside each other, not shifts. With `budget.seconds`
    the clock decides, and the result is not reproducible.
    """
    watch = guarded(budget)
    work = WORK * budget.effort if budget.seconds is None else budget.seconds
    index = Index.of(problem)
    possible = possible_duties(index)
    parts = [PartSearch(part, duties, budget.seed) for part, duties in split(index, possible)]
    _search(parts, work, budget, watch)
    duties = _closed(index, possible, [duty for part in parts for duty in part.best])
    matches = score(index, duties)
    cost, bound = total(matches), sum(part.bound for part in parts)
    return Result(
        solution=RosterSolution(duties, not_planned(index, duties)),
        cost=cost,
        matches=matches,
        bound=bound,
        proven=bound >= cost,
        work=sum(part.work for part in parts),
        seconds=watch.elapsed,
        reproducible=watch.reproducible and watch.left > 0,
    )


def _search(parts: list[PartSearch], work: float, budget: Budget, watch: Stopwatch) -> None:
    """Whole models first, their missing heads before all else; then pieces of the parts that are not proven."""
    left = work * WHOLE_SHARE
    for number, part in enumerate(parts):
        share = _share(left, part, parts[number:])
        part.search_covers(share * COVER_SHARE, watch)
        part.search_whole(max(share - part.work, LEAST_WORK), watch)
        left = max(0.0, left - part.work)
        budget.on_progress(_progress(number + 1, 2 * len(parts), parts))
    left += work * (1 - WHOLE_SHARE)
    unproven = [part for part in parts if not part.proven]
    for number, part in enumerate(unproven):
        before = part.work
        part.search_neighbourhoods(_share(left, part, unproven[number:]), watch)
        left = max(0.0, left - (part.work - before))
        budget.on_progress(_progress(2 * len(parts) - len(unproven) + number + 1, 2 * len(parts), parts))


def _share(left: float, part: PartSearch, waiting: list[PartSearch]) -> float:
    """The part's share of the work that is left: by the root of its possible duties, for few nurses can be hard too."""
    return left * sqrt(part.size) / max(1.0, sum(sqrt(other.size) for other in waiting))


def _progress(done: int, total_steps: int, parts: list[PartSearch]) -> Progress:
    return Progress("rostering", done, total_steps, sum(part.open_minutes for part in parts))


def _closed(index: Index, possible: list[Duty], duties: list[Duty]) -> tuple[Duty, ...]:
    """The roster with every open head filled that somebody can still fill, so that each reason is true."""
    sheet = Sheet(index, duties)
    fill(index, sheet, without_pinned_days(index, possible))
    return sheet.duties()
