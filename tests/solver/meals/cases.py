"""One small kitchen for the tests of rounds, and kitchens drawn at random."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from solver.meals.problem import Carrier, Drop, Expected, RoundsProblem, Wave
from solver.meals.reasons import waiting
from solver.meals.schedule import rounds_of
from solver.meals.solution import RoundsSolution
from solver.travel.matrix import Travel

ELEVEN = 11 * 60
EARLY, LATE = Wave("early", ELEVEN - 40, ELEVEN - 20), Wave("late", ELEVEN - 10, ELEVEN + 10)


def along_a_street(houses: Iterable[int], *modes: str) -> Travel:
    """The kitchen at metre nought and houses at so many minutes by e-bike; on foot it takes three times as long."""
    at = np.array([0, *houses])
    minutes = np.abs(at[:, None] - at[None, :]).astype(np.int32)
    places = ("kitchen", *(f"house{number}" for number in range(len(at) - 1)))
    return Travel(places, {mode: minutes * (3 if mode == "walk" else 1) for mode in modes or ("ebike", "walk")})


def rider(key: str = "lin", boxes: int = 10, start: int = ELEVEN - 60, end: int = ELEVEN + 120) -> Carrier:
    return Carrier(key, f"{key}'s e-bike", "ebike", boxes, start, end)


def drop(number: int, boxes: int = 1, wave: str = "early", access: int = 1, priority_class: int = 2) -> Drop:
    return Drop(f"door{number}", f"house{number}", boxes, wave, access, priority_class)


def kitchen(
    carriers: Iterable[Carrier],
    drops: Iterable[Drop],
    houses: Iterable[int] = (5, 10, 15, 20),
    ride: int = 45,
    plate: int = 120,
    outdoor: int | None = None,
) -> RoundsProblem:
    """Two waves, early and late; hand-over takes two minutes."""
    return RoundsProblem(
        "kitchen", (EARLY, LATE), tuple(carriers), tuple(drops), along_a_street(houses), ride, plate, 2, outdoor
    )


def planned(problem: RoundsProblem, **trips: list[list[str]]) -> RoundsSolution:
    """Rounds by hand, as early as they go, everybody else waiting."""
    rounds = rounds_of(problem, trips)
    return RoundsSolution(rounds, waiting(problem, rounds))


def shortest_by_trying_all(problem: RoundsProblem) -> int:
    """Travel minutes of the best way to bring all drops with one carrier and no limit but her boxes."""
    carrier = problem.carriers[0]
    brought = frozenset[str]()
    return _least(problem, carrier, problem.drops, brought)


def _least(problem: RoundsProblem, carrier: Carrier, left: tuple[Drop, ...], brought: frozenset[str]) -> int:
    todo = [one for one in left if one.key not in brought]
    if not todo:
        return 0
    least = 1 << 30
    for trip in _trips_with(todo[0], todo[1:]):
        if sum(one.boxes for one in trip) <= carrier.boxes and len({one.wave for one in trip}) == 1:
            stops = [problem.kitchen, *(one.place for one in trip), problem.kitchen]
            way = sum(problem.travel.between(carrier.mode, start, end) for start, end in pairwise(stops))
            least = min(least, way + _least(problem, carrier, left, brought | {one.key for one in trip}))
    return least


def _trips_with(first: Drop, others: list[Drop]) -> Iterable[tuple[Drop, ...]]:
    from itertools import combinations, permutations

    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            yield from permutations((first, *chosen))


@st.composite
def problems(draw: st.DrawFn, most: int = 10) -> RoundsProblem:
    """A town in the plane, carriers on e-bikes and on foot; often more drops than they can bring."""
    size = draw(st.integers(0, most))
    seed = draw(st.integers(0, 2**16))
    points = np.random.default_rng(seed).integers(0, draw(st.integers(2, 30)), (size + 1, 2))
    way = np.ceil(np.hypot(*(points[:, None] - points[None, :]).transpose(2, 0, 1))).astype(np.int32)
    places = ("kitchen", *(f"house{number}" for number in range(size)))
    return RoundsProblem(
        "kitchen",
        (EARLY, LATE),
        tuple(draw(_carrier(number)) for number in range(draw(st.integers(0, 3)))),
        tuple(draw(_drop(number)) for number in range(size)),
        Travel(places, {"ebike": way, "walk": way * 3}),
        draw(st.sampled_from([15, 45])),
        draw(st.sampled_from([45, 120])),
        2,
        draw(st.sampled_from([None, 40, 120])),
    )


@st.composite
def _carrier(draw: st.DrawFn, number: int) -> Carrier:
    start = ELEVEN + draw(st.integers(-60, 60))
    mode = draw(st.sampled_from(["ebike", "walk"]))
    return Carrier(f"c{number}", f"v{number}", mode, draw(st.integers(1, 6)), start, start + draw(st.integers(10, 150)))


@st.composite
def _drop(draw: st.DrawFn, number: int) -> Drop:
    wave = draw(st.sampled_from(["early", "late"]))
    access, grade = draw(st.integers(0, 5)), draw(st.integers(1, 4))
    one = drop(number, draw(st.sampled_from([1, 1, 2, 5])), wave, access, grade)
    leave = st.none() | st.none() | st.integers(ELEVEN - 20, ELEVEN + 60)
    return replace(one, expected=draw(st.none() | _expected()), told=draw(st.booleans()), latest=draw(leave))


def _expected() -> st.SearchStrategy[Expected]:
    """Also of carriers who are not there, and at times that cannot be."""
    rules = st.sampled_from(["changed_after_publish", "steady_meals"])
    meals = st.integers(1, 5)
    carriers, trips = st.sampled_from(["c0", "c1", "nobody"]), st.integers(1, 3)
    return st.builds(Expected, carriers, trips, st.integers(ELEVEN - 60, ELEVEN + 120), rules, st.none(), meals)
