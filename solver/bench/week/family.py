"""Whole weeks: plan documents of our own, nobody publishes any; best known is what ten times the effort gave."""

import json
import os
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

import msgspec

from solver.bench.family import Answer, Family, Instance, Spending
from solver.bench.reading import reading
from solver.bench.week.check import check, cost_of
from solver.bench.week.format import read, solution_text
from solver.bench.writing import write_whole
from solver.budget import Budget
from solver.fanout import Crew
from solver.processes import end_with_parent
from solver.week.problem import WeekProblem
from solver.week.solve import solve as solve_week

MADE = Path("build") / "bench" / "instances" / "week"
"""Where weeks of the demo's invented districts are made, by a command that knows them."""
STREET = "street_center"
LONGER = 10
"""How much more effort finds what ours is compared with."""
GUARD_SECONDS = 6 * 3600.0
"""A long run beside others may be quiet for a while."""


def instances(root: Path) -> list[Instance]:
    """Files beside the other instances and those that were made, by their set: the name without its number."""
    paths = [path for folder in (root / "week", MADE) for path in folder.glob("*.json")]
    return [
        Instance(path.stem, re.sub(r"-\d+$", "", path.stem), path) for path in sorted(paths, key=lambda one: one.stem)
    ]


@dataclass(frozen=True, slots=True)
class Best:
    """What the longest run of so much effort ended at."""

    planned: int
    left_open: int
    effort: float


def solve(instance: Instance, spending: Spending) -> Answer:
    """Cost and feasibility from the document alone, compared with a run of ten times this effort where there is one."""
    return _compared(instance, spending, LONGER * spending.effort)


def solve_long(instance: Instance, spending: Spending) -> Answer:
    """Ten times the effort; what it costs is the best known from then on, and itself compared with nothing."""
    longer = spending.times(LONGER)
    answer = _compared(instance, longer, None)
    if answer.feasible:
        best = Best(int(answer.cost), int(answer.facts["open_price"]), longer.effort)
        write_whole(_best_file(instance), json.dumps(asdict(best)))
    return replace(answer, facts={**answer.facts, "open_more": 0})


def _compared(instance: Instance, spending: Spending, longest: float | None) -> Answer:
    with crew_of(spending.workers) as crew:
        problem, best = read(instance.path), _best(instance, longest)
        result = solve_week(problem, _budget(spending), crew)
    verdict = check(problem, result.solution)
    cost = cost_of(result.matches)
    facts = {**verdict.facts(), "open_price": cost.left_open, "first_plan": round(result.first_plan, 2)}
    facts |= {"streets": streets_of(problem), "work": round(result.work, 1)}
    facts["worker_mb"] = round(crew.peak_mb / spending.workers, 1)
    if best is not None:
        facts["open_more"] = cost.left_open - best.left_open
    return Answer(
        text=solution_text(problem, result.solution),
        cost=cost.planned,
        iterations=round(result.work),
        feasible=not verdict.breaches and not verdict.outranked,
        reproducible=result.reproducible,
        best_known=best.planned if best else None,
        facts=facts,
    )


@contextmanager
def crew_of(workers: int) -> Iterator[Crew]:
    """Of forked processes, so that all of them are counted as children of this one; each ends with it.

    They begin before there is a week: what they are born with would count as theirs.
    """
    pool = ProcessPoolExecutor(workers, mp_context=get_context("fork"), initializer=end_with_parent)
    with pool as executor:
        executor.submit(os.getpid).result()
        yield Crew(executor, guard_seconds=GUARD_SECONDS)


def _budget(spending: Spending) -> Budget:
    return Budget(effort=spending.effort, workers=spending.workers, seed=spending.seed)


def streets_of(problem: WeekProblem) -> int:
    """How many streets are planned at once."""
    return sum(place.tier == STREET for place in problem.facilities)


def _best(instance: Instance, effort: float | None) -> Best | None:
    file = _best_file(instance)
    if not file.exists():
        return None
    with reading(file, "the whole", "remove it; --against ten_times finds it again"):
        best = msgspec.json.decode(file.read_bytes(), type=Best)
    return best if best.effort == effort else None


def _best_file(instance: Instance) -> Path:
    return instance.path.with_suffix(".best")


def warm_up() -> None:
    """Compile every search of a week, or load it from the cache."""
    import_module("solver.warm")


FAMILY = Family("week", "whole weeks of invented streets and districts", instances, solve, warm_up)
