"""What counts as other than people were told: of meals what is about as told does not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from solver.meals.solution import Delivery, Round
from solver.repair.altered import Altered
from solver.repair.changes import changes
from solver.repair.solution import Change, Told
from solver.week.problem import DAY
from solver.week.solution import WeekSolution

from . import annex
from .example import happens, published, street


def _with_rounds(change: Callable[[Round], Round]) -> WeekSolution:
    """The published week with other rounds on its first day that has any."""
    first, *others = published().rounds
    return replace(published(), rounds=(replace(first, rounds=tuple(map(change, first.rounds))), *others))


def _after(change: Callable[[Round], Round]) -> tuple[Change, ...]:
    return changes(happens(None, 0), Altered(street(), _with_rounds(change)))


def _later(minutes: int) -> Callable[[Round], Round]:
    def moved(one: Delivery) -> Delivery:
        return replace(one, arrives=one.arrives + minutes)

    return lambda one: replace(one, deliveries=tuple(map(moved, one.deliveries)))


@pytest.mark.parametrize("minutes", [-15, -1, 0, 7, 15])
def test_a_meal_that_comes_about_then_is_as_told(minutes: int) -> None:
    assert _after(_later(minutes)) == ()


@pytest.mark.parametrize("minutes", [-40, 16])
def test_a_meal_that_comes_at_another_time_is_told_to_the_elder(minutes: int) -> None:
    found = _after(_later(minutes))
    home = {delivery.drop for one in published().rounds[0].rounds for delivery in one.deliveries}
    assert home & {change.key for change in found}
    assert all((change.kind, change.another_minute, change.at_the_door) == ("meal", True, True) for change in found)
    assert {change.after.start - change.before.start for change in found if change.before and change.after} == {minutes}


def test_who_brings_a_meal_is_another_to_the_carriers_alone() -> None:
    found = _after(lambda one: replace(one, carrier="somebody"))
    assert found
    assert all((change.others, change.another_minute, change.at_the_door) == (True, False, False) for change in found)


def test_a_guest_is_told_when_another_wave_is_hers_and_not_of_rounds() -> None:
    """Elder 10 has lunch in the room beside the kitchen."""
    served = tuple(
        replace(place, supply=place.supply.replace("/1@", "/2@")) if place.request == "lunch10@2" else place
        for place in published().meals
    )
    (change,) = changes(happens(None, 0), Altered(street(), replace(published(), meals=served)))
    leaves = {wave.key: wave.day * DAY + wave.leaves for wave in street().kitchens[0].waves}
    assert change.before == Told(leaves["pot/lunch/1@2"])
    assert change.after == Told(leaves["pot/lunch/2@2"])
    assert change.key == "lunch10@2"
    assert change.at_the_door


def test_guests_of_an_annex_are_told_when_their_load_comes_and_not_who_brings_it() -> None:
    def otherwise(change: Callable[[Round], Round]) -> set[str]:
        rounds = tuple(replace(day, rounds=tuple(map(change, day.rounds))) for day in annex.published().rounds)
        week = Altered(annex.street(), replace(annex.published(), rounds=rounds))
        return {change.key for change in changes(annex.happens(None, 0), week)}

    assert {*annex.GUESTS, "lunch0@2"} <= otherwise(_later(30))
    others = otherwise(lambda one: replace(one, carrier="somebody"))
    assert "lunch0@2" in others
    assert not {*annex.GUESTS} & others


def test_a_meal_that_nobody_brings_any_more_is_another_minute_and_nobody() -> None:
    (gone, *others) = published().meals
    found = changes(happens(None, 0), Altered(street(), replace(published(), meals=tuple(others))))
    (lost,) = [change for change in found if change.key == gone.request]
    assert (lost.after, lost.another_minute, lost.others, lost.at_the_door) == (None, True, True, True)
    assert lost.surprises == 2


def test_what_nobody_was_told_of_before_is_news_and_no_surprise() -> None:
    (gone, *others) = published().meals
    before = replace(happens(None, 0), published=replace(published(), meals=tuple(others)))
    (new,) = [change for change in changes(before, Altered(street(), published())) if change.key == gone.request]
    assert (new.before, new.surprises, new.at_the_door) == (None, 0, True)
