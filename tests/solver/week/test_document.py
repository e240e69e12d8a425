"""A week comes back from its document as it went in, answered or not."""

import json
import zlib

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


@pytest.mark.parametrize(("change", "told"), [({"format": "eldercare-plan/2"}, "eldercare-plan/2"), ({}, "")])
def test_another_format_is_refused_with_the_one_that_is_known(change: dict[str, str], told: str) -> None:
    """Also in the midst of an export, and although its fields are others."""
    problem, refused = {"week": "2026-W48"}, rf"format '{told}', known is '{FORMAT}'; export the plan again"
    other = {**change, "problem": problem, "solution": {}}
    export = {"format": "eldercare-plans/1", "plans": [{"document": {"format": FORMAT}}, {"document": other}]}
    for paper in (other, export):
        text = json.dumps(paper).encode()
        for read in (problem_in, plans_in):
            with pytest.raises(ValueError, match=refused):
                read(text)
    with pytest.raises(ValueError, match=refused):
        unpacked(zlib.compress(json.dumps(other).encode()))


def test_nothing_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="no problem"):
        problem_in(json.dumps({"format": FORMAT}).encode())
