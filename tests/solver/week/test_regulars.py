"""Two carers for the whole week, as they can come."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.rostering.solution import Duty
from solver.visits.problem import AnnouncedVisit
from solver.week.faces import faces_of
from solver.week.problem import VisitNeed, WeekProblem, occurrence
from solver.week.regulars import regulars_of
from solver.week.solve import solve
from tests.solver.week.example import small_week, visit, with_unit

DAILY = {"days": tuple(range(7)), "times": 7}


def duties(days: Mapping[str, Sequence[int]]) -> list[Duty]:
    return [Duty(who, day, "early", "centre/visits/caregiver", "centre") for who, own in days.items() for day in own]


def chosen(needs: Sequence[VisitNeed], days: Mapping[str, Sequence[int]]) -> dict[str, frozenset[str]]:
    problem = with_unit(small_week(), visits=tuple(needs))
    occurrences = [occurrence(need, day) for need in needs for day in need.days]
    return dict(regulars_of(problem, problem.units[0], occurrences, duties(days)))


def test_who_cover_the_week_together() -> None:
    days = {"carer0": range(4), "carer1": (1, 2, 3), "carer2": (4, 5, 6)}
    assert chosen([visit(0, **DAILY)], days) == {"elder0": {"carer0", "carer2"}}


def test_whom_she_knows_where_several_could() -> None:
    every_day = {f"carer{at}": range(7) for at in range(3)}
    need = visit(0, **DAILY, faces=frozenset({"carer2"}), designated=frozenset({"carer1"}))
    assert chosen([need], every_day) == {"elder0": {"carer1", "carer2"}}


def test_who_was_announced_before_whom_she_knows() -> None:
    every_day = {f"carer{at}": range(7) for at in range(3)}
    told = {day: AnnouncedVisit(480, frozenset({f"carer{day % 2}"})) for day in range(7)}
    need = visit(0, **DAILY, faces=frozenset({"carer2"}), announced=told)
    assert chosen([need], every_day) == {"elder0": {"carer0", "carer1"}}


def test_everybody_announced_is_in_her_week_already() -> None:
    every_day = {f"carer{at}": range(7) for at in range(3)}
    told = {day: AnnouncedVisit(480, frozenset({f"carer{day % 3}"})) for day in range(7)}
    assert chosen([visit(0, **DAILY, announced=told)], every_day) == {"elder0": {"carer0", "carer1", "carer2"}}


def test_who_may_not_come_is_none_of_them() -> None:
    every_day = {f"carer{at}": range(7) for at in range(3)}
    assert "carer0" not in chosen([visit(0, **DAILY, excluded=frozenset({"carer0"}))], every_day)["elder0"]
    assert chosen([visit(0, **DAILY, carers=2, excluded=frozenset({"carer1"}))], every_day) == {
        "elder0": {"carer0", "carer2"}
    }


def test_nobody_is_agreed_for_two_visits_a_week() -> None:
    assert chosen([visit(0, days=(1, 3), times=2)], {f"carer{at}": range(7) for at in range(3)}) == {}


def test_elders_are_shared_out_by_the_room_that_carers_have() -> None:
    """Three washes at one hour every morning: no two carers are asked for all of them."""
    needs = [visit(at, **DAILY, earliest=480, latest=485, place="house0") for at in range(3)]
    found = chosen(needs, {f"carer{at}": range(7) for at in range(3)})
    assert frozenset[str]().union(*found.values()) == {"carer0", "carer1", "carer2"}


@pytest.fixture
def mornings() -> WeekProblem:
    """Every elder is washed every morning, at no matter what hour."""
    return with_unit(small_week(), visits=tuple(visit(at, **DAILY) for at in range(12)))


def test_the_week_keeps_to_them(mornings: WeekProblem) -> None:
    def familiar(problem: WeekProblem) -> float:
        routes = solve(problem, Budget()).solution.routes
        found = faces_of((part.stop.partition("@")[0], part.carer) for one in routes for part in one.assignments)
        return found.familiar / found.visits

    assert familiar(replace(mornings, weights={"few_faces": 0})) < familiar(mornings) >= 0.9
