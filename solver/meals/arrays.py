"""The problem as whole numbers in arrays, for the compiled search; node 0 is the kitchen, node i + 1 drop i."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.meals.prices import open_prices
from solver.meals.problem import Carrier, Drop, RoundsProblem
from solver.rules import weight

Ints = NDArray[np.int64]
NEVER = 1 << 40
"""Later than any minute of a plan."""


class Arrays(NamedTuple):
    """`travel[mode, from, to]` in minutes; `near[i]` all drops by distance from drop i, itself first."""

    travel: Ints
    near: Ints
    boxes: Ints
    wave: Ints
    deadline: Ints
    """By drop: the last minute at its door."""
    access: Ints
    price: Ints
    """Of leaving a drop open, scaled so that no way is too dear to go."""
    plain_price: Ints
    """The same, whoever was told of it."""
    expected_of: Ints
    """By drop: of which carrier it is expected, or -1 where that is nobody who is there."""
    expected_at: Ints
    """By drop: the minute it is expected at, or `NEVER`."""
    surprise: Ints
    """By drop: the price of another carrier, and of each meal at another time."""
    meals: Ints
    """By drop: how many of its meals are expected at that minute."""
    wave_leaves: Ints
    mode: Ints
    room: Ints
    start: Ints
    end: Ints
    twin: Ints
    """By carrier: the last one before her with the same mode, boxes and duty, or -1."""
    most_trips: int
    ride: int
    handover: int
    outdoor: int
    a_minute: int
    a_carrier: int


def arrays_of(problem: RoundsProblem) -> Arrays:
    """Arrays in the order of the problem's drops, carriers and waves."""
    modes = sorted({carrier.mode for carrier in problem.carriers})
    nodes = [problem.travel.index(place) for place in (problem.kitchen, *(drop.place for drop in problem.drops))]
    travel = np.array([problem.travel.minutes[mode][np.ix_(nodes, nodes)] for mode in modes], dtype=np.int64)
    waves = {wave.key: at for at, wave in enumerate(problem.waves)}
    expected = [drop.expected for drop in problem.drops]
    who = {carrier.key: at for at, carrier in enumerate(problem.carriers)}
    a_minute, a_carrier = weight("travel", problem.weights), weight("people_on_duty", problem.weights)
    plain = [drop.open_price for drop in problem.drops]
    scale = 1 + (2 * int(travel.max(initial=0)) * a_minute + a_carrier) // min(plain, default=NEVER)
    return Arrays(
        travel=travel,
        near=_near(travel),
        boxes=_ints(drop.boxes for drop in problem.drops),
        wave=_ints(waves[drop.wave] for drop in problem.drops),
        deadline=_ints(last_minute(problem, drop) for drop in problem.drops),
        access=_ints((0, *(drop.access_minutes for drop in problem.drops))),
        price=_ints(scale * price for price in open_prices(problem)),
        plain_price=_ints(scale * price for price in plain),
        expected_of=_ints(-1 if one is None else who.get(one.carrier, -1) for one in expected),
        expected_at=_ints(NEVER if one is None else one.arrives for one in expected),
        surprise=_ints(0 if one is None else weight(one.rule, problem.weights) for one in expected),
        meals=_ints(0 if one is None else one.meals for one in expected),
        wave_leaves=_ints(wave.leaves for wave in problem.waves),
        mode=_ints(modes.index(carrier.mode) for carrier in problem.carriers),
        room=_ints(carrier.boxes for carrier in problem.carriers),
        start=_ints(carrier.start for carrier in problem.carriers),
        end=_ints(carrier.end for carrier in problem.carriers),
        twin=_twins(problem.carriers),
        most_trips=max((_most_trips(problem, carrier) for carrier in problem.carriers), default=0),
        ride=problem.ride_minutes,
        handover=problem.handover_minutes,
        outdoor=NEVER if problem.outdoor_minutes is None else problem.outdoor_minutes,
        a_minute=a_minute,
        a_carrier=a_carrier,
    )


def last_minute(problem: RoundsProblem, drop: Drop) -> int:
    """When a drop has to be at its door, for the pot and for those who leave."""
    cooked = next(wave.cooked for wave in problem.waves if wave.key == drop.wave)
    return min(cooked + problem.plate_minutes, NEVER if drop.latest is None else drop.latest)


def _ints(numbers: object) -> Ints:
    return np.fromiter(numbers, dtype=np.int64)  # type: ignore[call-overload,no-any-return]


def _near(travel: Ints) -> Ints:
    """By the first mode there is: only a hint which drops to move together."""
    return np.argsort(travel[0, 1:, 1:], axis=1, kind="stable") if len(travel) else np.zeros((0, 0), dtype=np.int64)


def _twins(carriers: tuple[Carrier, ...]) -> Ints:
    last: dict[tuple[str, int, int, int], int] = {}
    twins = []
    for at, carrier in enumerate(carriers):
        kind = carrier.mode, carrier.boxes, carrier.start, carrier.end
        twins.append(last.get(kind, -1))
        last[kind] = at
    return _ints(twins)


def _most_trips(problem: RoundsProblem, carrier: Carrier) -> int:
    """How many trips fit at most between the first boxes and the last useful minute."""
    first = max(carrier.start, min((wave.leaves for wave in problem.waves), default=0))
    last = min(carrier.end, max((wave.cooked for wave in problem.waves), default=0) + problem.plate_minutes)
    shortest = min((_alone(problem, carrier, at) for at in range(len(problem.drops))), default=1)
    return max(0, min(len(problem.drops), (last - first) // max(1, shortest) + 1))


def _alone(problem: RoundsProblem, carrier: Carrier, at: int) -> int:
    drop = problem.drops[at]
    there = problem.travel.between(carrier.mode, problem.kitchen, drop.place)
    back = problem.travel.between(carrier.mode, drop.place, problem.kitchen)
    return there + back + 2 * drop.access_minutes + problem.handover_minutes
