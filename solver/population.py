"""Plans that live beside one another, so that one basin does not hold a search: founders, then children of them.

P. Moscato, "On evolution, search, optimization, genetic algorithms and martial arts", Caltech report 826 (1989).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Generic, TypeVar

Plan = TypeVar("Plan")

PATIENCE = 3
"""So many children for each plan may fail in a row before all plans but the best begin anew."""


@dataclass(slots=True)
class Population(Generic[Plan]):
    """The plans that live now; `vacant` places wait for a founder, for `awaited` ones a founder is being made.

    Several tasks may be under way at once: what is settled last never costs the best plan its place.
    """

    plans: list[Plan]
    cost: Callable[[Plan], int]
    vacant: list[int]
    awaited: set[int] = field(default_factory=set)
    failed: int = 0

    def best(self) -> Plan:
        """The cheapest of all, also of those that are to be founded again."""
        return min(self.plans, key=self.cost)

    def fittest(self, most: int) -> list[Plan]:
        """So many plans, the best first."""
        return sorted(self.plans, key=self.cost)[:most]

    def parents(self, luck: Random, most: int) -> list[int]:
        """Places of up to `most` plans in any order; nobody while a founder is to be made."""
        grown = self._grown()
        return [] if self.vacant else luck.sample(grown, min(most, len(grown)))

    def worst(self, places: Sequence[int]) -> int:
        """Of these places the one with the dearest plan."""
        return max(places, key=lambda at: self.cost(self.plans[at]))

    def next_place(self) -> int:
        """One that waits for a founder."""
        place = self.vacant.pop()
        self.awaited.add(place)
        return place

    def found(self, place: int, founder: Plan) -> None:
        """The founder that was awaited is there."""
        self.plans[place] = founder
        self.awaited.discard(place)
        self.failed = 0

    def bear(self, place: int, child: Plan) -> None:
        """In the place of a plan that is worse, if none of its cost lives; of the worst, where this one is left."""
        grown = self._grown()
        if place not in grown:
            place = self.worst(grown)
        costs = [self.cost(plan) for plan in self.plans]
        if self.cost(child) < costs[place] and self.cost(child) not in costs:
            self.plans[place] = child
            self.failed = 0
            return
        self.failed += 1
        if self.failed > PATIENCE * len(self.plans):
            self.begin_anew()

    def leave(self, place: int) -> None:
        """To be founded again."""
        self.vacant.append(place)

    def begin_anew(self) -> None:
        """All but the best are left."""
        grown = self._grown()
        best = min(grown, key=lambda at: self.cost(self.plans[at]))
        self.vacant += [at for at in grown if at != best]
        self.failed = 0

    def _grown(self) -> list[int]:
        return [at for at in range(len(self.plans)) if at not in self.vacant and at not in self.awaited]
