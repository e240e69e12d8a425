"""A whole street unit, tight but not hopeless."""

from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.result import cost_by_rule
from solver.rostering.check import check
from solver.rostering.problem import Cover, RosterProblem
from solver.rostering.solution import Duty, RosterSolution
from solver.rostering.solve import solve
from tests.solver.rostering.example import unit


@pytest.mark.parametrize("staff", [10, 14, 64])
def test_a_unit_with_enough_people_is_covered(staff: int) -> None:
    asked = unit(staff, seed=1)
    result = solve(asked, Budget())
    assert check(asked, result.solution) == []
    heads = sum(cover.needed for cover in asked.covers)
    assert len(result.solution.not_planned) <= heads // 100
    assert result.bound is not None
    assert result.cost - result.bound <= result.cost // 100
    assert result.reproducible
    assert sum(cost_by_rule(result.matches).values()) == result.cost


def test_a_unit_with_too_few_people_leaves_no_urgent_head_open_for_a_lesser_one() -> None:
    asked = unit(24, seed=2, used=1.4)
    result = solve(asked, Budget())
    assert check(asked, result.solution) == []
    assert result.solution.not_planned
    assert all(entry.rule and entry.facts["missing"] for entry in result.solution.not_planned)
    covers = {cover.key: cover for cover in asked.covers}
    short = {entry.key.partition("#")[0] for entry in result.solution.not_planned}
    for wanted in (covers[key] for key in sorted(short)):
        for duty in result.solution.duties:
            worked = covers.get(duty.cover)
            if worked and worked.day == wanted.day and worked.priority_class > wanted.priority_class:
                assert may_not_change(asked, result.solution, duty, wanted)


def may_not_change(asked: RosterProblem, solution: RosterSolution, duty: Duty, wanted: Cover) -> bool:
    """Whether a rule is broken where she works this head instead of her duty."""
    instead = replace(duty, shift=wanted.shift, cover=wanted.key, place=wanted.place)
    duties = tuple(instead if one is duty else one for one in solution.duties)
    return {one.rule for one in check(asked, RosterSolution(duties, ()))} > {"not_planned"}
