"""What the published files say, and what the checker of the instances reads."""

import json
from pathlib import Path

from solver.bench.rounds.check import check
from solver.bench.rounds.format import EVER, solomon, solution_text, uchoa

from .routings import SOLOMON, UCHOA


def test_windows_and_distances_cut_to_a_tenth() -> None:
    problem = solomon(SOLOMON)
    assert problem.tolls[0, 0].tolist() == [0, 50, 70, 30]
    assert problem.tolls[0, 1, 2] == 42
    assert (problem.amounts, problem.firsts, problem.dues) == ((6, 6, 4), (0, 100, 200), (500, 600, 900))
    assert check(problem, [(0, [0, 2]), (0, [1])]).cost == (50 + 40 + 30) + 140


def test_capacities_and_rounded_distances() -> None:
    problem = uchoa(UCHOA)
    assert problem.tolls[0, 0].tolist() == [0, 5, 7, 3]
    assert problem.dues == (EVER,) * 3
    assert not problem.timed


def test_customers_are_numbered_as_their_checker_does() -> None:
    tours = [(0, [0, 2]), (0, [1])]
    assert json.loads(solution_text(Path("a.txt"), tours)) == {"routes": [[1, 3], [2]]}
    assert json.loads(solution_text(Path("a.json"), tours)) == {"routes": [[0, [0, 2]], [0, [1]]]}
