"""The spine: who works which shift."""

from solver.budget import Budget, Progress, Stopwatch
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
WHOLE_SHARE = 0.6
"""Of the work, what the whole models may use before neighbourhoods get the rest."""
GUARD_SECONDS = 60.0
"""The clock only stops a search that runs this long at effort 1; its result is then not reproducible."""


def solve(problem: RosterProblem, budget: Budget) -> Result[RosterSolution]:
    """A sound roster and the reason for every missing head; `work` is in CP-SAT's deterministic time.

    Parts of the unit that share no employee are solved one after the other, small ones first, each with what the
    others left. `budget.workers` is not used: units are solved beside each other, not shifts.
    """
    watch = Stopwatch(budget, GUARD_SECONDS * max(1.0, budget.effort))
    index = Index.of(problem)
    possible = possible_duties(index)
    parts = [PartSearch(part, duties, budget.seed) for part, duties in split(index, possible)]
    _search(parts, budget, watch)
    duties = _closed(index, possible, [duty for part in parts for duty in part.best])
    matches = score(index, duties)
    return Result(
        solution=RosterSolution(duties, not_planned(index, duties)),
        cost=total(matches),
        matches=matches,
        bound=sum(part.bound for part in parts),
        proven=all(part.proven for part in parts),
        work=sum(part.work for part in parts),
        seconds=watch.elapsed,
        reproducible=watch.reproducible,
    )


def _search(parts: list[PartSearch], budget: Budget, watch: Stopwatch) -> None:
    """Whole models first; then neighbourhoods for the parts that are not proven."""
    left = WORK * budget.effort * WHOLE_SHARE
    for number, part in enumerate(parts):
        part.search_whole(_share(left, part, parts[number:]), watch)
        left = max(0.0, left - part.work)
        budget.on_progress(_progress(number, parts))
    left += WORK * budget.effort * (1 - WHOLE_SHARE)
    unproven = [part for part in parts if not part.proven]
    for number, part in enumerate(unproven):
        before = part.work
        part.search_neighbourhoods(_share(left, part, unproven[number:]), watch)
        left = max(0.0, left - (part.work - before))
        budget.on_progress(_progress(len(parts) + number, [*parts, *unproven]))


def _share(left: float, part: PartSearch, waiting: list[PartSearch]) -> float:
    """The part's share of the work that is left, by the number of its possible duties."""
    return left * part.size / max(1, sum(other.size for other in waiting))


def _progress(number: int, steps: list[PartSearch]) -> Progress:
    return Progress("rostering", number + 1, len(steps))


def _closed(index: Index, possible: list[Duty], duties: list[Duty]) -> tuple[Duty, ...]:
    """The roster with every open head filled that somebody can still fill, so that each reason is true."""
    sheet = Sheet(index, duties)
    fill(index, sheet, without_pinned_days(index, possible))
    return sheet.duties()
