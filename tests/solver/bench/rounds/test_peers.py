"""OR-Tools' routing on every rule; PyVRP and VROOM where the `bench` extra is installed."""

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from solver.bench.family import Instance, Spending
from solver.bench.rounds.check import check
from solver.bench.rounds.format import Routing, Tour, Vehicles
from solver.bench.rounds.kitchens import parts
from solver.bench.rounds.peers import PEERS, ortools, solve, vroom

from .routings import SOLOMON, UCHOA, routings


@settings(deadline=None, max_examples=20)
@given(routings())
def test_a_peer_keeps_the_same_rules(problem: Routing) -> None:
    tours = [tour for part in parts(problem) for tour in part.named(ortools(part.problem, 0.02, 0)[0])]
    verdict = check(problem, tours)
    assert verdict.breaches == ()
    alone = [customer for customer in range(len(problem.amounts)) if not check(problem, [(0, [customer])]).breaches]
    assert tours or not alone


def test_all_the_seconds_are_given_though_some_have_no_kitchen(tmp_path: Path) -> None:
    """Two kitchens, and an elder whose diet neither cooks."""
    door = {"lat": 31.2, "lon": 121.4, "x": 0.0, "y": 0.0}
    lunch = {
        "elders": [{**door, "boxes": 1, "diet": diet, "tw": [3600, 9000]} for diet in (0, 0, 1, 2)],
        "kitchens": [{**door, "diets": [diet], "cap": 9} for diet in (0, 1)],
        "fleet": [{"kitchen": kitchen, "type": "bike", "wave": 0, "num": 1} for kitchen in (0, 1)],
    }
    (tmp_path / "lunch.json").write_text(json.dumps(lunch), "utf-8")
    given: list[float] = []

    def engine(problem: Routing, seconds: float, seed: int) -> tuple[list[Tour], int]:
        given.append(seconds)
        return [], seed * len(problem.amounts)

    solve(engine, Instance("lunch", "small", tmp_path / "lunch.json"), Spending(15.0, 2, 0))
    assert sorted(given) == [10.0, 20.0]


def test_a_peer_that_cannot_bound_a_tour_plans_nothing_rather_than_an_empty_day() -> None:
    ways, vehicles = np.zeros((1, 2, 2), dtype=np.int64), (Vehicles(0, 0, 2, 0, 9, 2, longest=45),)
    lunch = Routing(ways, ways, (1,), (1,), (0,), (9,), (99,), (9,), vehicles, ())
    with pytest.raises(ValueError, match="cannot bound how long"):
        vroom(lunch, 1.0, 0)


@pytest.mark.parametrize("steps", [None, 0, 7])
def test_steps_are_told_only_where_the_peer_tells_them(steps: int | None, tmp_path: Path) -> None:
    (tmp_path / "R1.txt").write_text(SOLOMON, "utf-8")
    answer = solve(lambda *_: ([], steps), Instance("R1", "solomon", tmp_path / "R1.txt"), Spending(1.0, 1, 0))
    assert answer.iterations == steps


@pytest.mark.parametrize("name", [name for name in PEERS if find_spec(name)])
@pytest.mark.parametrize(("file", "text"), [("R1.txt", SOLOMON), ("X1.vrp", UCHOA)])
def test_a_peer_finds_the_optimum_of_three(name: str, file: str, text: str, tmp_path: Path) -> None:
    (tmp_path / file).write_text(text, "utf-8")
    answer = PEERS[name](Instance("tiny", "small", tmp_path / file), Spending(0.2, 1, 0))
    assert (answer.feasible, answer.cost) == (True, 26.0)
