"""The rounds: each a carrier's trip from the kitchen with its drops in order."""

from dataclasses import dataclass

from solver.result import Unplanned


@dataclass(frozen=True, slots=True)
class Delivery:
    """A drop handed over at `arrives` after `travel` minutes from the door before."""

    drop: str
    arrives: int
    travel: int


@dataclass(frozen=True, slots=True)
class Round:
    """`trip` counts a carrier's rounds of the meal from 1, with those that had left before the plan begins.

    `leaves` and `returns` are at the kitchen; `vehicle` is empty when she goes on foot.
    """

    carrier: str
    vehicle: str
    trip: int
    wave: str
    leaves: int
    returns: int
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class RoundsSolution:
    """The rounds of one meal, and the meals nobody brings."""

    rounds: tuple[Round, ...]
    not_planned: tuple[Unplanned, ...]
