"""What could give way for an open visit, from what asks least: its hours, a shift, one more person.

Rules about who may come (skill, exclusions, same sex) and those of law never give way, nor does the length of a visit.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from solver.visits.problem import Carer, Stop, VisitsProblem

DAY = 1440
STEPS = (15, 30, 60, 120)
"""Minutes by which hours are widened."""
LONGEST_STAY = 60
"""Minutes by which a shift begins earlier and ends later at most."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The same day with `kind` given way by so many minutes (of one more person: of her shift)."""

    kind: str
    minutes: int
    problem: VisitsProblem


def relaxed(
    problem: VisitsProblem, key: str, others: Sequence[Carer] = (), stay: Collection[str] = ()
) -> Iterator[Relaxed]:
    """later · earlier: its hours end later or begin earlier · longer_shift: those who may `stay` begin earlier and end
    later · one_more: one of `others`, who are off that day, comes on duty."""
    stop = next(one for one in problem.stops if one.key == key)
    for minutes in STEPS:
        if stop.pinned_start is None:
            yield from _hours(problem, stop, minutes)
        if minutes <= LONGEST_STAY and stay:
            yield Relaxed("longer_shift", minutes, _longer(problem, minutes, stay))
    for carer in others:
        more = replace(problem, carers=(*problem.carers, carer))
        yield Relaxed("one_more", carer.end - carer.start, more)


def _hours(problem: VisitsProblem, stop: Stop, minutes: int) -> Iterator[Relaxed]:
    """Within her day, and no earlier than the meal is there."""
    midnight = stop.earliest // DAY * DAY
    later = min(stop.latest + minutes, midnight + DAY - 1)
    earlier = max(stop.earliest - minutes, midnight)
    if later > stop.latest:
        yield Relaxed("later", later - stop.latest, _with_stop(problem, replace(stop, latest=later)))
    if earlier < stop.earliest and stop.meal_at is None:
        yield Relaxed("earlier", stop.earliest - earlier, _with_stop(problem, replace(stop, earliest=earlier)))


def _with_stop(problem: VisitsProblem, stop: Stop) -> VisitsProblem:
    return replace(problem, stops=tuple(stop if one.key == stop.key else one for one in problem.stops))


def _longer(problem: VisitsProblem, minutes: int, stay: Collection[str]) -> VisitsProblem:
    return replace(
        problem,
        carers=tuple(
            replace(one, start=max(one.start // DAY * DAY, one.start - minutes), end=one.end + minutes)
            if one.key in stay
            else one
            for one in problem.carers
        ),
    )
