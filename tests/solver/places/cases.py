"""Tiny districts for the tests of places: two kitchens, two rooms, and problems drawn at random."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from solver.places.problem import Limit, Option, PlacesProblem, Request, Supply
from solver.places.solution import Place, PlacesSolution
from solver.places.solve import solution_of


def meal(key: str, *options: tuple[str, int], priority_class: int = 2, minutes: int = 30) -> Request:
    return Request(key, "meal", priority_class, minutes, tuple(Option(*option) for option in options))


def seat(key: str, *options: tuple[str, int], staff: int = 10, priority_class: int = 2) -> Request:
    chosen = tuple(Option(*option) for option in options)
    return Request(key, "seat", priority_class, 240, chosen, {"staff_ratio": staff})


def kitchens(*requests: Request, portions: int = 2, soft: int = 1) -> PlacesProblem:
    """Two kitchens with one wave each: `portions` in all, `soft` of them soft food."""
    supplies = [
        Supply(f"{kitchen}-{diet}", (kitchen, f"{kitchen}-{diet}")) for kitchen in "AB" for diet in ("plain", "soft")
    ]
    limits = [Limit(kitchen, "kitchen_portions", portions) for kitchen in "AB"]
    limits += [Limit(f"{kitchen}-plain", "kitchen_diet", portions) for kitchen in "AB"]
    limits += [Limit(f"{kitchen}-soft", "kitchen_diet", soft) for kitchen in "AB"]
    return PlacesProblem(requests, tuple(supplies), tuple(limits))


def rooms(*requests: Request, seats: int = 2, staff: int = 60) -> PlacesProblem:
    """Two rooms with a morning, an afternoon and a whole-day session, and one member of staff (60 sixtieths) each."""
    supplies, limits = [], []
    for room in "AB":
        halves = {half: (f"{room}-{half}-seats", f"{room}-{half}-staff") for half in ("am", "pm")}
        supplies += [Supply(f"{room}-{half}", drawn) for half, drawn in halves.items()]
        supplies.append(Supply(f"{room}-day", halves["am"] + halves["pm"]))
        for half in halves:
            limits.append(Limit(f"{room}-{half}-seats", "zone_seats", seats))
            limits.append(Limit(f"{room}-{half}-staff", "staff_ratio", staff, by_weight=True))
    return PlacesProblem(requests, tuple(supplies), tuple(limits))


def hers(problem: PlacesProblem, *keys: str) -> PlacesProblem:
    """The same rooms where these requests are one elder's: of what takes the same half of the day she gets one."""
    name, draws = "+".join(keys), {supply.key: supply.limits for supply in problem.supplies}
    requests = {request.key: request for request in problem.requests}
    options = {key: tuple(Option(f"{one.supply}/{name}", one.cost) for one in requests[key].options) for key in keys}
    own = {option.supply for key in keys for option in requests[key].options}
    halves = {supply: _halves(supply) for supply in own}
    return PlacesProblem(
        tuple(replace(one, options=options.get(one.key, one.options)) for one in problem.requests),
        (
            *problem.supplies,
            *(
                Supply(f"{one}/{name}", (*draws[one], *(f"{name}-{half}" for half in halves[one])))
                for one in sorted(own)
            ),
        ),
        (*problem.limits, *(Limit(f"{name}-{half}", "elder_in_one_place", 1) for half in ("am", "pm"))),
    )


def _halves(supply: str) -> tuple[str, ...]:
    session = supply.partition("-")[2]
    return ("am", "pm") if session == "day" else (session,)


def placed(problem: PlacesProblem, chosen: Mapping[str, str]) -> PlacesSolution:
    """The places given by hand, everybody else waiting."""
    everybody = solution_of(problem, dict(chosen))
    return PlacesSolution(tuple(Place(key, supply) for key, supply in chosen.items()), everybody.not_planned)


def best_by_trying_all(problem: PlacesProblem) -> tuple[int, int]:
    """The least open price, and the least option cost with it."""
    limits = {limit.key: limit for limit in problem.limits}
    draws = {supply.key: supply.limits for supply in problem.supplies}
    best = None
    for choice in product(*((None, *request.options) for request in problem.requests)):
        room = {key: limit.capacity for key, limit in limits.items()}
        for request, option in zip(problem.requests, choice, strict=True):
            for key in draws[option.supply] if option else ():
                room[key] -= limits[key].units(request)
        if min(room.values(), default=0) >= 0:
            pairs = list(zip(problem.requests, choice, strict=True))
            price = sum(request.open_price for request, option in pairs if option is None)
            cost = price, sum(option.cost for _, option in pairs if option is not None)
            best = cost if best is None or cost < best else best
    assert best is not None
    return best


@st.composite
def problems(draw: st.DrawFn, nested: bool | None = None, most: int = 12) -> PlacesProblem:
    """Kitchens (limits nest) or rooms (they cross and weigh), scarce as a rule."""
    size = draw(st.integers(0, most))
    if draw(st.booleans()) if nested is None else nested:
        return kitchens(
            *(draw(_meal(at)) for at in range(size)), portions=draw(st.integers(0, 4)), soft=draw(st.integers(0, 2))
        )
    problem = rooms(
        *(draw(_seat(at)) for at in range(size)), seats=draw(st.integers(0, 4)), staff=draw(st.integers(0, 80))
    )
    one_elders = draw(st.lists(st.sampled_from(problem.requests), unique_by=lambda one: one.key)) if size else []
    return hers(problem, *(one.key for one in one_elders)) if len(one_elders) > 1 else problem


@st.composite
def _meal(draw: st.DrawFn, at: int) -> Request:
    diet = draw(st.sampled_from(["plain", "soft"]))
    houses = draw(st.lists(st.sampled_from("AB"), unique=True))
    options = ((f"{house}-{diet}", draw(st.integers(0, 90))) for house in houses)
    return meal(f"m{at}", *options, priority_class=draw(st.integers(1, 4)), minutes=draw(st.sampled_from([20, 30])))


@st.composite
def _seat(draw: st.DrawFn, at: int) -> Request:
    session = draw(st.sampled_from(["am", "pm", "day"]))
    houses = draw(st.lists(st.sampled_from("AB"), unique=True))
    options = ((f"{house}-{session}", draw(st.integers(0, 90))) for house in houses)
    staff = draw(st.sampled_from([4, 10, 20, 60]))
    return seat(f"s{at}", *options, staff=staff, priority_class=draw(st.integers(1, 4)))
