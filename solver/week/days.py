"""Which days a visit happens on, where the promise leaves the choice: announced ones, well spaced, the lightest."""

from collections.abc import Mapping, Sequence, Set
from itertools import combinations

from solver.week.atlas import Atlas
from solver.week.chains import days_begun, links_before
from solver.week.problem import DAY, Unit, VisitNeed, WeekProblem
from solver.week.way_home import away

Span = tuple[int, int]
Days = dict[str, tuple[int, ...]]
"""Those of each need, by its key."""


def choose_days(problem: WeekProblem, unit: Unit) -> Days:
    """Days by need key; needs that follow another take its days, as far as they may."""
    load = [0] * problem.days
    chosen: Days = {}
    gone = away(Atlas(problem), ((seat, seat.facility) for seat in (*unit.seats, *unit.seated)))
    needs = {need.key: need for need in unit.visits}
    for need in sorted(unit.visits, key=lambda need: (links_before(need, needs), *_hardest_first(need))):
        leader = chosen.get(need.after) if need.after else None
        began = days_begun(unit, need)
        possible = [day for day in need.days if day in began or fits_around(need, day, gone)] or list(need.days)
        if leader is not None:
            together = sorted(
                {*leader, *began} & {*need.days}, key=lambda day: (day not in began, day not in need.announced, day)
            )
            picked = tuple(dict.fromkeys([*together, *possible, *need.days]))[: need.times]
        else:
            picked = _lightest(possible, need, began, load)
        chosen[need.key] = tuple(sorted(picked))
        for day in picked:
            load[day] += need.minutes * need.carers
    return chosen


def fits_around(need: VisitNeed, day: int, gone: Mapping[tuple[str, int], Sequence[Span]]) -> bool:
    """Some start in the window keeps clear of the hours she is away, by (elder, day)."""
    spans = sorted(gone.get((need.elder, day), ()))
    start = need.earliest
    for begins, ends in spans:
        if start > need.latest or start + need.minutes <= begins:
            break
        start = max(start, ends)
    return start <= need.latest and start + need.minutes <= DAY


def _hardest_first(need: VisitNeed) -> tuple[int, int, str]:
    return (len(need.days) - need.times, -need.minutes * need.carers, need.key)


def _lightest(possible: Sequence[int], need: VisitNeed, began: Set[int], load: Sequence[int]) -> tuple[int, ...]:
    times = min(need.times, len(possible))
    spare = [day for day in need.days if day not in possible]
    best = min(
        combinations(possible, times),
        key=lambda days: (
            -sum(day in began for day in days),
            -sum(day in need.announced for day in days),
            unevenness(days),
            sum(load[day] for day in days),
            days,
        ),
    )
    return (*best, *spare[: need.times - times])


def unevenness(days: Sequence[int]) -> int:
    """Sum of squared gaps around the week: least when the visits are spread."""
    if len(days) < 2:
        return 0
    gaps = [(after - before) for before, after in zip(days, [*days[1:], days[0] + 7], strict=True)]
    return sum(gap * gap for gap in gaps)
