"""The day about which questions are asked after a case."""

from dataclasses import replace

from solver.bench.desk.run import day_of
from solver.repair.problem import ClosedKitchen, Hold
from solver.week.problem import WeekProblem

from ...repair.example import happens, street


def with_a_larger_unit() -> WeekProblem:
    """Beside the street, which cooks, one with more visits."""
    week = street()
    (unit,) = week.units
    visits = tuple(replace(need, key=f"{need.key}/{at}", elder=f"{at}") for need in unit.visits for at in range(2))
    return replace(week, units=(replace(unit, key="larger", people=(), visits=visits, meals=(), seats=()), unit))


def test_of_a_closed_kitchen_it_is_the_kitchens_unit_on_the_day_of_the_wave() -> None:
    assert day_of(happens(ClosedKitchen("pot/lunch/1@3"), 0, with_a_larger_unit())) == ("centre", 3)


def test_of_an_elder_who_is_away_it_is_her_unit_on_the_first_day() -> None:
    assert day_of(happens(Hold("elder0", 2, 4), 0, with_a_larger_unit())) == ("centre", 2)
