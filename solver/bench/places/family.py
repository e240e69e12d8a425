"""Places of an invented town: who gets which portion or seat, proven to be the best there is."""

import re
from pathlib import Path

from solver.bench.family import Answer, Family, Instance, Spending
from solver.bench.places.check import check, reasons
from solver.bench.places.city import town
from solver.bench.places.format import read, solution_text, text_of
from solver.bench.writing import write_whole
from solver.budget import Budget
from solver.places.solve import solve as solve_places

SIZES = (300, 3000)
SEEDS = range(5)
MADE = Path("build") / "bench" / "instances" / "places"
"""Where the towns are made: they are drawn from their names."""


def instances(root: Path) -> list[Instance]:
    """Towns by number of requests."""
    del root
    return [
        Instance(name, f"places-{size}", MADE / f"{name}.json")
        for size in SIZES
        for name in (f"places-{size}-{seed}" for seed in SEEDS)
    ]


def prepare(root: Path, instance: Instance) -> None:
    """Draws the town that the file is named after, if it is not there yet."""
    del root
    if not instance.path.exists():
        size, seed = (int(number) for number in re.findall(r"\d+", instance.path.stem))
        write_whole(instance.path, text_of(town(seed, size)))


def solve(instance: Instance, spending: Spending) -> Answer:
    """Infeasible as well where a reason for waiting is not true; the bound is proven."""
    problem = read(instance.path)
    result = solve_places(problem, Budget(effort=spending.effort, workers=spending.workers, seed=spending.seed))
    verdict = check(problem, result.solution)
    return Answer(
        text=solution_text(result.solution),
        cost=verdict.open_price + verdict.given,
        iterations=round(1000 * result.work),
        feasible=not verdict.breaches,
        bound=result.bound,
        reproducible=result.reproducible,
        facts={
            "proven": float(result.proven),
            "solve_seconds": round(result.seconds, 3),
            "left_out": verdict.waiting,
            "given": verdict.given,
            **{f"waiting_{rule}": count for rule, count in reasons(result.solution)},
        },
    )


def warm_up() -> None:
    """Nothing here is compiled; the libraries are loaded once."""
    solve_places(town(0, 20, 3), Budget())


FAMILY = Family("places", "portions and seats of invented towns, proven", instances, solve, warm_up, prepare=prepare)
