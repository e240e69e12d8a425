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
    problem: VisitsProblem, key: str, others: Sequence[Carer] = (), stay: Collection[str] = (), begins: int = 0
) -> Iterator[Relaxed]:
    """later · earlier: its hours end later or begin earlier · longer_shift: those who may `stay` begin earlier and end
    later · one_more: one of `others`, who are off that day, comes on duty. Before `begins`, a minute of the plan,
    nothing gives way: neither the visit nor a shift starts in what is over."""
    stop = next(one for one in problem.stops if one.key == key)
    for minutes in STEPS:
        if stop.pinned_start is None:
            yield from _hours(problem, stop, minutes, begins)
        if minutes <= LONGEST_STAY and stay and stop.latest >= begins:
            yield Relaxed("longer_shift", minutes, _longer(problem, minutes, stay, begins))
    for carer in others if stop.latest >= begins else ():
        more = replace(problem, carers=(*problem.carers, carer))
        yield Relaxed("one_more", carer.end - carer.start, more)


def _hours(problem: VisitsProblem, stop: Stop, minutes: int, begins: int) -> Iterator[Relaxed]:
    """Within what is left of her day, and no earlier than the meal is there."""
    midnight = stop.earliest // DAY * DAY
    later = min(stop.latest + minutes, midnight + DAY - 1)
    earlier = max(stop.earliest - minutes, midnight, begins)
    if later > stop.latest and later >= begins:
        put_off = replace(stop, earliest=max(stop.earliest, begins), latest=later)
        yield Relaxed("later", later - stop.latest, _with_stop(problem, put_off))
    if earlier < stop.earliest and stop.meal_at is None:
        yield Relaxed("earlier", stop.earliest - earlier, _with_stop(problem, replace(stop, earliest=earlier)))


def _with_stop(problem: VisitsProblem, stop: Stop) -> VisitsProblem:
    return replace(problem, stops=tuple(stop if one.key == stop.key else one for one in problem.stops))


def _longer(problem: VisitsProblem, minutes: int, stay: Collection[str], begins: int) -> VisitsProblem:
    """Whose shift is over by `begins` has gone home, and what has begun can begin no earlier."""
    return replace(
        problem,
        carers=tuple(
            replace(one, start=_sooner(one, minutes, begins), end=one.end + minutes)
            if one.key in stay and one.end > begins
            else one
            for one in problem.carers
        ),
    )


def _sooner(carer: Carer, minutes: int, begins: int) -> int:
    return min(carer.start, max(carer.start // DAY * DAY, carer.start - minutes, begins))
