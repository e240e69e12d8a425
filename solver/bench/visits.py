"""Home health care routing: the instances of Mankowska et al. by number of patients, and those of Italian towns."""

import csv
import re
from pathlib import Path

import numpy as np

from solver.bench.family import Answer, Family, Instance, Spending
from solver.bench.visits_check import check
from solver.bench.visits_format import HomeCare, Patient, Route, read, solution_text
from solver.budget import Budget
from solver.visits.engine.board import Draft
from solver.visits.engine.search import search

FRACTIONS = 10_000
"""Ways with fractions of a minute are counted in so many parts of one."""

Calls = list[tuple[int, int]]
"""Node → patient, service."""


def instances(root: Path) -> list[Instance]:
    """Files of both sets, smaller sizes first; the best known costs stand beside them."""
    found: list[Instance] = []
    for folder in (root / "visits" / "mankowska", root / "visits" / "italian"):
        best = _best_known(folder / "bks.csv")
        paths = [*folder.glob("Instanz*.txt"), *folder.glob("instance_*.json.gz")]
        for path in sorted(paths, key=_by_number):
            name = path.name.removesuffix(".gz").removesuffix(".json").removesuffix(".txt")
            group = f"mankowska-{name.split('_')[2]}" if path.suffix == ".txt" else "italian"
            found.append(Instance(name, group, path, best.get(name)))
    return found


def solve(instance: Instance, spending: Spending) -> Answer:
    """Cost and feasibility are those of our own check, from the starts as they stand in the file."""
    problem = read(instance.path)
    routes, trials = plan(problem, Budget(seconds=spending.seconds, workers=spending.workers, seed=spending.seed))
    verdict = check(problem, routes)
    facts = {"distance": verdict.distance, "tardiness": verdict.tardiness, "worst": verdict.worst}
    return Answer(
        text=solution_text(routes),
        cost=verdict.cost,
        iterations=trials,
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


def draft_of(problem: HomeCare) -> tuple[Draft, Calls, int]:
    """The board's lists; what each node is; and how many parts of a minute one unit of it is counted in."""
    parts = 1 if _in_whole_minutes(problem) else FRACTIONS
    calls: Calls = []
    stop_of: list[int] = []
    spans: list[tuple[float, float]] = []
    links: list[tuple[int, int, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, patient in enumerate(problem.patients, 1):
        together = patient.gap == (0.0, 0.0)
        for number, service in enumerate(patient.services):
            if number == 0 or not together:
                spans.append((patient.earliest, patient.latest))
            stop_of.append(len(spans) - 1)
            calls.append((at, service))
        if len(patient.services) == 2:
            pairs.append((len(calls) - 2, len(calls) - 1))
        if len(patient.services) == 2 and not together:
            one, two = len(spans) - 2, len(spans) - 1
            links += [(one, two, _units(patient.gap[0], parts)), (two, one, -_units(patient.gap[1], parts))]
    draft = Draft(
        stop_of=stop_of,
        place_of=[patient for patient, _ in calls],
        minutes=[_units(minutes, parts) for patient in problem.patients for minutes in patient.minutes],
        first=[_units(earliest, parts) for earliest, _ in spans],
        due=[_units(latest, parts) for _, latest in spans],
        links=links,
        pairs=pairs,
        base_of=[0] * len(problem.abilities),
        may=np.array([[service in able for able in problem.abilities] for _, service in calls], dtype=np.bool_),
        way=np.rint(np.array(problem.distance) * parts).astype(np.int32),
    )
    return draft, calls, parts


def _in_whole_minutes(problem: HomeCare) -> bool:
    minutes = [minutes for patient in problem.patients for minutes in patient.minutes]
    return all(number.is_integer() for row in (*problem.distance, minutes) for number in row)


def _units(minutes: float, parts: int) -> int:
    return round(minutes * parts)


def _by_number(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.name)]


def _best_known(path: Path) -> dict[str, float]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["instance"]: float(row["bks"]) for row in csv.DictReader(file)}


def warm_up() -> None:
    """Compile the search, or load it from the cache, on two patients."""
    patients = (Patient((0,), (1.0,), 0.0, 9.0), Patient((0, 1), (1.0, 1.0), 0.0, 9.0))
    ways = ((0.0, 1.0, 2.0), (1.0, 0.0, 2.0), (2.0, 2.0, 0.0))
    plan(HomeCare(patients, (frozenset({0, 1}),) * 2, ways), Budget(effort=1e-6))


FAMILY = Family("visits", "home health care: skills, windows, paired services", instances, solve, warm_up)
