"""What a solve gives back: the solution, what it costs by rule, what it could not do and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

S = TypeVar("S")
Fact = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Match:
    """One rule at work on one assignment: `amount` in the rule's own unit (minutes, faces, days), `cost` weighted."""

    rule: str
    key: str
    amount: int
    cost: int


@dataclass(frozen=True, slots=True)
class Breach:
    """A hard rule that a solution breaks, with the facts; the checkers return these."""

    rule: str
    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A need left open: the rule that stopped it and the facts of the case (candidates left after each rule, …).

    `minutes` are those that somebody goes without, however many would come for them.
    """

    kind: str
    key: str
    priority_class: int
    minutes: int
    rule: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result(Generic[S]):
    """`bound` is a proven lower bound of the cost where the engine has one; `work` counts work units spent."""

    solution: S
    cost: int
    matches: tuple[Match, ...] = ()
    bound: int | None = None
    proven: bool = False
    work: float = 0.0
    seconds: float = 0.0
    reproducible: bool = True


def cost_by_rule(matches: Iterable[Match]) -> dict[str, int]:
    """The weighted cost of each rule, rules in alphabetical order."""
    costs: dict[str, int] = {}
    for match in matches:
        costs[match.rule] = costs.get(match.rule, 0) + match.cost
    return dict(sorted(costs.items()))
