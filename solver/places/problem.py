"""Who gets which place: a kitchen's portion or a zone's seat, over the tiers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from solver.keys import refuse_repeated
from solver.rules import CLASS_WEIGHT


class Option(NamedTuple):
    """A supply that could serve a request, and what that costs: `apart` names the rules other than `travel` and what
    each has of the cost.

    There are a hundred thousand in a district: a tuple goes to another process in a third of a data class's time.
    """

    supply: str
    cost: int
    apart: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One promise: it takes one of each limit of its place, or its weight where a limit counts by weight.

    `options` are those that distance, diet and opening hours leave; `ruled_out` counts what each rule took away,
    in the order in which the rules are tried, so that a request without a place can say how far the best supply came.
    Raises ValueError on an unknown class, minutes below one, a negative cost, weight or keep, or one supply twice.
    """

    key: str
    kind: str
    """meal or seat"""
    priority_class: int
    minutes: int
    options: tuple[Option, ...]
    weights: Mapping[str, int] = field(default_factory=dict)
    """Units taken of limits that are not counted by head: staff_ratio → parts of a member of staff."""
    keep: int = 0
    """How much it matters that she is not the one who waits, in the measure of option costs. It counts only among
    requests of one open price that contend for limits which cannot hold them all."""
    ruled_out: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.priority_class not in CLASS_WEIGHT or self.minutes < 1:
            raise ValueError(f"request {self.key}: impossible class or minutes")
        if any(option.cost < 0 for option in self.options):
            raise ValueError(f"request {self.key}: negative cost of an option")
        if self.keep < 0:
            raise ValueError(f"request {self.key}: negative keep")
        if any(units < 0 for units in self.weights.values()):
            raise ValueError(f"request {self.key}: negative weight")
        if len({option.supply for option in self.options}) != len(self.options):
            raise ValueError(f"request {self.key}: a supply is offered twice")

    @property
    def open_price(self) -> int:
        """What it costs to leave the request open (rule not_planned)."""
        return CLASS_WEIGHT[self.priority_class] * self.minutes


@dataclass(frozen=True, slots=True)
class Supply:
    """A wave of a kitchen for one diet, or a zone for a session, or for one elder's; `limits` are what it draws on."""

    key: str
    limits: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.limits)) != len(self.limits):
            raise ValueError(f"supply {self.key}: a limit stands twice")


@dataclass(frozen=True, slots=True)
class Limit:
    """A capacity shared by supplies: a rule name, how much there is, and how requests are counted.

    `by_weight` limits count `Request.weights[rule]`, the others one a request. A seat limit holds for one
    stretch of time, so a session that spans two stretches draws on two limits.
    """

    key: str
    rule: str
    """kitchen_portions, kitchen_diet, zone_seats, staff_ratio, or elder_in_one_place of what is one elder's"""
    capacity: int
    by_weight: bool = False

    def __post_init__(self) -> None:
        if self.capacity < 0:
            raise ValueError(f"limit {self.key}: negative capacity")

    def units(self, request: Request) -> int:
        """What the request takes of this limit."""
        return request.weights.get(self.rule, 0) if self.by_weight else 1


@dataclass(frozen=True, slots=True)
class PlacesProblem:
    """Raises ValueError when a request names an unknown supply, a supply an unknown limit, or a key stands twice."""

    requests: tuple[Request, ...]
    supplies: tuple[Supply, ...]
    limits: tuple[Limit, ...]

    def __post_init__(self) -> None:
        supplies = {supply.key for supply in self.supplies}
        limits = {limit.key for limit in self.limits}
        if missing := {option.supply for request in self.requests for option in request.options} - supplies:
            raise ValueError(f"unknown supplies {sorted(missing)[:3]}")
        if missing := {limit for supply in self.supplies for limit in supply.limits} - limits:
            raise ValueError(f"unknown limits {sorted(missing)[:3]}")
        refuse_repeated("request", (request.key for request in self.requests))
        refuse_repeated("supply", (supply.key for supply in self.supplies))
        refuse_repeated("limit", (limit.key for limit in self.limits))
