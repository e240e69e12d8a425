"""Rounds of a kitchen's meals: nobody is asked to be out with two meals, or for two kitchens, at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from solver.budget import Budget
from solver.meals.problem import Carrier, Drop, Expected
from solver.places.solution import Place
from solver.rostering.solution import Duty
from solver.travel.estimate import Point
from solver.week.carriers import carriers_for
from solver.week.check import check
from solver.week.problem import DAY, AnnouncedMeal, Facility, KitchenWave, MealNeed, Person, Vehicle, WeekProblem
from solver.week.rounds import all_rounds, portions_cooked, rounds_of
from solver.week.seating import SITTING, EatingAt
from solver.week.solution import WeekSolution
from solver.week.solve import solve
from tests.solver.week.example import DAYS, THRESHOLDS, small_week, with_unit


def with_early_dinner(problem: WeekProblem) -> WeekProblem:
    """Dinner leaves half an hour after lunch."""
    (kitchen,) = problem.kitchens
    dinner = tuple(KitchenWave(f"pot/dinner/1@{day}", day, "dinner", 1, 20, 660, 670) for day in range(DAYS))
    (unit,) = problem.units
    wanted = tuple(MealNeed(f"dinner{at}@0", f"elder{at}", f"house{at}", 0, "dinner", "regular") for at in range(6))
    problem = replace(problem, kitchens=(replace(kitchen, waves=(*kitchen.waves, *dinner)),))
    return with_unit(problem, meals=(*unit.meals, *wanted))


def test_a_carrier_is_back_before_the_next_meal_leaves() -> None:
    problem = with_early_dinner(small_week())
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    asked = rounds_of(problem, solution)
    assert {carrier.end for carrier in asked["pot", 0, "lunch"].carriers} == {670}


def test_two_kitchens_of_a_centre_share_its_carriers_out() -> None:
    problem = small_week()
    (kitchen,) = problem.kitchens
    waves = tuple(replace(wave, key=wave.key.replace("pot", "pan"), portions=3) for wave in kitchen.waves)
    first = replace(kitchen, waves=tuple(replace(wave, portions=5) for wave in kitchen.waves))
    problem = replace(problem, kitchens=(first, replace(kitchen, key="pan", waves=waves)))
    covers = tuple(replace(cover, needed=2) if cover.job == "carrier" else cover for cover in problem.units[0].covers)
    problem = with_unit(problem, covers=covers)
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    out = rounds_of(problem, solution)
    shared = [day for day in range(DAYS) if {("pot", day, "lunch"), ("pan", day, "lunch")} <= out.keys()]
    assert shared
    for day in shared:
        pots, pans = ({one.key for one in out[key, day, "lunch"].carriers} for key in ("pot", "pan"))
        assert pots.isdisjoint(pans)


def test_a_kitchen_that_nobody_carries_for_cooks_for_no_door() -> None:
    problem = small_week()
    solution = solve(with_unit(problem, people=_without_carriers(problem)), Budget()).solution
    brought = {need.key for need in problem.units[0].meals if need.eats_at is None}
    stopped = {need.key: need.rule for need in solution.not_planned if need.kind == "meal"}
    assert brought
    assert {stopped[key] for key in brought} == {"staff_available"}
    assert not brought & {place.request for place in portions_cooked(solution)}


def test_boxes_are_expected_as_they_were_announced_and_nowhere_else() -> None:
    problem = small_week()
    told = AnnouncedMeal("pot/lunch/1@0", carrier="van", trip=1, arrives=700)
    (unit,) = problem.units
    first, *others = (need for need in unit.meals if need.eats_at is None and need.day == 0)
    meals = (replace(first, announced=told), *(replace(one, announced=replace(told, eats_at="hall")) for one in others))
    places = [Place(need.key, "pot/lunch/1@0/regular") for need in meals]
    asked = all_rounds(with_unit(problem, meals=meals), places, (), EatingAt({}))["pot", 0, "lunch"]
    expected = {drop.key: drop.expected for drop in asked.drops}
    assert expected == {first.key: Expected("van", 1, 700), **{one.key: None for one in others}}


def test_who_leaves_before_the_last_plate_has_a_load_of_her_own_that_comes_in_time() -> None:
    """The wave may bring its meals until twelve; she leaves the hall at half past eleven, the others at four."""
    problem = small_week()
    hall = Facility("hall", "centre", "day_care", 6000)
    problem = replace(
        problem, facilities=(*problem.facilities, hall), points=(*problem.points, Point("hall", 27.885, 113.132))
    )
    meals = tuple(need for need in problem.units[0].meals if need.eats_at is None and need.day == 0)[:3]
    places = [Place(need.key, "pot/lunch/1@0/regular") for need in meals]
    ends = dict(zip((need.elder for need in meals), (960, 690, 960), strict=True))
    eating = EatingAt({(elder, 0): [("hall", 510, end, 5)] for elder, end in ends.items()}, plate_minutes=120)
    asked = all_rounds(with_unit(problem, meals=meals), places, (), eating)["pot", 0, "lunch"]
    assert [(drop.key, drop.people, drop.latest) for drop in asked.drops] == [
        ("pot/lunch/1@0>hall#1", (meals[0].key, meals[2].key), None),
        ("pot/lunch/1@0>hall#2", (meals[1].key,), 690 - SITTING),
    ]


def test_guests_who_were_told_have_a_load_for_each_trip_and_the_others_their_own() -> None:
    """In one load with those who were told nothing they might be too many for the vehicle."""
    problem = small_week()
    hall = Facility("hall", "centre", "day_care", 6000)
    problem = replace(
        problem, facilities=(*problem.facilities, hall), points=(*problem.points, Point("hall", 27.885, 113.132))
    )
    told = AnnouncedMeal("pot/lunch/1@0", "hall", carrier="van", trip=1, arrives=700, driven=704)
    later = replace(told, trip=2, driven=720)
    known = {"elder1": told, "elder3": later, "elder4": told}
    home = tuple(need for need in problem.units[0].meals if need.eats_at is None and need.day == 0)
    meals = tuple(replace(need, eats_at="hall", announced=known.get(need.elder)) for need in home)
    places = [Place(need.key, "pot/lunch/1@0/regular") for need in meals]
    asked = all_rounds(with_unit(problem, meals=meals), places, (), EatingAt({}))["pot", 0, "lunch"]
    assert [(drop.people, drop.told, drop.expected) for drop in asked.drops] == [
        (("lunch1@0", "lunch4@0"), True, Expected("van", 1, 700, driven=704, meals=2)),
        (("lunch3@0",), True, Expected("van", 2, 700, driven=720)),
        (("lunch0@0", "lunch2@0", "lunch5@0"), False, None),
    ]


def test_loads_are_the_same_in_whatever_order_the_portions_stand() -> None:
    """Of forty-five guests the second twenty stay in the kitchen: the plan lists their portions last."""
    problem, supply = small_week(), "pot/lunch/1@0/regular"
    hall = Facility("hall", "centre", "day_care", 6000)
    hungry = {f"lunch{at:02}@0": 1 if at % 9 == 0 else 2 for at in range(45)}
    meals = tuple(
        MealNeed(key, key, None, 0, "lunch", "regular", eats_at="hall", priority_class=number)
        for key, number in hungry.items()
    )
    problem = replace(
        with_unit(problem, meals=meals),
        facilities=(*problem.facilities, hall),
        points=(*problem.points, Point("hall", 27.885, 113.132)),
    )

    def loads(keys: Iterable[str]) -> tuple[Drop, ...]:
        places = [Place(key, supply) for key in keys]
        return all_rounds(problem, places, (), EatingAt({}))["pot", 0, "lunch"].drops

    first, second, third = loads(hungry)
    assert [len(load.people) for load in (first, second, third)] == [20, 20, 5]
    assert {key for key, number in hungry.items() if number == 1} <= {*first.people}
    assert loads((*first.people, *third.people, *second.people)) == (first, second, third)
    assert loads(reversed(hungry)) == (first, second, third)


def test_who_was_told_of_another_wave_takes_nobodys_place() -> None:
    """Her own kitchen has no portions left: another helps her with what its own people leave."""
    problem = small_week()
    known = {"elder0": AnnouncedMeal("pan/lunch/1@0"), "elder1": AnnouncedMeal("pot/lunch/1@0")}
    home = tuple(need for need in problem.units[0].meals if need.eats_at is None and need.day == 0)
    meals = tuple(replace(need, announced=known.get(need.elder)) for need in home)
    places = [Place(need.key, "pot/lunch/1@0/regular") for need in meals]
    asked = all_rounds(with_unit(problem, meals=meals), places, (), EatingAt({}))["pot", 0, "lunch"]
    assert [drop.people for drop in asked.drops if drop.told] == [("lunch1@0",)]


def test_who_was_announced_with_a_vehicle_keeps_it() -> None:
    problem = small_week()
    duties = solve(problem, Budget()).solution.duties
    vehicles = (*problem.units[0].vehicles, Vehicle("a-van", "centre", "van", 90))
    told = AnnouncedMeal("pot/lunch/1@0", vehicle="bike", trip=1, arrives=700)

    def hers(carrier: str | None) -> str:
        meals = tuple(replace(need, announced=replace(told, carrier=carrier)) for need in problem.units[0].meals)
        week = with_unit(problem, vehicles=vehicles, meals=meals)
        return carriers_for(week, week.units[0], week.kitchens[0], 0, "lunch", duties)[0].vehicle

    (carrier, *_) = carriers_for(problem, problem.units[0], problem.kitchens[0], 0, "lunch", duties)
    assert (hers(None), hers(carrier.key)) == ("a-van", "bike")


def test_a_vehicle_that_was_announced_with_two_goes_to_one_of_them() -> None:
    problem = small_week()
    covers = tuple(replace(cover, needed=2) if cover.job == "carrier" else cover for cover in problem.units[0].covers)
    problem = with_unit(problem, covers=covers)
    duties = solve(problem, Budget()).solution.duties
    day = next(day for day in range(DAYS) if len(_carriers(problem, duties, day)) == 2)
    told = AnnouncedMeal(f"pot/lunch/1@{day}", vehicle="bike", trip=1, arrives=700)
    who = [carrier.key for carrier in _carriers(problem, duties, day)]
    meals = [
        replace(need, announced=replace(told, carrier=who[at % 2]))
        for at, need in enumerate(need for need in problem.units[0].meals if need.day == day)
    ]
    both = _carriers(with_unit(problem, meals=tuple(meals)), duties, day)
    assert sorted(carrier.vehicle for carrier in both) == ["", "bike"]


def _carriers(problem: WeekProblem, duties: Sequence[Duty], day: int) -> tuple[Carrier, ...]:
    return carriers_for(problem, problem.units[0], problem.kitchens[0], day, "lunch", duties)


def _without_carriers(problem: WeekProblem) -> tuple[Person, ...]:
    return tuple(person for person in problem.units[0].people if person.employee.job != "carrier")


OFF = 10
"""Minutes by which people were told another time than the round comes by, in turn sooner and later."""


def too_much_to_carry() -> WeekProblem:
    """One carrier on foot, and boxes have to be at the doors soon."""
    week = small_week(thresholds={**THRESHOLDS, "pot_to_plate": 60})
    return with_unit(week, visits=(), seats=(), vehicles=())


def told(problem: WeekProblem, solution: WeekSolution) -> WeekProblem:
    """Every meal that is brought, as it was announced."""
    waves = {place.request: place.supply.rpartition("/")[0] for place in solution.meals}
    announced = {
        delivery.drop: AnnouncedMeal(
            waves[delivery.drop],
            carrier=one.carrier,
            trip=one.trip,
            arrives=delivery.arrives - driven.day * DAY + OFF * (-1) ** at,
            driven=delivery.arrives - driven.day * DAY,
        )
        for driven in solution.rounds
        for one in driven.rounds
        for at, delivery in enumerate(one.deliveries)
        if delivery.drop in waves
    }
    meals = tuple(replace(need, announced=announced.get(need.key)) for need in problem.units[0].meals)
    return with_unit(problem, meals=meals)


def brought(solution: WeekSolution) -> set[str]:
    return {delivery.drop for driven in solution.rounds for one in driven.rounds for delivery in one.deliveries}


@pytest.mark.parametrize("elders", [{"elder0", "elder1", "elder5"}, {"elder2", "elder3", "elder4"}])
def test_nobody_is_turned_out_for_those_who_ask_later(elders: set[str]) -> None:
    whole = too_much_to_carry()
    few = with_unit(whole, meals=tuple(need for need in whole.units[0].meals if need.elder in elders))
    first = solve(few, Budget()).solution
    assert brought(first)
    asked = told(whole, first)
    again = solve(asked, Budget(seed=7)).solution
    assert check(asked, again) == []
    assert brought(first) <= brought(again)
    assert [need for need in again.not_planned if need.kind == "meal" and "supply" in need.facts]
