"""When a meal stands on an elder's table: whoever helps her eat comes no earlier (rule `with_the_meal`)."""

from collections.abc import Iterable, Mapping, Sequence

from solver.week.problem import DAY, VisitNeed, WeekProblem
from solver.week.solution import MealRounds

Arrivals = Mapping[tuple[str, int], Sequence[int]]
"""Minutes of the day at which meals are handed over at her door, by elder and day."""

STILL_WARM = 60
"""A meal that came longer than so many minutes before the visit may start is not the one she is helped with."""
STILL_TO_COME = 45
"""A meal that comes longer than so many minutes, about a ride, after the visit may start is another one, too."""


def arrivals(problem: WeekProblem, rounds: Iterable[MealRounds]) -> Arrivals:
    """Of every meal that is brought home, or on its way there; loads for a canteen are nobody's in particular."""
    brought = {need.key: need.elder for unit in problem.units for need in unit.meals if need.eats_at is None}
    found: dict[tuple[str, int], list[int]] = {}
    for elder, day, minute in (meal for unit in problem.units for meal in unit.brought):
        found.setdefault((elder, day), []).append(minute)
    for driven in rounds:
        for delivery in (delivery for one in driven.rounds for delivery in one.deliveries):
            if delivery.drop in brought:
                at = (brought[delivery.drop], driven.day)
                found.setdefault(at, []).append(delivery.arrives - driven.day * DAY)
    return found


def on_the_table(need: VisitNeed, day: int, brought: Arrivals) -> int | None:
    """The minute of the day before which the visit may not start; None where no meal comes about its time.

    Where the first one comes after its window, no start is left.
    """
    if not need.with_meal:
        return None
    hers = brought.get((need.elder, day), ())
    return min(
        (minute for minute in hers if need.earliest - STILL_WARM <= minute <= need.latest + STILL_TO_COME), default=None
    )
