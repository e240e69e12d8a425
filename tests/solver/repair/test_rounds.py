"""Rounds in which a load for a table is another one's namesake by now: whoever is left in it comes as she was told."""

from dataclasses import replace
from functools import cache

from solver.meals.problem import ABOUT, Drop
from solver.repair.brought import brought, now_in
from solver.repair.problem import Hold, RepairProblem
from solver.repair.rounds import _kept
from solver.week.check import check
from solver.week.problem import AnnouncedMeal, WeekProblem
from solver.week.rounds import rounds_of
from solver.week.solution import WeekSolution
from solver.week.solve import solve as solve_week
from tests.solver.meals.cases import drop
from tests.solver.week.example import with_unit

from . import annex
from .annex import GUESTS
from .example import LITTLE, morning, repaired

WAVE = "pot/lunch/1@2"
EARLY, LATE = GUESTS
TOLD = {
    EARLY: AnnouncedMeal(WAVE, "annex", carrier="carrier0", vehicle="bike", trip=1, arrives=645),
    LATE: AnnouncedMeal(WAVE, "annex", carrier="carrier1", vehicle="other", trip=2, arrives=690),
}


@cache
def street() -> WeekProblem:
    """The annex's guests were told of two trips, so each has a load of her own."""
    (unit,) = annex.street().units
    meals = tuple(replace(need, announced=TOLD.get(need.key)) for need in unit.meals)
    return with_unit(annex.street(), meals=meals)


@cache
def published() -> WeekSolution:
    plan = solve_week(street(), LITTLE).solution
    assert check(street(), plan) == []
    return plan


def test_a_table_s_second_load_is_its_first_once_the_first_guest_is_away() -> None:
    before = brought(street(), published(), {WAVE})
    assert [before[guest].carrier for guest in GUESTS] == ["carrier0", "carrier1"]
    assert before[LATE].arrives - before[EARLY].arrives > ABOUT
    elder = next(need.elder for need in street().units[0].meals if need.key == EARLY)
    repair = repaired(RepairProblem(street(), published(), morning(2, 420), Hold(elder, 2, 2))).solution
    after = brought(street(), repair.solution, {WAVE})
    assert after[LATE] == before[LATE]
    assert [change.key for change in repair.changes if not change.asked] == []


def test_a_load_that_has_to_be_there_earlier_now_is_brought_anew() -> None:
    told = next(one for day in annex.published().rounds if day.day == 2 for one in day.rounds if one.trip == 2)
    asked = rounds_of(annex.street(), annex.published())["pot", 2, "lunch"]
    arrives = next(at.arrives for at in told.deliveries if at.drop == f"{WAVE}>annex#1")
    for latest, kept in ((None, True), (arrives, True), (arrives - 1, False)):
        drops = {one.key: replace(one, latest=latest) for one in asked.drops}
        (one,) = _kept(asked, [told], drops)
        assert (f"{WAVE}>annex#1" in {at.drop for at in one.deliveries}) == kept


def load(number: int, *people: str, place: str = "annex", wave: str = WAVE) -> Drop:
    key = people[0] if place != "annex" else f"{wave}>{place}#{number}"
    return replace(drop(0, boxes=len(people)), key=key, place=place, wave=wave, people=people)


def test_a_load_is_the_one_that_most_of_its_guests_are_in_now() -> None:
    first, second = load(1, "ann", "bea", "cai"), load(2, "dan", "eva")
    now = load(1, "dan", "eva", "cai"), load(2, "newcomer")
    assert now_in((first, second), now) == {second.key: now[0]}


def test_boxes_that_went_to_another_door_or_wave_are_nobody_s() -> None:
    home, away = load(0, "ann", place="house0"), load(1, "bea")
    moved = load(1, "ann"), load(2, "bea", wave="pot/lunch/2@2")
    assert now_in((home, away), moved) == {}
