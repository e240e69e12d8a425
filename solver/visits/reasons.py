"""Why a stop stays open: how many carers are left after each rule, and the first rule that leaves too few."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from solver.result import Fact, Unplanned
from solver.visits.eligible import PEOPLE_RULES
from solver.visits.insertion import fitting, longest_free
from solver.visits.problem import Carer, Stop, VisitsProblem
from solver.visits.solution import Assignment
from solver.visits.starts import start_spans


def reasons(problem: VisitsProblem, assignments: Sequence[Assignment]) -> tuple[Unplanned, ...]:
    """Each open stop with the rule that stopped it; facts are counts and minutes, never names of carers."""
    done = {part.stop for part in assignments}
    return tuple(_why(problem, assignments, stop) for stop in problem.stops if stop.key not in done)


def _why(problem: VisitsProblem, assignments: Sequence[Assignment], stop: Stop) -> Unplanned:
    facts: dict[str, Fact] = {"needed": stop.carers, "carers": len(problem.carers)}
    if stop.meal_at is not None:
        facts |= {"meal_at": stop.meal_at, "latest": stop.latest}
    rule = "" if len(problem.carers) >= stop.carers else "staff_available"
    rule = rule or _no_time(stop)
    left = list(problem.carers)
    for name, kept in _funnel(problem, stop):
        left = [carer for carer in left if carer in kept]
        facts[f"after_{name}"] = len(left)
        if len(left) < stop.carers and not rule:
            rule = "shift_span" if name == "travel" else name
    rule = rule or _other_stops(problem, assignments, stop)
    left = [carer for carer in left if _visits_left(problem, assignments, carer)]
    facts["after_visits_a_day"] = len(left)
    if len(left) < stop.carers:
        rule = rule or "visits_a_day"
    if not rule:
        facts |= dict(_nearest_miss(problem, assignments, stop, left))
    return Unplanned("visit", stop.key, stop.priority_class, stop.minutes, rule or "no_overlap_with_travel", facts)


def _no_time(stop: Stop) -> str:
    """The rule that leaves no minute to start at, whoever comes."""
    if start_spans(stop):
        return ""
    if stop.pinned_start is not None and not stop.earliest <= stop.pinned_start <= stop.latest:
        return "time_window"
    if stop.meal_at is not None and not start_spans(replace(stop, blocked=())):
        return "with_the_meal"
    return "elder_in_one_place"


def _other_stops(problem: VisitsProblem, assignments: Sequence[Assignment], stop: Stop) -> str:
    """The rule by which planned stops of the same elder, or linked ones, leave no minute to start at."""
    starts = {part.stop: part.start for part in assignments}
    hers = (one for one in problem.stops if one.key in starts and one.elder == stop.elder)
    busy = [(starts[one.key], starts[one.key] + one.minutes) for one in hers]
    if not start_spans(replace(stop, blocked=(*stop.blocked, *busy))):
        return "elder_in_one_place"
    low, high = problem.linked_span(stop, starts)
    linked = low <= high and start_spans(replace(stop, earliest=low, latest=high, blocked=(*stop.blocked, *busy)))
    return "" if linked else "order_and_gap"


def _funnel(problem: VisitsProblem, stop: Stop) -> Iterator[tuple[str, list[Carer]]]:
    """Rule by rule, the carers it lets through; all rules together are one funnel."""
    for name, allows in PEOPLE_RULES.items():
        yield name, [carer for carer in problem.carers if allows(stop, carer)]
    if stop.pinned_carers and len(stop.pinned_carers) >= stop.carers:
        yield "pinned", [carer for carer in problem.carers if carer.key in stop.pinned_carers]
    elif stop.pinned_carers:
        here = stop.pinned_carers <= {carer.key for carer in problem.carers}
        yield "pinned", list(problem.carers) if here else []
    yield "shift_span", [carer for carer in problem.carers if _reaches(stop, carer, 0, 0)]
    yield "travel", [carer for carer in problem.carers if _reaches(stop, carer, *_base_gaps(problem, stop, carer))]


def _base_gaps(problem: VisitsProblem, stop: Stop, carer: Carer) -> tuple[int, int]:
    return problem.gap(carer, None, stop), problem.gap(carer, stop, None)


def _reaches(stop: Stop, carer: Carer, out: int, back: int) -> bool:
    """Whether the stop fits her shift when it takes `out` and `back` minutes from her base."""
    soonest = carer.start + out
    return any(max(first, soonest) <= min(last, carer.end - stop.minutes - back) for first, last in start_spans(stop))


def _visits_left(problem: VisitsProblem, assignments: Sequence[Assignment], carer: Carer) -> bool:
    """Whether she may give one more service."""
    given = sum(part.carer == carer.key for part in assignments)
    return problem.most_visits is None or given < problem.most_visits


def _nearest_miss(
    problem: VisitsProblem, assignments: Sequence[Assignment], stop: Stop, left: Sequence[Carer]
) -> Iterator[tuple[str, Fact]]:
    """How long they who are left are free for it, and where that is enough, what stands in the way."""
    free = max(0, longest_free(problem, assignments, stop, left))
    yield from {"candidates": len(left), "free_minutes": free, "needed_minutes": stop.minutes}.items()
    if free < stop.minutes:
        return
    everybody = {carer.key for carer in problem.carers}
    restless = replace(problem, carers=tuple(replace(carer, pause=None) for carer in problem.carers))
    if not fitting(restless, assignments, stop.key, everybody):
        yield "never_together", True
    elif not fitting(problem, assignments, stop.key, everybody):
        yield "break_in_the_way", True
