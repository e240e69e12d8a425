"""Random small days on a grid of ten minutes: every solution is checked, and none leaves more open than need be."""

from collections.abc import Iterator
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from solver.budget import Budget
from solver.visits.check import check
from solver.visits.objective import cost, matches
from solver.visits.problem import AnnouncedVisit, Break, Carer, Link, Stop, VisitsProblem
from solver.visits.solve import solve
from tests.solver.random_cases import random_cases

from .small import PLACES, carer, day, plan, stop

SKILLS = ("care", "nurse")


@st.composite
def carers(draw: st.DrawFn, number: int) -> Carer:
    start = draw(st.sampled_from([480, 520, 560]))
    end = start + draw(st.sampled_from([60, 120, 200]))
    pause = Break(draw(st.sampled_from([10, 20])), start + 10, end - 10) if draw(st.booleans()) else None
    skills = frozenset(draw(st.sets(st.sampled_from(SKILLS))))
    return carer(
        f"carer{number}",
        start=start,
        end=end,
        pause=pause,
        gender=draw(st.sampled_from("fm")),
        skills=skills,
        expired=frozenset(draw(st.sets(st.sampled_from(SKILLS)))) - skills,
        low_risk_only=draw(st.integers(0, 4)) == 0,
    )


@st.composite
def stops(draw: st.DrawFn, number: int) -> Stop:
    earliest = draw(st.integers(48, 64)) * 10
    some_carer = st.sampled_from(["carer0", "carer1"])
    return stop(
        f"stop{number}",
        draw(st.sampled_from(PLACES[1:])),
        elder=f"elder{draw(st.integers(0, 3))}",
        minutes=draw(st.sampled_from([10, 20, 30])),
        earliest=earliest,
        latest=earliest + draw(st.sampled_from([0, 20, 50])),
        priority_class=draw(st.integers(1, 4)),
        carers=draw(st.sampled_from([1, 1, 1, 2])),
        skill=draw(st.sampled_from([None, None, *SKILLS])),
        gender=draw(st.sampled_from([None, None, "f"])),
        access_minutes=draw(st.sampled_from([0, 10])),
        preferred_start=earliest if draw(st.booleans()) else None,
        keenness=draw(st.sampled_from([1, 1, 5])),
        excluded=frozenset(draw(st.sets(some_carer, max_size=1))) if draw(st.booleans()) else frozenset(),
        faces=frozenset(draw(st.sets(some_carer))),
        low_risk=draw(st.booleans()),
        blocked=((earliest + 10, earliest + 30),) if draw(st.integers(0, 5)) == 0 else (),
        pinned_carers=frozenset({draw(some_carer)}) if draw(st.integers(0, 9)) == 0 else frozenset(),
        pinned_start=earliest + 10 if draw(st.integers(0, 9)) == 0 else None,
        announced=draw(st.none() | st.builds(AnnouncedVisit, st.just(earliest + 10), st.frozensets(some_carer))),
    )


@st.composite
def days(draw: st.DrawFn, most_carers: int, most_stops: int) -> VisitsProblem:
    staff = [draw(carers(number)) for number in range(draw(st.integers(1, most_carers)))]
    wanted = [draw(stops(number)) for number in range(draw(st.integers(1, most_stops)))]
    links = []
    for before, after in combinations(wanted, 2):
        if draw(st.integers(0, 4)) == 0:
            shortest = draw(st.sampled_from([-20, 0, 10]))
            links.append(Link(before.key, after.key, shortest, shortest + draw(st.sampled_from([0, 20, 60]))))
    return day(staff, wanted, *links, most_visits=draw(st.sampled_from([None, 1, 2])))


@random_cases(150)
@given(days(most_carers=3, most_stops=8))
def test_every_solution_keeps_every_hard_rule_and_its_cost_is_right(problem: VisitsProblem) -> None:
    result = solve(problem, Budget(effort=0.2))
    assert check(problem, result.solution) == []
    assert result.cost == cost(matches(problem, result.solution))
    assert all(left.rule and left.facts for left in result.solution.not_planned)


@random_cases(60)
@given(days(most_carers=2, most_stops=4))
def test_no_plan_leaves_less_open_nor_breaks_less_of_what_was_told(problem: VisitsProblem) -> None:
    """Pinned visits come before all others. What was told may make way for a visit, and a visit stay open for it, as
    both have a price: there, and only there, a plan may break less that is dearer in all."""
    result = solve(problem, Budget(effort=2))
    ours = worth(problem, [(part.stop, part.carer, part.start) for part in result.solution.assignments])
    told = any(stop.announced for stop in problem.stops)
    for parts in every_plan(problem):
        pinned, broken, price = worth(problem, parts)
        dearer = told and (pinned, price) >= (ours[0], ours[2])
        assert (pinned, broken) >= ours[:2] or dearer


Part = tuple[str, str, int]


def worth(problem: VisitsProblem, parts: list[Part]) -> tuple[int, int, int]:
    """Minutes of pinned visits left open; the price of all that is open or other than it was told; that of all."""
    at_work, done = matches(problem, plan(problem, *parts)), {key for key, _, _ in parts}
    pinned = (stop for stop in problem.stops if stop.pinned_carers or stop.pinned_start is not None)
    broken = (match for match in at_work if match.rule in ("not_planned", "changed_after_publish"))
    return sum(stop.minutes for stop in pinned if stop.key not in done), cost(broken), cost(at_work)


def every_plan(problem: VisitsProblem, held: frozenset[str] = frozenset()) -> Iterator[list[Part]]:
    """All plans on the grid with these stops at least that the checker lets pass, whatever the pauses."""
    choices = [range(who.pause.earliest, who.pause.latest, 10) if who.pause else [None] for who in problem.carers]
    for starts in product(*choices):
        pauses = [(who.key, at) for who, at in zip(problem.carers, starts, strict=True) if at is not None]
        yield from _extend(problem, tuple(pauses), [], 0, held)


def _extend(
    problem: VisitsProblem, pauses: tuple[tuple[str, int], ...], parts: list[Part], at: int, held: frozenset[str]
) -> Iterator[list[Part]]:
    if check(problem, plan(problem, *parts, pauses=pauses)):
        return
    if at == len(problem.stops):
        yield parts
        return
    wanted = problem.stops[at]
    for who in combinations(problem.carers, wanted.carers):
        for start in range(wanted.earliest, wanted.latest + 1, 10):
            more = [(wanted.key, one.key, start) for one in who]
            yield from _extend(problem, pauses, parts + more, at + 1, held)
    if wanted.key not in held:
        yield from _extend(problem, pauses, parts, at + 1, held)
