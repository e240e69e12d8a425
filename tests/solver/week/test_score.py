"""Whose part of the plan costs what: every match has the unit of what it is about."""

from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.result import Match
from solver.week.problem import Facility, WeekProblem
from solver.week.score import costs_by_unit
from solver.week.solve import solve
from tests.solver.week.example import person, small_week, visit, with_unit


def two_units() -> WeekProblem:
    """The street, with its kitchen, and one next door that has a carer and a promise of its own."""
    week = small_week()
    (unit,) = week.units
    door = visit(8, key="walk8", elder="elder8")
    beside = replace(
        unit, key="beside", people=(person("wu", "caregiver"),), covers=(), visits=(door,), meals=(), seats=()
    )
    facilities = (*week.facilities, Facility("door", "beside", "street_center", 6000))
    return replace(week, units=(unit, beside), facilities=facilities)


@pytest.mark.parametrize(
    ("key", "unit"),
    [
        ("carer0", "centre"),
        ("wu", "beside"),
        ("carrier0#2", "centre"),
        ("midday@3#1", "centre"),
        ("wash0@4", "centre"),
        ("walk8@0", "beside"),
        ("lunch3@6", "centre"),
        ("seat10@1", "centre"),
        ("centre/visits/caregiver@2", "centre"),
        ("beside/visits/caregiver/bathing@2", "beside"),
        ("pot/lunch/1@0>door#1", "centre"),
        ("pot/lunch/1@0", "centre"),
    ],
)
def test_a_match_belongs_to_the_unit_of_what_it_is_about(key: str, unit: str) -> None:
    """A load for a canteen next door to the kitchen's: they drive it."""
    found = costs_by_unit(two_units(), [Match("travel", key, 3, 30)])
    assert found == {"centre": {}, "beside": {}} | {unit: {"travel": 30}}


def test_a_rule_costs_a_unit_the_sum_of_its_matches_and_what_nobody_knows_costs_nobody() -> None:
    matches = [
        Match("travel", "wu", 3, 30),
        Match("overtime", "wu", 1, 5),
        Match("travel", "walk8@1", 1, 12),
        Match("travel", "lin", 9, 90),
        Match("travel", "carer1", 2, 20),
    ]
    found = costs_by_unit(two_units(), matches)
    assert found == {"centre": {"travel": 20}, "beside": {"overtime": 5, "travel": 42}}
    assert list(found["beside"]) == ["overtime", "travel"]


def test_the_units_of_a_planned_week_share_its_whole_cost() -> None:
    week = with_unit(small_week(), meals=small_week().units[0].meals[-10:])
    result = solve(week, Budget(effort=0.1))
    assert sum(result.costs_by_unit["centre"].values()) == result.cost > 0
