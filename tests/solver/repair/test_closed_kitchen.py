"""A wave that cannot be cooked: its meals come from the others, as told where they can; every repair is checked."""

from dataclasses import replace

from solver.repair.problem import ClosedKitchen

from . import annex
from .example import happens, morning, published, repaired, street


def test_a_wave_that_fails_is_cooked_with_the_other_one() -> None:
    wave = next(place.supply.rpartition("/")[0] for place in published().meals if place.request == "lunch0@3")
    repair = repaired(happens(ClosedKitchen(wave), morning(3, 420))).solution
    supplies = {place.supply.rpartition("/")[0] for place in repair.solution.meals if place.request.endswith("@3")}
    assert supplies == {"pot/lunch/1@3", "pot/lunch/2@3"} - {wave}
    assert repair.better
    assert not [need for need in repair.solution.not_planned if need.kind == "meal"]


def test_what_another_wave_brings_keeps_its_carrier_and_its_time_where_it_can() -> None:
    """The other wave leaves five minutes later, and either carrier could bring it: nobody is told anything."""
    repair = repaired(annex.happens(ClosedKitchen("pot/lunch/1@2"), morning(2, 420))).solution
    brought = {place.request for place in repair.solution.meals if place.supply.startswith("pot/lunch/2@2")}
    assert brought == {*(f"lunch{at}@2" for at in range(6)), *annex.GUESTS}
    assert repair.changes == ()


def test_no_other_wave_and_the_meals_are_open() -> None:
    week = street()
    pot = week.kitchens[0]
    cooked = {place.supply.rpartition("/")[0] for place in published().meals}
    waves = tuple(wave for wave in pot.waves if wave.key in cooked)
    single = replace(week, kitchens=(replace(pot, waves=waves),))
    wave = next(wave for wave in waves if wave.day == 3)
    repair = repaired(happens(ClosedKitchen(wave.key), morning(3, 420), single)).solution
    left = {need.key: need.rule for need in repair.solution.not_planned if need.kind == "meal"}
    assert set(left) == {change.key for change in repair.changes if change.kind == "meal" and change.after is None}
    assert set(left.values()) == {"kitchen_portions"}
    assert not [need for need in repair.solution.not_planned if wave.key in need.facts.values()]


def test_of_the_wave_that_fails_no_more_is_asked_for_where_the_other_one_is_too_small() -> None:
    week, wave = street(), "pot/lunch/1@3"
    pot = week.kitchens[0]
    waves = tuple(replace(one, portions=2) if one.key == "pot/lunch/2@3" else one for one in pot.waves)
    small = replace(week, kitchens=(replace(pot, waves=waves),))
    repair = repaired(happens(ClosedKitchen(wave), morning(3, 420), small)).solution
    left = [need for need in repair.solution.not_planned if need.kind == "meal"]
    assert {need.facts["more_kitchen_portions_at"] for need in left} == {"pot/lunch/2@3"}
