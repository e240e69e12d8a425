"""What cannot happen is refused, each cause by its own words."""

from dataclasses import replace

import pytest

from solver.repair.problem import Case, ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit
from solver.week.problem import DAY

from .example import busy_day, morning, planned_again, published, street, urgent


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (SickCall("nobody", 2), "nobody is called nobody"),
        (SickCall("cook0", 2), "cook0 visits nobody on day 2"),
        (SickCall("carer0", 0), "carer0 visits nobody on day 0"),
        (UrgentVisit("elsewhere", urgent(2)), "no such unit"),
        (UrgentVisit("centre", urgent(0)), "its latest start, 11:40 on day 0, is over"),
        (UrgentVisit("centre", replace(urgent(2), days=(2, 3))), "it has 2 days, name one"),
        (UrgentVisit("centre", urgent(7)), "day 7 lies outside the week, name 0 to 6"),
        (UrgentVisit("centre", urgent(2, place="nowhere")), "no way to nowhere is known"),
        (Hold("nobody", 1, 2), "nobody has nothing to come"),
        (Hold("elder0", 0, 2), "elder0 has nothing to come"),
        (Hold("elder0", 7, 9), "elder0 has nothing to come"),
        (LateRunner("cook0", 10), "cook0 visits nobody today"),
        (LateRunner("carer0", 0), "carer0 is 0 minutes late: name 1 or more"),
        (ClosedKitchen("pot/lunch/1@0"), "has left, at 10:40 on day 0"),
        (ClosedKitchen("no such wave"), "no wave no such wave"),
    ],
)
def test_what_is_over_or_of_nobody_is_refused(case: Case, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        RepairProblem(street(), published(), morning(1, 600), case)


@pytest.mark.parametrize(("now", "lead", "told"), [(-1, 30, "now -1"), (7 * DAY, 30, "now 10080"), (0, -1, "lead -1")])
def test_a_minute_outside_the_week_is_another_mistake_than_a_lead_below_nothing(now: int, lead: int, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        RepairProblem(street(), published(), now, None, lead)


def test_a_wave_about_to_leave_can_only_fail_with_a_smaller_lead() -> None:
    """It leaves at 10:40."""
    wave, now = ClosedKitchen("pot/lunch/1@1"), morning(1, 620)
    with pytest.raises(ValueError, match="leaves at 10:40, and nothing new begins before 10:50: a smaller lead helps"):
        RepairProblem(street(), published(), now, wave)
    assert RepairProblem(street(), published(), now, wave, lead=20).begins == morning(1, 640)


def test_nor_with_that_in_a_week_planned_again_from_later_on() -> None:
    week, plan = planned_again(minute=650)
    day, _ = busy_day()
    with pytest.raises(ValueError, match="before 10:50: the week was planned again from then on"):
        RepairProblem(week, plan, morning(day, 620), ClosedKitchen(f"pot/lunch/1@{day}"), lead=0)
