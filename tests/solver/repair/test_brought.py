"""How each person's meal comes, and what is expected of boxes that come another way."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from solver.meals.problem import Drop, Expected
from solver.repair.brought import Brought, as_told, brought
from solver.week.problem import DAY
from tests.solver.meals.cases import drop, kitchen, rider
from tests.solver.week.example import with_unit

from .annex import GUESTS, published, street

WAVE = "pot/lunch/1@2"


def test_boxes_come_home_and_guests_have_theirs_with_a_load() -> None:
    found = brought(street(), published(), {WAVE})
    (day,) = [day for day in published().rounds if day.day == 2]
    arrives = {delivery.drop: (one, delivery.arrives) for one in day.rounds for delivery in one.deliveries}
    load, minute = arrives[f"{WAVE}>annex#1"]
    assert {found[guest] for guest in GUESTS} == {Brought("carrier1", load.trip, minute, home=False)}
    homes = {f"lunch{at}@2" for at in range(6)}
    assert found.keys() == {*homes, *GUESTS}
    assert all(found[home] == Brought("carrier1", arrives[home][0].trip, arrives[home][1], home=True) for home in homes)


def test_who_eats_where_it_is_cooked_has_it_when_the_wave_is_ready() -> None:
    (unit,) = street().units
    (pot,) = street().kitchens
    (wave,) = [wave for wave in pot.waves if wave.key == WAVE]
    meals = tuple(replace(need, eats_at=pot.facility) if need.key == "lunch0@2" else need for need in unit.meals)
    found = brought(with_unit(street(), meals=meals), published(), {WAVE})
    assert found["lunch0@2"] == Brought("", 0, 2 * DAY + wave.leaves, home=False)
    assert {found[guest].carrier for guest in GUESTS} == {"carrier1"}


def test_of_other_waves_nothing_is_told() -> None:
    assert brought(street(), published(), {"pot/lunch/2@2"}) == {}


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (("ann", "bea", "cai"), Expected("lin", 2, 700, meals=2)),
        (("cai",), Expected("hua", 1, 690)),
        (("newcomer", "cai"), Expected("hua", 1, 690)),
        (("newcomer",), None),
        (("dan", "newcomer"), Expected("", 0, 645)),
    ],
)
def test_a_load_is_expected_as_most_of_its_people_had_it(people: Iterable[str], expected: Expected | None) -> None:
    with_lin, with_hua = Brought("lin", 2, 700, home=False), Brought("hua", 1, 690, home=True)
    had = {"ann": with_lin, "bea": with_lin, "cai": with_hua, "dan": Brought("", 0, 645, home=False)}
    load: Drop = replace(drop(0, boxes=3), people=tuple(people), expected=Expected("nobody", 1, 0), told=True)
    asked = as_told(kitchen([rider()], [load]), had)
    assert asked.drops == (replace(load, expected=expected),)
