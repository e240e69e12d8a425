"""The week as one: nothing is broken, nothing is lost, what does not fit says why."""

from dataclasses import replace
from itertools import groupby

from solver.budget import Budget, Progress
from solver.rostering.problem import AnnouncedShift
from solver.week.check import check, coverage
from solver.week.making import WHOLE
from solver.week.problem import SeatNeed
from solver.week.solve import solve
from tests.solver.week.example import small_week, visit, with_unit


def test_a_week_with_room_is_planned_whole() -> None:
    problem = small_week()
    result = solve(problem, Budget())
    assert check(problem, result.solution) == []
    assert all(planned == needed > 0 for planned, needed in coverage(problem, result.solution).values())
    assert result.solution.not_planned == ()


def test_the_same_seed_gives_the_same_plan() -> None:
    problem = small_week()
    assert solve(problem, Budget(seed=3)).solution == solve(problem, Budget(seed=3)).solution


def test_an_address_that_is_not_on_the_map_is_listed() -> None:
    problem = small_week()
    lost = visit(7, place=None)
    problem = with_unit(problem, visits=(*problem.units[0].visits[:7], lost))
    result = solve(problem, Budget())
    assert check(problem, result.solution) == []
    open_needs = [need for need in result.solution.not_planned if need.kind == "visit"]
    assert len(open_needs) == lost.times
    assert {need.rule for need in open_needs} == {"located"}


def test_without_carers_every_visit_stays_open_with_a_reason() -> None:
    problem = small_week()
    people = tuple(person for person in problem.units[0].people if person.employee.job != "caregiver")
    problem = with_unit(problem, people=people)
    result = solve(problem, Budget())
    assert check(problem, result.solution) == []
    planned, needed = coverage(problem, result.solution)["visits"]
    assert planned == 0
    assert sum(need.kind == "visit" and need.rule != "" for need in result.solution.not_planned) == needed


def test_without_carriers_nobody_is_brought_a_meal_but_the_canteen_eats() -> None:
    problem = small_week()
    people = tuple(person for person in problem.units[0].people if person.employee.job != "carrier")
    problem = with_unit(problem, people=people)
    result = solve(problem, Budget())
    assert check(problem, result.solution) == []
    assert {place.request[:6] for place in result.solution.meals} == {"lunch1"}
    assert coverage(problem, result.solution)["shifts"][0] == 17


def test_seats_shrink_with_the_staff_who_are_there() -> None:
    problem = small_week()
    zone = replace(problem.zones[0], ratio={2: 1})
    problem = replace(problem, zones=(zone,))
    result = solve(problem, Budget())
    assert check(problem, result.solution) == []
    assert coverage(problem, result.solution)["seats"] == (5, 10)
    assert {need.rule for need in result.solution.not_planned} == {"staff_ratio"}


def test_progress_is_one_share_of_the_whole_that_never_falls() -> None:
    """Also where visits that find nobody are tried on other days and teach the rosters."""
    week = small_week()
    (unit,) = week.units
    alone = tuple(one for one in unit.people if one.employee.key not in ("carer1", "carer2"))
    short = with_unit(week, people=alone)
    for problem in (week, short):
        told: list[Progress] = []
        solve(problem, Budget(on_progress=told.append))
        phases = [phase for phase, _ in groupby(step.phase for step in told)]
        assert phases[:5] == ["rosters", "pauses", "places", "rounds", "routes"]
        assert phases[-1] == "pauses"
        assert [step.done for step in told] == sorted(step.done for step in told)
        assert {step.total for step in told} == {WHOLE}
        assert told[0].done == 0 < told[-1].done < WHOLE


def test_a_guest_whose_meals_are_brought_home_eats_where_she_sits() -> None:
    """Lunch goes out while she is away; on Tuesday she comes after it, and has it at home."""
    week = small_week()
    (unit,) = week.units
    seats = (
        SeatNeed("all-day", "elder0", "house0", "centre", "day_care", 0, 510, 960, 2),
        SeatNeed("after-lunch", "elder0", "house0", "centre", "day_care", 1, 840, 960, 2),
    )
    problem = with_unit(week, seats=(*unit.seats, *seats))
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    assert {"all-day", "after-lunch"} <= {place.request for place in solution.seats}
    drops = {delivery.drop for driven in solution.rounds for one in driven.rounds for delivery in one.deliveries}
    assert {"lunch0@0", "lunch0@1"} <= {place.request for place in solution.meals}
    assert {"lunch0@0", "lunch0@1"} & drops == {"lunch0@1"}


def test_announced_shifts_make_way_for_visits_that_would_stay_open() -> None:
    """However dear a change is: on Monday and Tuesday alone nobody could visit for the rest of the week."""
    problem = small_week()
    (unit,) = problem.units
    told = tuple(AnnouncedShift(day, "early", "centre") for day in (0, 1))
    people = tuple(
        replace(one, employee=replace(one.employee, announced=told)) if one.employee.job == "caregiver" else one
        for one in unit.people
    )
    dear = replace(problem, units=(replace(unit, people=people),), weights={"changed_after_publish": 10**7})
    result = solve(dear, Budget())
    assert result.solution.not_planned == ()
    assert check(dear, result.solution) == []


def test_a_guest_who_is_home_again_has_the_meal_at_home() -> None:
    """Her seat ends before lunch leaves; where it ends just then, that wave finds her nowhere, the next brings it."""
    week = small_week()
    (unit,) = week.units
    (pot,) = week.kitchens
    later = tuple(replace(wave, key=f"{wave.key}/late", wave=2, cooked=720, leaves=760) for wave in pot.waves)
    seats = (
        SeatNeed("till-ten", "elder0", "house0", "centre", "day_care", 0, 510, 600, 2),
        SeatNeed("till-then", "elder0", "house0", "centre", "day_care", 1, 510, 640, 2),
    )
    kitchens = (replace(pot, waves=(*pot.waves, *later)),)
    problem = replace(with_unit(week, seats=(*unit.seats, *seats)), kitchens=kitchens)
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    drops = {delivery.drop for driven in solution.rounds for one in driven.rounds for delivery in one.deliveries}
    assert {"lunch0@0", "lunch0@1"} <= drops
    assert {place.supply for place in solution.meals if place.request == "lunch0@1"} == {f"{later[1].key}/regular"}
