"""Rosters found so far for each person, each once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from solver.rostering.engine.problem import OFF, Problem, Roster, own_cost


@dataclass(frozen=True, slots=True)
class Column:
    """One roster of one person with her own cost; `cells` are day * shifts + shift where she works."""

    person: int
    roster: Roster
    cost: int
    cells: NDArray[np.int64]


def column_of(problem: Problem, person: int, roster: Roster) -> Column:
    """The roster as a column of hers."""
    days = np.flatnonzero(roster != OFF)
    return Column(person, roster, own_cost(problem, person, roster), days * problem.shifts + roster[days])


@dataclass(slots=True)
class Pool:
    """Columns by person, in the order they came."""

    _by_person: dict[int, dict[bytes, Column]] = field(default_factory=dict)

    def add(self, column: Column) -> None:
        """Once, however often it comes."""
        self._by_person.setdefault(column.person, {}).setdefault(column.roster.tobytes(), column)

    def of(self, person: int) -> Iterator[Column]:
        """All of one person, in the order they came."""
        yield from self._by_person.get(person, {}).values()
