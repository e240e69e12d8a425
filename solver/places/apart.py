"""Problems of places that share no limit are solved side by side, and their answers put together again."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from solver.groups import groups
from solver.places.problem import PlacesProblem
from solver.places.solution import PlacesSolution
from solver.result import Result

LEAST_OPTIONS = 4000
"""What is worth a way to another process."""


def apart(problem: PlacesProblem, least: int = LEAST_OPTIONS) -> list[PlacesProblem]:
    """The same requests in problems of `least` options and more, of which no two draw on one limit; one at least.

    Requests, supplies and limits keep their order.
    """
    number = _numbered(problem)
    draws = [{number[option.supply] for option in request.options} for request in problem.requests]
    sizes = [len(request.options) for request in problem.requests]
    bundles = list(_bundled(groups(draws), sizes, least))
    return [_only(problem, bundle, number) for bundle in bundles] if len(bundles) > 1 else [problem]


def _numbered(problem: PlacesProblem) -> dict[str, int]:
    """By supply: what hangs together by its limits."""
    together = groups([supply.limits for supply in problem.supplies])
    return {problem.supplies[at].key: number for number, group in enumerate(together) for at in group}


def _bundled(found: Iterable[Sequence[int]], sizes: Sequence[int], least: int) -> Iterator[list[int]]:
    """Groups one after the other until they are worth it; what is left at the end goes with the last of those."""
    ready: list[int] = []
    growing: list[int] = []
    options = 0
    for group in found:
        growing += group
        options += sum(sizes[at] for at in group)
        if options >= least:
            if ready:
                yield sorted(ready)
            ready, growing, options = growing, [], 0
    yield sorted(ready + growing)


def _only(problem: PlacesProblem, bundle: Collection[int], number: dict[str, int]) -> PlacesProblem:
    requests = tuple(problem.requests[at] for at in bundle)
    mine = {number[option.supply] for request in requests for option in request.options}
    supplies = tuple(supply for supply in problem.supplies if number[supply.key] in mine)
    drawn = {key for supply in supplies for key in supply.limits}
    return PlacesProblem(requests, supplies, tuple(limit for limit in problem.limits if limit.key in drawn))


def together(problem: PlacesProblem, answers: Sequence[Result[PlacesSolution]]) -> Result[PlacesSolution]:
    """The answers to `apart` of a problem as one, places and who waits in the order of its requests; the seconds are
    those of all of them."""
    order = {request.key: at for at, request in enumerate(problem.requests)}
    places = chain.from_iterable(answer.solution.places for answer in answers)
    left = chain.from_iterable(answer.solution.not_planned for answer in answers)
    return replace(
        answers[0],
        solution=PlacesSolution(
            tuple(sorted(places, key=lambda place: order[place.request])),
            tuple(sorted(left, key=lambda need: order[need.key])),
        ),
        cost=sum(answer.cost for answer in answers),
        matches=tuple(chain.from_iterable(answer.matches for answer in answers)),
        bound=sum(answer.bound or 0 for answer in answers),
        proven=all(answer.proven for answer in answers),
        work=sum(answer.work for answer in answers),
        seconds=sum(answer.seconds for answer in answers),
        reproducible=all(answer.reproducible for answer in answers),
    )
