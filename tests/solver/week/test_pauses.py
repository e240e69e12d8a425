"""Everybody pauses, nobody while she is out, and no guest sits with somebody who is at her own table."""

from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.visits.solution import Pause
from solver.week.check import check, coverage
from solver.week.problem import KitchenWave, MealNeed, WeekProblem
from solver.week.solution import DutyPause, WeekSolution
from solver.week.solve import solve
from tests.solver.week.example import DAYS, small_week, with_unit

DAY = 1440
LUNCH, DINNER = ("lunch", 600, 640), ("dinner", 930, 960)


def planned(problem: WeekProblem) -> WeekSolution:
    """A week that has passed its check."""
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    return solution


@pytest.fixture(scope="module")
def week() -> tuple[WeekProblem, WeekSolution]:
    problem = small_week()
    return problem, planned(problem)


def starts_of(solution: WeekSolution, job: str) -> dict[int, list[int]]:
    """By day, the minutes of the day at which people of a job pause."""
    starts: dict[int, list[int]] = {}
    for pause in solution.pauses:
        if pause.employee.startswith(job):
            starts.setdefault(pause.day, []).append(pause.start - pause.day * DAY)
    return starts


def rules_broken(problem: WeekProblem, *pauses: DutyPause, solution: WeekSolution) -> set[str]:
    return {breach.rule for breach in check(problem, replace(solution, pauses=pauses))}


def with_staff(problem: WeekProblem, shift: str, people: int) -> WeekProblem:
    """So many wanted in a shift of the day room."""
    covers = tuple(
        replace(cover, needed=people) if cover.shift == shift else cover for cover in problem.units[0].covers
    )
    return with_unit(problem, covers=covers)


def without(problem: WeekProblem, shift: str) -> WeekProblem:
    return with_unit(problem, covers=tuple(cover for cover in problem.units[0].covers if cover.shift != shift))


def test_nobody_pauses_while_she_is_out_with_what_has_left(week: tuple[WeekProblem, WeekSolution]) -> None:
    """Back at half past two she has an hour and a half left for her pause of one."""
    problem, solution = week
    (carrier,) = {one.employee for one in solution.duties if one.shift == "carrying" and one.day == 0}
    out = with_unit(problem, out=((carrier, 0, 870),))
    meals = tuple(need for need in problem.units[0].meals if need.day)
    assert all(start >= 870 for start in starts_of(planned(with_unit(out, meals=meals)), "carrier")[0])
    early = [replace(one, start=780) if (one.employee, one.day) == (carrier, 0) else one for one in solution.pauses]
    assert "break_taken" not in rules_broken(problem, *early, solution=solution)
    assert "break_taken" in rules_broken(out, *early, solution=solution)


def test_everybody_on_duty_pauses_once_on_her_route_or_by_herself(week: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = week
    has_one = {shift.type.key for shift in problem.shifts if shift.pause}
    due = sorted((duty.employee, duty.day) for duty in solution.duties if duty.shift in has_one)
    on_routes = [(pause.carer, routes.day) for routes in solution.routes for pause in routes.pauses]
    assert sorted(on_routes + [(pause.employee, pause.day) for pause in solution.pauses]) == due
    assert on_routes
    assert {pause.employee[:-1] for pause in solution.pauses} >= {"zone_staff", "cook", "carrier"}


def test_the_cook_stays_while_a_wave_is_packed(week: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = week
    (packed,) = {(wave.cooked, wave.leaves) for wave in problem.kitchens[0].waves}
    starts = [start for day in starts_of(solution, "cook").values() for start in day]
    assert len(starts) == DAYS
    assert all(start + 30 <= packed[0] or packed[1] <= start for start in starts)


def test_between_lunch_and_dinner_a_carrier_has_her_hour() -> None:
    """Her pause lies between one and four; boxes are out from twenty to eleven, and again from four."""
    problem = small_week()
    (kitchen,) = problem.kitchens
    waves = tuple(
        KitchenWave(f"pot/{meal}/1@{day}", day, meal, 1, 20, cooked, leaves)
        for day in range(DAYS)
        for meal, cooked, leaves in (LUNCH, DINNER)
    )
    wanted = tuple(MealNeed(f"dinner{at}@0", f"elder{at}", f"house{at}", 0, "dinner", "regular") for at in range(6))
    problem = replace(problem, kitchens=(replace(kitchen, waves=waves),))
    problem = with_unit(problem, meals=(*problem.units[0].meals, *wanted))
    solution = planned(problem)
    assert coverage(problem, solution)["meals"] == (58, 58)
    assert set(starts_of(solution, "carrier")) == set(range(DAYS))


def test_a_carrier_is_not_sent_out_in_her_only_hour() -> None:
    """Lunch leaves when her bounds begin, so that hour is kept free and the boxes go before or after it."""
    problem = small_week()
    carrying = next(shift for shift in problem.shifts if shift.type.key == "carrying")
    assert carrying.pause is not None
    narrow = replace(carrying, pause=replace(carrying.pause, earliest=640, latest=700))
    shifts = tuple(narrow if shift is carrying else shift for shift in problem.shifts)
    solution = planned(replace(problem, shifts=shifts))
    assert {start for day in starts_of(solution, "carrier").values() for start in day} == {640}
    leaves = {one.leaves % DAY for rounds in solution.rounds for one in rounds.rounds}
    assert min(leaves) >= 700


def test_who_is_alone_with_guests_leaves_no_seat_to_give() -> None:
    problem = without(small_week(), "midday")
    solution = planned(problem)
    assert coverage(problem, solution)["seats"] == (0, 10)
    assert {need.rule for need in solution.not_planned} == {"staff_ratio"}


def test_two_of_the_day_room_pause_one_after_the_other() -> None:
    problem = with_staff(without(small_week(), "midday"), "day", 2)
    solution = planned(problem)
    assert coverage(problem, solution)["seats"] == (10, 10)
    for starts in starts_of(solution, "zone_staff").values():
        first, second = sorted(starts)
        assert first + 60 <= second


def test_break_taken_is_broken_by_a_pause_that_is_missing_or_nobodys(week: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = week
    first, *rest = solution.pauses
    assert rules_broken(problem, *rest, solution=solution) >= {"break_taken"}
    for wrong in (replace(first, employee="nobody"), replace(first, day=first.day + 1), replace(first, start=0)):
        assert "break_taken" in rules_broken(problem, wrong, *rest, solution=solution)
    doubled = DutyPause(first.employee, first.day, first.start)
    assert rules_broken(problem, doubled, *solution.pauses, solution=solution) == {"break_taken"}


def test_break_taken_is_broken_by_a_pause_during_a_round() -> None:
    problem = small_week()
    wide = tuple(
        replace(shift, pause=replace(shift.pause, earliest=570, latest=1110))
        if shift.pause and shift.type.key == "carrying"
        else shift
        for shift in problem.shifts
    )
    problem = replace(problem, shifts=wide)
    solution = planned(problem)
    out = {(one.carrier, rounds.day): one.leaves for rounds in solution.rounds for one in rounds.rounds}
    moved = tuple(
        replace(pause, start=out[pause.employee, pause.day]) if (pause.employee, pause.day) in out else pause
        for pause in solution.pauses
    )
    assert moved != solution.pauses
    assert rules_broken(problem, *moved, solution=solution) == {"break_taken"}


def test_break_taken_is_broken_by_a_pause_on_a_route_she_does_not_walk(week: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = week
    cook = next(pause for pause in solution.pauses if pause.employee.startswith("cook"))
    first, *others = solution.routes
    strange = replace(first, pauses=(*first.pauses, Pause(cook.employee, cook.start)))
    breaches = check(problem, replace(solution, routes=(strange, *others)))
    assert {(breach.rule, breach.key) for breach in breaches} == {("break_taken", cook.employee)}


def test_staff_ratio_counts_nobody_who_pauses() -> None:
    """Two look after two guests who need one each at least; both go at once."""
    problem = with_staff(without(small_week(), "midday"), "day", 2)
    solution = planned(problem)
    noon = tuple(
        replace(pause, start=pause.day * DAY + 720) if pause.employee.startswith("zone_staff") else pause
        for pause in solution.pauses
    )
    assert rules_broken(problem, *noon, solution=solution) == {"staff_ratio"}
