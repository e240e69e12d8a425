"""A week's plan, from the rows to the drafts: the spine that every planning run follows."""

import asyncio
import logging
import resource
import threading
from collections.abc import Callable
from dataclasses import dataclass

from eldercare.errors import Refused
from eldercare.hierarchy.subtree import units
from eldercare.planning import runs
from eldercare.planning.models import PlanningRun, RunState
from eldercare.planning.week.answer import Answer
from eldercare.planning.week.draft import store
from eldercare.planning.week.linked import planned_together
from eldercare.planning.week.load import WeekRows, load_week
from eldercare.planning.week.problem import week_problem
from eldercare.planning.week.taken import taken_by_others
from eldercare.rulebook.rules import rules_on
from solver.budget import Budget, Progress
from solver.fanout import SolveDiedError, SolveOverranError
from solver.processes import crew_of_processes, wait_for_processes
from solver.result import Breach
from solver.week.check import check
from solver.week.problem import WeekProblem
from solver.week.score import WeekResult
from solver.week.solve import solve

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 1.0
TOGETHER_SECONDS = 1.0
"""Who is told to end together with its solving processes may see these die before it hears of it itself."""
Listener = Callable[[Progress], None]


@dataclass
class Watch:
    """What a working run shows and hears: its latest progress, and whether somebody wants it to stop."""

    progress: Progress
    cancelled: threading.Event


async def plan(run: PlanningRun, *, memory_mb: int, listen: Listener | None = None) -> Answer:
    """Plan the week of a claimed run and store its drafts."""
    watch = Watch(Progress("reading", 0, 1), threading.Event())
    heart = asyncio.create_task(_beat(run, watch, listen))
    try:
        rows = await _rows(run)
        problem = week_problem(rows, await taken_by_others([unit.unit.id for unit in rows.units], run.week))
        result, peak_mb = await asyncio.to_thread(_solved, problem, run, watch, memory_mb)
        _refuse_breaches(check(problem, result.solution))
        watch.progress = Progress("storing", 99, 100, len(result.solution.not_planned))
        answer = await store(run, rows, problem, result, peak_mb + _own_megabytes())
    except (SolveOverranError, SolveDiedError) as fault:
        await asyncio.sleep(TOGETHER_SECONDS)
        raise Refused(
            "solve_overran" if isinstance(fault, SolveOverranError) else "solve_died", part=str(fault)
        ) from fault
    except asyncio.CancelledError:
        watch.cancelled.set()  # for the thread: it ends as soon as its parts do
        raise
    finally:
        heart.cancel()
    state = RunState.CANCELLED if watch.cancelled.is_set() else RunState.DONE
    await runs.finish(run, state, result=answer)
    return answer


async def _rows(run: PlanningRun) -> WeekRows:
    """By rules that every unit keeps: each publishes its own part of the plan, by its own."""
    those = await planned_together(await units(run.facility), run.week)
    return await load_week(those, run.week, await rules_on(run.week, run.facility, *those))


def _solved(problem: WeekProblem, run: PlanningRun, watch: Watch, memory_mb: int) -> tuple[WeekResult, float]:
    """Runs in a thread: the solving itself happens in processes of their own."""

    def follow(progress: Progress) -> None:
        watch.progress = progress

    budget = Budget(
        effort=run.effort,
        seconds=run.seconds,
        workers=run.solvers,
        seed=run.seed,
        cancelled=watch.cancelled.is_set,
        on_progress=follow,
    )
    wait_for_processes(budget)
    with crew_of_processes(run.solvers, memory_mb) as crew:
        result = solve(problem, budget, crew)
        return result, crew.peak_mb


async def _beat(run: PlanningRun, watch: Watch, listen: Listener | None) -> None:
    """Renew the lease while the run works; a lost lease or a wish to cancel stops the solving."""
    while True:
        progress = watch.progress
        if listen is not None:
            listen(progress)
        try:
            stop = await runs.renew(run, progress.phase, progress.done, progress.total, progress.open_needs)
        except runs.LeaseLostError:
            stop = True
        except Refused as away:  # the lease runs on; whether it is still ours is asked when the plan is stored
            log.warning("run %s could not be renewed: %s", run.id, away)
            stop = False
        if stop:
            watch.cancelled.set()
        await asyncio.sleep(HEARTBEAT_SECONDS)


def _refuse_breaches(breaches: list[Breach]) -> None:
    """The last gate: a plan that breaks a hard rule is never stored."""
    if breaches:
        first = breaches[0]
        raise Refused("plan_breaks_rules", count=len(breaches), rule=first.rule, key=first.key)


def _own_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
