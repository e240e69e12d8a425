"""Of an open visit the list also tells who may make it and is off that day, and which rule keeps each of them off."""

from dataclasses import replace

import pytest

from solver.result import Unplanned
from solver.rostering.problem import Available, Employee, History, Pin
from solver.rostering.solution import Duty
from solver.week.off_duty import with_off_duty
from solver.week.problem import WeekProblem
from tests.solver.week.example import person, small_week, visit, with_unit
from tests.solver.week.test_other_days import solved

SUNDAY = 6
HERE = tuple(Available(day, 0, 1440) for day in range(7))


def asked_of(giver: Employee) -> WeekProblem:
    """An injection on Sunday that one carer may give, and others who may not; who stands at the places stays."""
    week = small_week()
    others = tuple(one for one in week.units[0].people if one.employee.key != "carer0")
    return with_unit(
        week,
        people=(*others, replace(person("carer0", "caregiver"), employee=giver)),
        visits=(visit(0, key="injection", skill="injection", days=(SUNDAY,), times=1),),
    )


ABLE = replace(person("carer0", "caregiver", skills=("injection",)).employee, available=HERE)


OPEN = Unplanned("visit", f"injection@{SUNDAY}", 0, 30, "skill", {"carers": 3, "after_skill": 0})


def told(problem: WeekProblem, *worked: int) -> Unplanned:
    duties = [Duty("carer0", day, "early", "centre/visits/caregiver", problem.units[0].key) for day in worked]
    (one,) = with_off_duty(problem, [OPEN], duties)
    return one


@pytest.mark.parametrize(
    ("giver", "worked", "rule"),
    [
        (ABLE, (0, 1, 2, 3, 4, 5), "weekly_rest_day"),
        (replace(ABLE, available=HERE[:SUNDAY]), (), "staff_available"),
        (replace(ABLE, pins=(Pin(SUNDAY, None),)), (), "staff_available"),
        (replace(ABLE, history=History(consecutive_days=6)), (), ""),
        (replace(ABLE, max_week_minutes=60), (), "weekly_hours"),
    ],
)
def test_the_rule_that_keeps_her_off_is_named(giver: Employee, worked: tuple[int, ...], rule: str) -> None:
    one = told(asked_of(giver), *worked)
    assert one.rule == (rule or "staff_available")
    assert one.facts == {**OPEN.facts, "off_duty": 1, f"off_{rule or 'free'}": 1}


def told_of_two(first: Employee, second: Employee) -> Unplanned:
    problem = asked_of(first)
    other = replace(person("carer9", "caregiver"), employee=replace(second, key="carer9"))
    return told(with_unit(problem, people=(*problem.units[0].people, other)))


def test_a_rule_is_named_only_where_it_stops_all_of_them() -> None:
    too_much, away = replace(ABLE, max_week_minutes=60), replace(ABLE, available=HERE[:SUNDAY])
    both = told_of_two(too_much, too_much)
    assert (both.rule, both.facts["off_weekly_hours"]) == ("weekly_hours", 2)
    mixed = told_of_two(too_much, replace(ABLE, history=History(consecutive_days=6), available=HERE))
    assert (mixed.rule, mixed.facts["off_free"]) == ("staff_available", 1)
    apart = told_of_two(too_much, away)
    assert apart.rule == "staff_available"
    assert (apart.facts["off_weekly_hours"], apart.facts["off_staff_available"]) == (1, 1)


def test_whoever_is_on_duty_or_may_not_make_it_is_not_counted() -> None:
    assert told(asked_of(ABLE), SUNDAY) == OPEN
    assert told(asked_of(replace(ABLE, skills={}))) == OPEN
    assert told(asked_of(replace(ABLE, skills={"injection": 5}))) == OPEN


def test_a_day_that_runs_offers_no_shift_that_has_begun() -> None:
    problem = asked_of(ABLE)
    assert told(with_unit(problem, begins=SUNDAY * 1440 + 23 * 60)) == OPEN


def test_the_planned_week_tells_it() -> None:
    (left,) = solved(asked_of(replace(ABLE, available=HERE[:SUNDAY]))).not_planned
    assert (left.rule, left.facts["off_duty"], left.facts["off_staff_available"]) == ("staff_available", 1, 1)
