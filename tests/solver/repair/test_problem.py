"""What cannot happen is refused, each cause by its own words."""

import pytest

from solver.repair.problem import Case, ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit

from .example import morning, published, street, urgent


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (SickCall("nobody", 2), "nobody is called nobody"),
        (SickCall("cook0", 2), "cook0 visits nobody on day 2"),
        (SickCall("carer0", 0), "carer0 visits nobody on day 0"),
        (UrgentVisit("elsewhere", urgent(2)), "no such unit"),
        (UrgentVisit("centre", urgent(0)), "not on one day to come"),
        (UrgentVisit("centre", urgent(2, place="nowhere")), "no way to nowhere is known"),
        (Hold("nobody", 1, 2), "nobody has nothing to come"),
        (Hold("elder0", 0, 2), "elder0 has nothing to come"),
        (LateRunner("cook0", 10), "cook0 visits nobody today"),
        (ClosedKitchen("pot/lunch/1@0"), "has left"),
        (ClosedKitchen("no such wave"), "no wave no such wave"),
    ],
)
def test_what_is_over_or_of_nobody_is_refused(case: Case, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        RepairProblem(street(), published(), morning(1, 600), case)
