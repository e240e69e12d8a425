"""Floors rise where visits stayed open, and by no more than a lesson may ask for."""

from solver.result import Unplanned
from solver.rostering.solution import Duty
from solver.week.feedback import floors_for
from solver.week.learning import MORE_HEADS
from tests.solver.week.example import small_week, visit, with_unit

THURSDAY = 3
PRESENT = [Duty("carer0", THURSDAY, "early", "centre/visits/caregiver", "centre")]


def heads(most: int, *urgency: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Heads and class by slot, with so many visits of these classes open on Thursday at 8:30 for 45 minutes."""
    visits = tuple(
        visit(at, days=(THURSDAY,), times=1, earliest=510, latest=510, priority_class=urgency[at])
        for at in range(len(urgency))
    )
    problem = with_unit(small_week(), visits=visits)
    left = [
        Unplanned("visit", f"wash{at}@{THURSDAY}", urgency[at], 45, "no_overlap_with_travel")
        for at in range(len(urgency))
    ]
    floors = floors_for(problem, problem.units[0], PRESENT, left, {}, most)
    return {at: (floor.heads, floor.priority_class) for at, floor in floors["caregiver"].items()}


def test_every_open_visit_asks_for_one_more_than_there_are() -> None:
    found = heads(MORE_HEADS[0], 2, 3)
    assert set(found.values()) == {(3, 2)}
    assert (THURSDAY, 510 // 30) in found


def test_a_lesson_asks_for_no_more_than_it_may() -> None:
    assert set(heads(3, *[2] * 9).values()) == {(4, 2)}
    assert set(heads(1, *[2] * 9).values()) == {(2, 2)}


def test_the_most_urgent_class_is_that_of_the_floor() -> None:
    assert set(heads(1, 4, 1, 3).values()) == {(2, 1)}
