"""Familiar faces: how few carers an elder sees in a week, counted one way wherever it is told."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

FEW = 2
"""An elder whose visits come from at most so many carers has a steady week."""


@dataclass(frozen=True, slots=True)
class Faces:
    """Elders who are visited in the week, and those who see few carers; their visits, and those by her two commonest.

    A visit by two carers at once counts for both.
    """

    steady: int
    visited: int
    familiar: int = 0
    visits: int = 0

    def __add__(self, other: "Faces") -> "Faces":
        return Faces(
            self.steady + other.steady,
            self.visited + other.visited,
            self.familiar + other.familiar,
            self.visits + other.visits,
        )


def faces_of(parts: Iterable[tuple[Hashable, Hashable]]) -> Faces:
    """Of an elder and a carer for every carer's part of a visit."""
    came: dict[Hashable, Counter[Hashable]] = {}
    for elder, carer in parts:
        came.setdefault(elder, Counter())[carer] += 1
    return Faces(
        steady=sum(len(carers) <= FEW for carers in came.values()),
        visited=len(came),
        familiar=sum(number for carers in came.values() for _, number in carers.most_common(FEW)),
        visits=sum(carers.total() for carers in came.values()),
    )
