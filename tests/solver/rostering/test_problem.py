"""A problem that makes no sense is refused when it is built."""

from dataclasses import replace

import pytest

from solver.rostering.problem import Curve, Pin, ShiftType, Wish
from tests.solver.rostering.small import SHIFT_TYPES, carer, cover, problem

VISITS = Curve("visits", "centre", "carer", None, 30, {(0, 16): 1})


def test_a_key_stands_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        problem(employees=(carer(), carer()))
    with pytest.raises(ValueError, match="twice"):
        problem(cover(0), cover(0))
    with pytest.raises(ValueError, match="twice"):
        problem(cover(0, key="visits"), curves=(VISITS,))
    with pytest.raises(ValueError, match="twice"):
        problem(shift_types=SHIFT_TYPES[:1] * 2)


def test_pins_wishes_and_covers_name_known_shifts_and_days() -> None:
    with pytest.raises(ValueError, match="unknown"):
        problem(employees=(carer(pins=(Pin(0, "dusk"),)),))
    with pytest.raises(ValueError, match="outside"):
        problem(employees=(carer(wishes=(Wish(7, None),)),))
    with pytest.raises(ValueError, match="outside"):
        problem(cover(7))


def test_minutes_heads_classes_and_weights_are_possible() -> None:
    with pytest.raises(ValueError, match="impossible minutes"):
        ShiftType("day", 480, 480, 480, frozenset({"carer"}))
    with pytest.raises(ValueError, match="negative"):
        carer(overtime_left=-1)
    with pytest.raises(ValueError, match="impossible heads"):
        cover(0, needed=0)
    with pytest.raises(ValueError, match="impossible slots"):
        replace(VISITS, slot_minutes=50)
    with pytest.raises(ValueError, match="negative"):
        problem(weights={"overtime": -1})


def test_curves_of_the_same_people_have_the_same_slots() -> None:
    with pytest.raises(ValueError, match="different slots"):
        problem(curves=(VISITS, replace(VISITS, key="more", slot_minutes=60)))
    assert problem(curves=(VISITS, replace(VISITS, key="more", place="daycare", slot_minutes=60))).curves
