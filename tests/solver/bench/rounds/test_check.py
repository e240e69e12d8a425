"""Each rule once broken, on two stops and one vehicle."""

from dataclasses import replace

import numpy as np
import pytest

from solver.bench.rounds.check import check
from solver.bench.rounds.format import Routing, Tour, Vehicles

WAYS = np.array([[[0, 4, 6], [4, 0, 3], [6, 3, 0]]])
BIKE = Vehicles(0, 0, 3, 0, 30, 1, longest=20, hire=5)
PROBLEM = Routing(WAYS, 2 * WAYS, (1, 2), (1, 1), (0, 10), (9, 20), (100, 200), (3,), (BIKE,), ())


def test_both_in_one_tour() -> None:
    verdict = check(PROBLEM, [(0, [0, 1])])
    assert (verdict.cost, verdict.left_out, verdict.breaches) == (5 + 2 * 13, 0, ())


def test_who_is_left_out_costs_the_price() -> None:
    verdict = check(PROBLEM, [(0, [0])])
    assert (verdict.cost, verdict.left_out) == (5 + 16 + 200, 1)


@pytest.mark.parametrize(
    ("told", "changed", "tours"),
    [
        ("twice", {}, [(0, [0, 0])]),
        ("vehicles", {}, [(0, [0]), (0, [1])]),
        ("room", {"vehicles": (replace(BIKE, room=2),)}, [(0, [0, 1])]),
        ("may not", {"vehicles": (replace(BIKE, may=(True, False)),)}, [(0, [0, 1])]),
        ("late", {"dues": (3, 20)}, [(0, [0])]),
        ("late", {"vehicles": (replace(BIKE, due=16),)}, [(0, [0, 1])]),
        ("too long", {"vehicles": (replace(BIKE, longest=14),)}, [(0, [0, 1])]),
        ("depot", {"rooms": (2,)}, [(0, [0, 1])]),
    ],
)
def test_a_broken_rule_is_told(told: str, changed: dict[str, object], tours: list[Tour]) -> None:
    verdict = check(replace(PROBLEM, **changed), tours)  # type: ignore[arg-type]
    assert [breach for breach in verdict.breaches if breach.startswith(told)]


def test_a_tour_may_leave_later_than_its_vehicle_could() -> None:
    """Six minutes there, six back, one at the door: waiting at the kitchen is not on the way."""
    assert check(replace(PROBLEM, vehicles=(replace(BIKE, longest=13),)), [(0, [1])]).breaches == ()
