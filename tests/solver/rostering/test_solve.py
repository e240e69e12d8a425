"""What a solved roster must be, whatever the problem: sound, complete, rightly priced, and the same every time."""

import os
import subprocess
import sys
from dataclasses import replace

from hypothesis import given

from solver.budget import Budget, Progress
from solver.result import cost_by_rule
from solver.rostering.check import check
from solver.rostering.index import Index
from solver.rostering.problem import DAY, Ahead, AnnouncedShift, Curve, History, Pin, RosterProblem, Wish
from solver.rostering.score import score, total
from solver.rostering.solution import Duty
from solver.rostering.solve import solve
from tests.solver.random_cases import random_cases
from tests.solver.rostering.brute_force import cheapest
from tests.solver.rostering.example import unit
from tests.solver.rostering.small import LIMITS, carer, cover, problem, rules
from tests.solver.rostering.strategies import problems

many = random_cases(60)


def duties_of(asked: RosterProblem, **limits: float) -> tuple[Duty, ...]:
    """The duties of a roster that has passed its check."""
    solution = solve(asked, Budget(**limits)).solution  # type: ignore[arg-type]
    assert check(asked, solution) == []
    return solution.duties


@many
@given(problems())
def test_every_roster_passes_its_check(asked: RosterProblem) -> None:
    result = solve(asked, Budget(effort=0.1))
    breaches = check(asked, result.solution)
    assert rules(breaches) <= {"pinned"}
    if not any(employee.pins for employee in asked.employees):
        assert breaches == []


@many
@given(problems(pinned=False))
def test_cost_and_bound_agree_with_the_recomputation(asked: RosterProblem) -> None:
    result = solve(asked, Budget(effort=0.5))
    assert result.cost == total(score(Index.of(asked), result.solution.duties))
    assert result.bound is not None
    assert result.bound <= result.cost
    assert result.proven == (result.bound == result.cost)


@many
@given(problems(days=2, people=2, pinned=False))
def test_no_roster_is_cheaper_than_a_proven_one(asked: RosterProblem) -> None:
    result = solve(asked, Budget())
    assert result.proven
    assert result.cost == cheapest(asked)


@many
@given(problems())
def test_missing_heads_are_those_that_nobody_fills(asked: RosterProblem) -> None:
    solution = solve(asked, Budget(effort=0.1)).solution
    filled = sum(duty.cover.startswith("c") for duty in solution.duties)
    assert filled + len(solution.not_planned) == sum(at.needed for at in asked.covers)


def test_the_same_problem_gives_the_same_roster() -> None:
    asked = unit(24, seed=5, used=1.0)
    assert solve(asked, Budget(effort=0.2)).solution == solve(asked, Budget(effort=0.2)).solution


def test_the_roster_does_not_hang_on_the_order_of_hashes() -> None:
    script = (
        "from tests.solver.rostering.example import unit; from solver.budget import Budget;"
        "from solver.rostering.solve import solve; print(solve(unit(14, seed=3), Budget(effort=0.2)).solution)"
    )
    printed = [
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert "Duty" in printed[0]


def test_after_six_days_of_work_the_first_day_is_free() -> None:
    tired = carer(history=History(consecutive_days=6))
    assert [duty.day for duty in duties_of(problem(cover(0), cover(1), employees=(tired,)))] == [1]


def test_before_six_days_of_work_the_last_day_is_free() -> None:
    """The head of Sunday stays open with its rule."""
    booked = carer(ahead=Ahead(7 * DAY + 480, frozenset(range(7, 13))))
    asked = problem(cover(5), cover(6), employees=(booked,))
    assert [duty.day for duty in duties_of(asked)] == [5]
    assert [entry.rule for entry in solve(asked, Budget()).solution.not_planned] == ["consecutive_days"]


def test_after_a_night_into_monday_the_rest_day_lies_later_and_the_run_goes_on() -> None:
    """One rest day is kept among the six days that are left; a run of three ends on Tuesday."""
    week, no_ceiling = [cover(day) for day in range(1, 7)], replace(LIMITS, week_minutes_ceiling=9000)
    night, evening = (
        carer(max_week_minutes=9000, overtime_left=9000, history=History(consecutive_days=1, last_end=end))
        for end in (450, 330)
    )
    assert len(duties_of(problem(*week, employees=(night,), limits=no_ceiling))) == 5
    assert len(duties_of(problem(*week, employees=(evening,), limits=no_ceiling))) == 6
    three = replace(LIMITS, consecutive_days=3)
    assert len(duties_of(problem(cover(1), cover(2), employees=(night,), limits=three))) == 1
    assert len(duties_of(problem(cover(1), cover(2), employees=(evening,), limits=three))) == 2


def test_nobody_works_more_nights_in_a_row_than_allowed() -> None:
    asked = problem(*(cover(day, "night") for day in range(7)), employees=(carer("wang"), carer("li"), carer("he")))
    asked = replace(asked, limits=replace(asked.limits, consecutive_nights=1))
    duties = duties_of(asked)
    assert len(duties) == 7
    assert not {(duty.employee, duty.day + 1) for duty in duties} & {(duty.employee, duty.day) for duty in duties}


def test_a_certificate_that_runs_out_in_the_week_ends_her_shifts() -> None:
    nurse = carer(skills={"nursing": 2})
    asked = problem(*(cover(day, skill="nursing") for day in range(5)), employees=(nurse,))
    assert [duty.day for duty in duties_of(asked)] == [0, 1, 2]
    assert {entry.rule for entry in solve(asked, Budget()).solution.not_planned} == {"certificate_valid"}


def test_pins_are_kept_even_when_they_cost() -> None:
    wang, li = carer("wang", pins=(Pin(0, "day", "day@0"), Pin(1, None))), carer("li", wishes=(Wish(0, "day"),))
    duties = duties_of(problem(cover(0), cover(1), employees=(wang, li)))
    assert [(duty.employee, duty.day) for duty in duties] == [("li", 1), ("wang", 0)]


def test_a_pin_that_breaks_a_rule_is_told_and_not_worked() -> None:
    tired = carer(history=History(consecutive_days=6), pins=(Pin(0, "day"),))
    asked = problem(cover(0), employees=(tired,))
    solution = solve(asked, Budget()).solution
    assert solution.duties == ()
    assert rules(check(asked, solution)) == {"pinned"}


def test_a_shortage_leaves_the_least_urgent_open_and_lists_the_most_urgent_first() -> None:
    covers = [cover(0, key=f"class{n}", priority_class=n) for n in (4, 3, 2, 1)]
    asked = problem(*covers, employees=(carer("wang"), carer("li")))
    assert {duty.cover for duty in duties_of(asked)} == {"class1", "class2"}
    assert [entry.key for entry in solve(asked, Budget()).solution.not_planned] == ["class3#1", "class4#1"]


def test_a_shortage_on_a_curve_is_spread() -> None:
    heads = {(day, slot): 2 for day in range(2) for slot in range(16, 34)}
    people = (carer("wang", contract_minutes=480), carer("li", contract_minutes=480))
    asked = problem(employees=people, curves=(Curve("visits", "centre", "carer", None, 30, heads),), days=2)
    asked = replace(asked, employees=tuple(replace(employee, max_week_minutes=480) for employee in people))
    assert sorted(duty.day for duty in duties_of(asked)) == [0, 1]


def test_a_weekend_goes_to_who_had_fewer() -> None:
    often, seldom = carer("often", history=History(weekends_worked=6)), carer("seldom")
    duties = duties_of(problem(cover(5), cover(6), employees=(often, seldom)))
    assert {duty.employee for duty in duties} == {"seldom"}


def test_a_published_roster_is_kept_though_another_is_as_good() -> None:
    told = {"wang": (AnnouncedShift(0, "day", "centre"),), "li": (AnnouncedShift(1, "day", "centre"),)}
    for first, second in (("wang", "li"), ("li", "wang")):
        people = (carer("wang", announced=told[first]), carer("li", announced=told[second]))
        duties = duties_of(problem(cover(0), cover(1), employees=people))
        assert [(duty.employee, duty.day) for duty in duties] == sorted(
            [("wang", first == "li"), ("li", first != "li")]
        )


def test_a_change_after_publishing_is_a_day_that_differs() -> None:
    told = (AnnouncedShift(0, "day", "centre"), AnnouncedShift(1, "late", "centre"))
    asked = problem(cover(0), cover(1), cover(2), employees=(carer(announced=told),))
    index = Index.of(asked)
    costs = {at: cost_by_rule(score(index, duties)) for at, duties in enumerate([(), duties_of(asked)])}
    assert [costs[at]["changed_after_publish"] for at in (0, 1)] == [2 * 10 * 400, 2 * 10 * 400]


def test_an_announced_shift_stays_though_nobody_asks_for_it_any_more() -> None:
    told = (AnnouncedShift(0, "day", "centre"), AnnouncedShift(1, "day", "centre"))
    monday = Curve("visits", "centre", "carer", None, 30, {(0, 18): 1})
    asked = problem(employees=(carer(announced=told),), curves=(monday,))
    assert [(duty.day, duty.shift) for duty in duties_of(asked)] == [(0, "day"), (1, "day")]
    assert [duty.day for duty in duties_of(replace(asked, employees=(carer(),)))] == [0]


def test_cancelled_at_once_there_is_still_a_sound_roster() -> None:
    asked = unit(24)
    result = solve(asked, Budget(cancelled=lambda: True))
    assert check(asked, result.solution) == []
    assert not result.reproducible


def test_seconds_make_it_irreproducible_and_progress_is_told() -> None:
    told: list[Progress] = []
    result = solve(unit(14), Budget(seconds=0.5, on_progress=told.append))
    assert not result.reproducible
    assert told[-1].phase == "rostering"
    assert all(progress.done <= progress.total for progress in told)
