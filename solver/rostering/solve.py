"""The spine: who works which shift."""

from solver.budget import Budget, Progress, Stopwatch
from solver.result import Result
from solver.rostering.eligibility import possible_duties
from solver.rostering.fill import Sheet, fill, without_pinned_days
from solver.rostering.index import Index
from solver.rostering.problem import RosterProblem
from solver.rostering.reasons import not_planned
from solver.rostering.score import score, total
from solver.rostering.search import Outcome, search
from solver.rostering.solution import Duty, RosterSolution
from solver.rostering.split import split

WORK = 4.0
"""CP-SAT's deterministic time at effort 1, for all parts of a unit together; about a CPU second each."""
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
    outcomes = _search_parts(index, possible, budget, watch)
    duties = _closed(index, possible, [duty for outcome in outcomes for duty in outcome.duties])
    matches = score(index, duties)
    return Result(
        solution=RosterSolution(duties, not_planned(index, duties)),
        cost=total(matches),
        matches=matches,
        bound=sum(outcome.bound for outcome in outcomes),
        proven=all(outcome.proven for outcome in outcomes),
        work=sum(outcome.work for outcome in outcomes),
        seconds=watch.elapsed,
        reproducible=watch.reproducible,
    )


def _search_parts(index: Index, possible: list[Duty], budget: Budget, watch: Stopwatch) -> list[Outcome]:
    outcomes: list[Outcome] = []
    parts = split(index, possible)
    left = WORK * budget.effort
    for number, (part, duties) in enumerate(parts):
        outcome = search(part, duties, budget, _share(left, duties, parts[number:]), watch)
        outcomes.append(outcome)
        left = max(0.0, left - outcome.work)
        budget.on_progress(Progress("rostering", number + 1, len(parts)))
    return outcomes


def _share(left: float, duties: list[Duty], waiting: list[tuple[RosterProblem, list[Duty]]]) -> float:
    """A part's share of the work that is left, by the number of its possible duties."""
    return left * len(duties) / max(1, sum(len(own) for _, own in waiting))


def _closed(index: Index, possible: list[Duty], duties: list[Duty]) -> tuple[Duty, ...]:
    """The roster with every open head filled that somebody can still fill, so that each reason is true."""
    sheet = Sheet(index, duties)
    fill(index, sheet, without_pinned_days(index, possible))
    return sheet.duties()
