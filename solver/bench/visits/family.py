"""Home health care routing: the instances of Mankowska et al. by number of patients, and those of Italian towns."""

import re
from collections.abc import Mapping
from pathlib import Path

from solver.bench.family import Answer, Family, Instance, Spending
from solver.bench.reading import best_known
from solver.bench.visits.check import check
from solver.bench.visits.draft import draft_of
from solver.bench.visits.format import HomeCare, Patient, Route, read, solution_text
from solver.budget import Budget
from solver.visits.engine.search import search


def instances(root: Path) -> list[Instance]:
    """Files of both sets, smaller sizes first; the best known costs stand beside them."""
    found: list[Instance] = []
    for folder in (root / "visits" / "mankowska", root / "visits" / "italian"):
        best = best_known(folder / "bks.csv")
        paths = [*folder.glob("Instanz*_HCSRP_*_*.txt"), *folder.glob("instance_*.json.gz")]
        for path in sorted(paths, key=_by_number):
            name = path.name.removesuffix(".gz").removesuffix(".json").removesuffix(".txt")
            group = f"mankowska-{name.split('_')[2]}" if path.suffix == ".txt" else "italian"
            found.append(Instance(name, group, path, best.get(name)))
    return found


def solve(instance: Instance, spending: Spending) -> Answer:
    """Cost and feasibility are those of our own check, from the starts as they stand in the file."""
    problem = read(instance.path)
    routes, trials = plan(problem, Budget(seconds=spending.seconds, workers=spending.workers, seed=spending.seed))
    return answer_of(problem, routes, trials)


def answer_of(problem: HomeCare, routes: Mapping[int, Route], iterations: int) -> Answer:
    """After our own check, which knows nothing of how the routes were found."""
    verdict = check(problem, routes)
    facts = {"distance": verdict.distance, "tardiness": verdict.tardiness, "worst": verdict.worst}
    return Answer(
        text=solution_text(routes),
        cost=verdict.cost,
        iterations=iterations,
        feasible=not verdict.breaches,
        facts={name: round(number, 4) for name, number in facts.items()},
    )


def plan(problem: HomeCare, budget: Budget) -> tuple[dict[int, Route], int]:
    """Carer → her calls, and trials of the search."""
    draft, calls, parts = draft_of(problem)
    found = search(draft, budget)
    routes: dict[int, Route] = {
        carer: [(*calls[node], found.starts[node] / parts) for node in route]
        for carer, route in enumerate(found.routes)
    }
    return routes, found.trials


def _by_number(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.name)]


def warm_up() -> None:
    """Compile the search, or load it from the cache, on two patients."""
    patients = (Patient((0,), (1.0,), 0.0, 9.0), Patient((0, 1), (1.0, 1.0), 0.0, 9.0))
    ways = ((0.0, 1.0, 2.0), (1.0, 0.0, 2.0), (2.0, 2.0, 0.0))
    plan(HomeCare(patients, (frozenset({0, 1}),) * 2, ways), Budget(effort=1e-6))


FAMILY = Family("visits", "home health care: skills, windows, paired services", instances, solve, warm_up)
