"""Plans that live beside one another, so that one basin does not hold a search: founders, then children of them.

P. Moscato, "On evolution, search, optimization, genetic algorithms and martial arts", Caltech report 826 (1989).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Generic, TypeVar

Plan = TypeVar("Plan")

PATIENCE = 3
"""So many children for each plan may fail in a row before all plans but the best begin anew."""


@dataclass(slots=True)
class Population(Generic[Plan]):
    """The plans that live now; founders are still to come to the places `unborn`."""

    plans: list[Plan]
    cost: Callable[[Plan], int]
    unborn: list[int]
    failed: int = 0

    def best(self) -> Plan:
        return min(self.plans, key=self.cost)

    def parents(self, luck: Random, most: int) -> list[int]:
        """Places of up to `most` plans in any order; nobody while founders are to come."""
        return [] if self.unborn else luck.sample(range(len(self.plans)), min(most, len(self.plans)))

    def worst(self, places: Sequence[int]) -> int:
        return max(places, key=lambda at: self.cost(self.plans[at]))

    def found(self, place: int, founder: Plan) -> None:
        self.plans[place] = founder
        self.failed = 0

    def bear(self, place: int, child: Plan) -> None:
        """In the place of a plan that is worse, if none of its cost lives."""
        costs = [self.cost(plan) for plan in self.plans]
        if self.cost(child) < costs[place] and self.cost(child) not in costs:
            self.found(place, child)
            return
        self.failed += 1
        if self.failed > PATIENCE * len(self.plans):
            self.begin_anew()

    def begin_anew(self) -> None:
        """All but the best are to be founded again."""
        costs = [self.cost(plan) for plan in self.plans]
        best = costs.index(min(costs))
        self.unborn = [at for at in range(len(self.plans)) if at != best]
        self.failed = 0
