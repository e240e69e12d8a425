"""Cases drawn from the small street's week: all kinds that can happen, the same from the same seed."""

from dataclasses import replace

import pytest

from solver.bench.desk.draw import cases
from solver.repair.problem import ClosedKitchen, Hold, LateRunner, SickCall, UrgentVisit

from ...repair.example import published, street


def test_the_kinds_take_turns() -> None:
    drawn = list(cases(street(), published(), 10, 7))
    assert [type(one.case) for one in drawn] == 2 * [SickCall, UrgentVisit, Hold, LateRunner, ClosedKitchen]


def test_a_seed_draws_the_same_and_another_one_others() -> None:
    def drawn(seed: int) -> list[tuple[int, object]]:
        return [(one.now, one.case) for one in cases(street(), published(), 10, seed)]

    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)


def test_where_no_kitchen_cooks_the_other_kinds_take_turns() -> None:
    drawn = list(cases(street(), replace(published(), meals=()), 10, 7))
    assert ClosedKitchen not in {type(one.case) for one in drawn[4:]}
    assert [type(one.case) for one in drawn[:8]] == 2 * [SickCall, UrgentVisit, Hold, LateRunner]


def test_a_week_without_visits_has_what_is_left() -> None:
    week = replace(street(), units=tuple(replace(unit, visits=()) for unit in street().units))
    drawn = list(cases(week, published(), 6, 7))
    assert {type(one.case) for one in drawn} == {SickCall, LateRunner, ClosedKitchen}


def test_a_week_in_which_nothing_can_happen_is_refused() -> None:
    week = replace(street(), units=tuple(replace(unit, visits=()) for unit in street().units))
    with pytest.raises(ValueError, match="no kitchen can fail"):
        next(cases(week, replace(published(), meals=(), duties=(), routes=()), 1, 7))
