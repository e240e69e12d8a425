"""Where an open stop fits beside what is planned: the same minutes as trying every start, carer and pause."""

from collections.abc import Iterator
from itertools import combinations, product

from hypothesis import given

from solver.budget import Budget
from solver.visits.check import break_breaches, check
from solver.visits.insertion import fitting
from solver.visits.problem import Break, Link, VisitsProblem
from solver.visits.solution import Assignment
from solver.visits.solve import solve
from tests.solver.random_cases import random_cases
from tests.solver.visits.small import carer, day, plan, stop
from tests.solver.visits.test_small_days import Part, days


def parts_of(assignments: tuple[Assignment, ...]) -> list[Part]:
    return [(part.stop, part.carer, part.start) for part in assignments]


def pauses_of(problem: VisitsProblem) -> Iterator[tuple[tuple[str, int], ...]]:
    """Every choice of pauses on the grid."""
    choices = [range(who.pause.earliest, who.pause.latest, 10) if who.pause else [None] for who in problem.carers]
    for starts in product(*choices):
        yield tuple((who.key, at) for who, at in zip(problem.carers, starts, strict=True) if at is not None)


def tried(problem: VisitsProblem, parts: list[Part], key: str) -> set[int]:
    """The starts on the grid at which the checker lets the stop in, whoever comes."""
    wanted = next(one for one in problem.stops if one.key == key)
    return {
        start
        for start in range(wanted.earliest, wanted.latest + 1, 10)
        for who in combinations(problem.carers, wanted.carers)
        for pauses in pauses_of(problem)
        if not check(problem, plan(problem, *parts, *((key, one.key, start) for one in who), pauses=pauses))
    }


@random_cases(250)
@given(days(most_carers=2, most_stops=4))
def test_the_minutes_are_those_that_the_checker_lets_pass(problem: VisitsProblem) -> None:
    solution = solve(problem, Budget(effort=0.01)).solution
    parts = parts_of(solution.assignments)
    for left in solution.not_planned:
        found = {start for start, _ in fitting(problem, solution.assignments, left.key)}
        assert {start for start in found if start % 10 == 0} == tried(problem, parts, left.key)


@random_cases(100)
@given(days(most_carers=3, most_stops=5))
def test_whoever_is_named_can_give_it(problem: VisitsProblem) -> None:
    solution = solve(problem, Budget(effort=0.01)).solution
    for wanted in problem.stops:
        others = [part for part in solution.assignments if part.stop != wanted.key]
        for start, who in fitting(problem, others, wanted.key)[:3]:
            parts = [*parts_of(tuple(others)), *((wanted.key, one, start) for one in who)]
            assert check(problem, plan(problem, *parts, pauses=tuple(rested(problem, parts)))) == []


def rested(problem: VisitsProblem, parts: list[Part]) -> Iterator[tuple[str, int]]:
    """A pause for everybody who visits, at any minute that the checker lets pass."""
    stops = {one.key: one for one in problem.stops}
    for member in problem.carers:
        hers = sorted(((start, stops[key]) for key, who, start in parts if who == member.key), key=lambda one: one[0])
        route = [(Assignment(one.key, member.key, start, 0, 0), one) for start, one in hers]
        if member.pause is not None and route:
            minutes = range(member.pause.earliest, member.pause.latest)
            yield member.key, next(at for at in minutes if not [*break_breaches(problem, member, route, [at])])


def test_ways_are_kept_on_both_sides() -> None:
    problem = day([carer()], [stop("a", latest=540), stop("b", "home2", earliest=500, latest=700)])
    told = (Assignment("a", "lin", 540, 10, 1),)
    starts = [start for start, _ in fitting(problem, told, "b")]
    assert (starts[0], starts[-1], len(starts)) == (500, 700, 1 + 121)
    assert starts[:2] == [500, 580]


def test_the_pause_keeps_its_room() -> None:
    problem = day([carer(pause=Break(30, 600, 660))], [stop("a", earliest=590, latest=650)])
    assert [start for start, _ in fitting(problem, (), "a")] == [*range(590, 601), *range(630, 651)]


def test_a_linked_visit_keeps_its_distance() -> None:
    link = Link("a", "b", 30, 60)
    problem = day([carer()], [stop("a", latest=540), stop("b", "home2", earliest=500, latest=700)], link)
    starts = [start for start, _ in fitting(problem, (Assignment("a", "lin", 540, 10, 1),), "b")]
    assert (starts[0], starts[-1]) == (600, 630)
