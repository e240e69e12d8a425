"""A week comes back from its document as it went in, answered or not."""

import json

import pytest

from solver.budget import Budget
from solver.week.document import FORMAT, asked, packed, plain, plans_in, problem_in, unpacked
from solver.week.solve import solve
from tests.solver.week.example import small_week


def test_a_problem_alone() -> None:
    text = asked(small_week())
    assert asked(problem_in(text)) == text


def test_an_answered_one_and_an_export() -> None:
    problem = small_week()
    solution = solve(problem, Budget(effort=0.05)).solution
    document = packed(problem, solution)
    assert unpacked(document).solution == solution
    export = {"format": "eldercare-plans/1", "week": "2026-W48", "plans": [{"document": json.loads(plain(document))}]}
    for text in (plain(document), json.dumps(export).encode()):
        assert asked(problem_in(text)) == asked(problem)
        assert [plan.solution for plan in plans_in(text)] == [solution]
    assert plans_in(asked(problem)) == ()


def test_nothing_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="no problem"):
        problem_in(json.dumps({"format": FORMAT}).encode())
