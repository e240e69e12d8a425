"""What follows what: how far down its chain a need stands, and that it comes on the days of what it follows."""

from collections.abc import Collection, Iterator, Mapping

from solver.result import Breach
from solver.week.problem import DAY, Unit, VisitNeed, WeekProblem, occurrence
from solver.week.solution import WeekSolution


def links_before(need: VisitNeed, needs: Mapping[str, VisitNeed]) -> int:
    """How many come before it on the same day, one after the other; of a circle each counts once."""
    leaders: list[str] = []
    following: VisitNeed | None = need
    while following is not None and following.after is not None and following.after not in leaders:
        leaders.append(following.after)
        following = needs.get(following.after)
    return len(leaders)


def days_begun(unit: Unit, need: VisitNeed) -> set[int]:
    """Days on which it was announced and has begun."""
    return {day for day, told in need.announced.items() if day * DAY + told.start < unit.begins}


def chain_breaches(problem: WeekProblem, solution: WeekSolution) -> Iterator[Breach]:
    """Breaches of order_and_gap by a need that comes without the one it follows, and not on a day when that comes and
    it might, too: no gap is kept between different days. What has begun took place, whatever it follows by now."""
    chosen = frozenset(solution.occurrences)
    for unit in problem.units:
        needs = {need.key: need for need in unit.visits}
        for need in unit.visits:
            leader = needs.get(need.after or "")
            if leader is not None:
                yield from _without_its_leader(unit, need, leader, chosen)


def _without_its_leader(unit: Unit, need: VisitNeed, leader: VisitNeed, chosen: Collection[str]) -> Iterator[Breach]:
    comes, leads = ({day for day in need.days if occurrence(one, day) in chosen} for one in (need, leader))
    if leads <= comes:
        return
    for day in sorted(comes - leads - days_begun(unit, need)):
        yield Breach("order_and_gap", occurrence(need, day), {"before": leader.key, "instead": min(leads - comes)})
