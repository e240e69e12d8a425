"""How each person's meal comes, and what is expected of boxes that come another way."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from solver.meals.problem import Drop, Expected
from solver.repair.brought import Brought, as_told, brought
from tests.solver.meals.cases import drop, kitchen, rider

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


def test_of_other_waves_nothing_is_told() -> None:
    assert brought(street(), published(), {"pot/lunch/2@2"}) == {}


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (("ann", "bea", "cai"), Expected("lin", 2, 700, meals=2)),
        (("cai",), Expected("hua", 1, 690)),
        (("newcomer", "cai"), Expected("hua", 1, 690)),
        (("newcomer",), None),
    ],
)
def test_a_load_is_expected_as_most_of_its_people_had_it(people: Iterable[str], expected: Expected | None) -> None:
    with_lin, with_hua = Brought("lin", 2, 700, home=False), Brought("hua", 1, 690, home=True)
    load: Drop = replace(drop(0, boxes=3), people=tuple(people), expected=Expected("nobody", 1, 0), told=True)
    asked = as_told(kitchen([rider()], [load]), {"ann": with_lin, "bea": with_lin, "cai": with_hua})
    assert asked.drops == (replace(load, expected=expected),)
