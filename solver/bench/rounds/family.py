"""Delivery rounds: windows (Solomon; Gehring and Homberger), capacities (Uchoa et al.), and lunch rounds as ours."""

import json
from pathlib import Path

import numpy as np

from solver.bench.family import Answer, Family, Instance, Spending
from solver.bench.reading import FETCH, best_known, reading
from solver.bench.rounds import lunch
from solver.bench.rounds.check import check
from solver.bench.rounds.format import Routing, Tour, Vehicles, solomon, solution_text, uchoa
from solver.budget import Budget
from solver.meals.engine.board import Draft, Kind, board_of
from solver.meals.engine.changes import put_round
from solver.meals.engine.rounds import no_rounds
from solver.meals.engine.search import search

SETS = ("solomon", "gh200", "gh400", "x")
GENERATOR = Path("meals") / "meal_instance.py"
MADE = Path("build") / "bench" / "instances"
"""Where lunch instances are made: the generator is published, not what it makes."""
AGAIN = "remove the file and it is made again"


def instances(root: Path) -> list[Instance]:
    """Published ones in the order of their sets, then lunches by size."""
    folder = root / "meals"
    best = best_known(folder / "bks.csv")
    published = [
        Instance(path.stem, group, path, best.get(path.stem))
        for group in SETS
        for path in sorted([*(folder / group).glob("*.txt"), *(folder / group).glob("*.vrp")])
    ]
    made = [Instance(name, group, MADE / f"{name}.json") for name, group in lunch.names()]
    return [*published, *(made if (root / GENERATOR).exists() else ())]


def prepare(root: Path, instance: Instance) -> None:
    """Makes the lunch that the file is named after, if it is not there yet."""
    if instance.path.parent == MADE and not instance.path.exists():
        lunch.write(root / GENERATOR, instance.path)


def read(path: Path) -> Routing:
    """By the ending: .txt with windows, .vrp without, .json of the lunch generator. Raises InstanceError."""
    with reading(path, "the whole", AGAIN if path.suffix == ".json" else FETCH):
        text = path.read_text("utf-8")
        if path.suffix == ".json":
            return lunch.routing(json.loads(text))
        return uchoa(path, text) if path.suffix == ".vrp" else solomon(path, text)


def solve(instance: Instance, spending: Spending) -> Answer:
    problem = read(instance.path)
    tours, trials = plan(problem, Budget(seconds=spending.seconds, workers=spending.workers, seed=spending.seed))
    return answer_of(instance, problem, tours, trials)


def answer_of(instance: Instance, problem: Routing, tours: list[Tour], iterations: int | None) -> Answer:
    """Cost as published, after our own check; infeasible as well where somebody is left out who must be served."""
    verdict = check(problem, tours)
    lunches = instance.path.suffix == ".json"
    return Answer(
        text=solution_text(instance.path, tours),
        cost=verdict.cost / problem.parts,
        iterations=iterations,
        feasible=not verdict.breaches and (lunches or not verdict.left_out),
        facts={"tours": len(tours), "left_out": verdict.left_out},
    )


def plan(problem: Routing, budget: Budget) -> tuple[list[Tour], int]:
    """Tours, and trials of the search."""
    found = search(draft_of(problem), budget)
    return found.rounds, found.trials


def draft_of(problem: Routing) -> Draft:
    """Row by row the same, in the engine's words."""
    return Draft(
        ways=problem.ways.astype(np.int32),
        tolls=problem.tolls.astype(np.int32),
        amounts=problem.amounts,
        minutes=problem.minutes,
        firsts=problem.firsts,
        dues=problem.dues,
        prices=problem.prices,
        rooms=problem.rooms,
        kinds=[_kind(one, len(problem.amounts)) for one in problem.vehicles],
    )


def _kind(one: Vehicles, customers: int) -> Kind:
    return Kind(
        depot=one.depot,
        mode=one.mode,
        room=one.room,
        first=one.first,
        due=one.due,
        count=one.count,
        longest=one.longest,
        hire=one.hire,
        may=np.ones(customers, dtype=np.bool_) if one.may is None else np.array(one.may, dtype=np.bool_),
    )


def warm_up() -> None:
    """Compile the search, or load it from the cache, on two customers."""
    ways, ones = np.array([[[0, 1, 2], [1, 0, 1], [2, 1, 0]]]), (1, 1)
    vehicles = (Vehicles(0, 0, 2, 0, 9, 2),)
    problem = Routing(ways, ways, ones, ones, (0, 0), (9, 9), (99, 99), (9,), vehicles, ())
    plan(problem, Budget(effort=1e-6))
    board = board_of(draft_of(problem))
    put_round(board, no_rounds(board), 0, np.array([0, 1], dtype=np.int32))  # only children need it, none are born here


FAMILY = Family("rounds", "delivery rounds: windows, capacities, lunches", instances, solve, warm_up, prepare=prepare)
