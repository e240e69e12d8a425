"""The week's checker finds what is wrong between the parts, and leaves to the parts' own checkers what is theirs."""

from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.places.solution import Place
from solver.result import Unplanned
from solver.visits.problem import AnnouncedVisit
from solver.week.check import check
from solver.week.problem import DAY, SeatNeed, WeekProblem
from solver.week.solution import WeekSolution
from solver.week.solve import solve
from tests.solver.week.example import small_week, with_unit


@pytest.fixture(scope="module")
def planned() -> tuple[WeekProblem, WeekSolution]:
    problem = small_week()
    return problem, solve(problem, Budget()).solution


def rules_broken(problem: WeekProblem, solution: WeekSolution) -> set[str]:
    return {breach.rule for breach in check(problem, solution)}


def test_a_sound_week_has_no_breach(planned: tuple[WeekProblem, WeekSolution]) -> None:
    assert check(*planned) == []


def test_a_visit_that_vanished_is_missed(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    first = solution.routes[0]
    gone = replace(first, assignments=first.assignments[1:])
    assert "not_planned" in rules_broken(problem, replace(solution, routes=(gone, *solution.routes[1:])))


def test_a_need_is_not_both_planned_and_open(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    doubled = Unplanned("seat", solution.seats[0].request, 2, 450, "zone_seats")
    assert "not_planned" in rules_broken(problem, replace(solution, not_planned=(doubled,)))


def test_a_promise_of_three_days_is_not_two(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    dropped = next(key for key in solution.occurrences if key.startswith("wash0@"))
    fewer = tuple(key for key in solution.occurrences if key != dropped)
    breaches = check(problem, replace(solution, occurrences=fewer))
    assert [(breach.rule, breach.facts) for breach in breaches if breach.key == "wash0"] == [
        ("not_planned", {"kind": "visit", "times": 2, "promised": 3})
    ]


def test_nobody_is_at_home_and_at_the_centre(planned: tuple[WeekProblem, WeekSolution]) -> None:
    """A wash during the hours of the day room turns out to be that of a guest who sits there."""
    problem, solution = planned
    during = next(
        part.stop.partition("@")[0]
        for routes in solution.routes
        for part in routes.assignments
        if routes.day < 5 and 510 <= part.start - routes.day * 1440 < 900
    )
    visits = tuple(replace(need, elder="elder10") if need.key == during else need for need in problem.units[0].visits)
    assert "elder_in_one_place" in rules_broken(with_unit(problem, visits=visits), solution)


def test_a_carrier_is_not_out_with_two_meals_at_once(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    dinner = replace(solution.rounds[0], meal="dinner")
    breaches = check(problem, replace(solution, rounds=(*solution.rounds, dinner)))
    assert {breach.key for breach in breaches if breach.rule == "no_overlap_with_travel"} == {
        one.carrier for one in dinner.rounds
    }


def test_a_long_round_meets_every_shorter_one_beneath_it(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    driven = next(rounds for rounds in solution.rounds if rounds.rounds)
    one = driven.rounds[0]
    trips = [
        replace(one, leaves=one.leaves + at, returns=one.leaves + back) for at, back in ((0, 300), (9, 20), (90, 99))
    ]
    meals = [replace(driven, meal=f"meal{at}", rounds=(trip,)) for at, trip in enumerate(trips)]
    breaches = check(problem, replace(solution, rounds=tuple(meals)))
    met = {(breach.facts["meal"], breach.facts["then"]) for breach in breaches if "then" in breach.facts}
    assert met == {("meal0", "meal1"), ("meal0", "meal2")}


def test_a_long_visit_meets_every_shorter_one_beneath_it(planned: tuple[WeekProblem, WeekSolution]) -> None:
    """Three services of a morning turn out to be one elder's, the first of them of five hours."""
    problem, solution = planned
    day = next(routes for routes in solution.routes if len({part.stop for part in routes.assignments}) >= 3)
    first, second, third = sorted(day.assignments, key=lambda part: part.stop)[:3]
    at = {first.stop: 480, second.stop: 500, third.stop: 700}
    moved = [replace(part, start=day.day * DAY + at.get(part.stop, 0)) for part in (first, second, third)]
    hers = {key.rpartition("@")[0] for key in at}
    visits = tuple(
        replace(need, elder="her", minutes=300 if need.key in first.stop else 30) if need.key in hers else need
        for need in problem.units[0].visits
    )
    breaches = check(
        with_unit(problem, visits=visits), replace(solution, routes=(replace(day, assignments=tuple(moved)),))
    )
    met = {(b.facts["first"], b.facts["second"]) for b in breaches if b.rule == "elder_in_one_place" and b.key == "her"}
    assert met == {(first.stop, second.stop), (first.stop, third.stop)}


def test_a_visit_that_nobody_asked_for_is_named(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    first = solution.routes[0]
    made_up = replace(first.assignments[0], stop=f"made-up@{first.day}")
    routes = (replace(first, assignments=(made_up, *first.assignments[1:])), *solution.routes[1:])
    breaches = check(problem, replace(solution, routes=routes))
    assert ("not_planned", made_up.stop) in {(breach.rule, breach.key) for breach in breaches}


def test_no_meal_leaves_with_a_wave_that_has_left(planned: tuple[WeekProblem, WeekSolution]) -> None:
    """The wave of Monday leaves at 640."""
    problem, solution = planned
    meals = {place.request for place in solution.meals if place.request.endswith("@0")}
    for begins, left in ((640, set()), (641, meals)):
        breaches = check(with_unit(problem, begins=begins), solution)
        assert {breach.key for breach in breaches if breach.rule == "frozen" and breach.key in meals} == left


def test_who_is_out_with_a_meal_carries_no_other_before_she_is_back(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    (trip,) = next(rounds.rounds for rounds in solution.rounds if rounds.day == 0)
    for back, late in ((trip.leaves, False), (trip.leaves + 1, True)):
        breaches = check(with_unit(problem, out=((trip.carrier, 0, back),)), solution)
        assert (trip.carrier in {b.key for b in breaches if b.rule == "no_overlap_with_travel"}) == late


def test_who_left_with_a_round_of_that_number_before_is_found(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    (trip,) = next(rounds.rounds for rounds in solution.rounds if rounds.day == 0)
    for meal, broken in (("lunch", True), ("dinner", False)):
        breaches = check(with_unit(problem, trips=((trip.carrier, 0, meal, 1),)), solution)
        assert (trip.carrier in {b.key for b in breaches if b.rule == "no_overlap_with_travel"}) == broken


def test_more_seats_than_staff_is_found(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    jobs = {person.employee.key: person.employee.job for person in problem.units[0].people}
    duties = tuple(duty for duty in solution.duties if jobs[duty.employee] != "zone_staff")
    assert "staff_ratio" in rules_broken(problem, replace(solution, duties=duties))


def test_a_stranger_on_the_roster_is_found(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    stranger = replace(solution.duties[0], employee="nobody")
    assert "staff_available" in rules_broken(problem, replace(solution, duties=(stranger, *solution.duties[1:])))


def test_nothing_starts_before_the_plan_may_begin(planned: tuple[WeekProblem, WeekSolution]) -> None:
    """On Tuesday noon Monday's shifts and visits are only possible where they had been announced."""
    problem, solution = planned
    late = with_unit(problem, begins=DAY + 720)
    frozen = {breach.key for breach in check(late, solution) if breach.rule == "frozen"}
    monday = {part.stop for routes in solution.routes if routes.day == 0 for part in routes.assignments}
    assert monday < frozen
    assert {f"{duty.employee}@0" for duty in solution.duties if duty.day == 0} <= frozen
    assert not any(key.endswith("@2") for key in frozen)


def test_what_was_announced_and_has_begun_may_stand(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    told: dict[str, dict[int, AnnouncedVisit]] = {}
    for part in (part for routes in solution.routes if routes.day == 0 for part in routes.assignments):
        key = part.stop.partition("@")[0]
        before = told.setdefault(key, {}).get(0, AnnouncedVisit(part.start, frozenset()))
        told[key][0] = AnnouncedVisit(part.start, before.carers | {part.carer})
    visits = tuple(replace(need, announced=told.get(need.key, {})) for need in problem.units[0].visits)
    announced = with_unit(problem, begins=DAY, visits=visits)
    stops = {breach.key for breach in check(announced, solution) if breach.rule == "frozen" and "@" in breach.key}
    assert not stops & {part.stop for routes in solution.routes for part in routes.assignments}


def test_a_meal_at_the_door_of_a_guest_is_found(planned: tuple[WeekProblem, WeekSolution]) -> None:
    problem, solution = planned
    drop = next(delivery.drop for one in solution.rounds[0].rounds for delivery in one.deliveries)
    need = next(need for need in problem.units[0].meals if need.key == drop)
    seat = SeatNeed("s", need.elder, need.place, "centre", "day_care", need.day, 510, 960, 2)
    tampered = with_unit(problem, seats=(*problem.units[0].seats, seat))
    zone = solution.seats[0].supply.split("@")[0]
    sits = replace(solution, seats=(*solution.seats, Place("s", f"{zone}@{need.day}@510-960")))
    assert ("elder_in_one_place", need.elder, drop) in {
        (breach.rule, breach.key, breach.facts.get("second")) for breach in check(tampered, sits)
    }
