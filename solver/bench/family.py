"""What a family of public instances brings along, so that one command can run them all.

A family is a package `solver/bench/NAME` with `format.py`, `check.py` and the `FAMILY` of `family.py`, and its name in
`FAMILIES` of `__main__.py`.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

BY_EFFORT = frozenset({"week", "places", "desk"})
"""Families that count their work, so that a run can be had again; the others spend seconds."""


@dataclass(frozen=True, slots=True)
class Spending:
    """What one solve may spend: seconds by the wall or, where a family counts its work, effort; cores; seed."""

    seconds: float
    workers: int
    seed: int
    effort: float = 1.0

    @classmethod
    def of(cls, family: str, amount: float, workers: int, seed: int) -> "Spending":
        """`amount` of what the family counts."""
        if family in BY_EFFORT:
            return cls(math.inf, workers, seed, effort=amount)
        return cls(amount, workers, seed)

    def times(self, factor: float) -> "Spending":
        """As much again so many times."""
        return replace(self, seconds=self.seconds * factor, effort=self.effort * factor)


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance on disk: its name, the set whose mean it counts in, and the best cost known, None where unknown."""

    name: str
    group: str
    path: Path
    best_known: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A solution as the text of the file that the family's checker reads, with its cost as we count it.

    `iterations` counts the search's own steps, None where the engine does not tell; `bound` is a proven lower bound
    where there is one; `facts` are further numbers for the JSON line. `reproducible` only where the engine says that
    the same seed gives the same again, to the byte: a limit by the clock gives that up. `improved` tells whether it
    found anything better than what it began with, None where it does not say.
    """

    text: str
    cost: float
    iterations: int | None
    feasible: bool = True
    bound: float | None = None
    facts: Mapping[str, float] = field(default_factory=dict)
    reproducible: bool = False
    improved: bool | None = None
    best_known: float | None = None
    """Where nobody publishes any: the best that we know of ourselves."""


def _nothing(root: Path, instance: Instance) -> None:
    del root, instance


@dataclass(frozen=True, slots=True)
class Family:
    """`instances` lists what lies below the root of all instances, `solve` answers one of them in its seconds.

    Both raise `solver.bench.reading.InstanceError` where a file is not in its format, `prepare` too.
    """

    name: str
    about: str
    instances: Callable[[Path], list[Instance]]
    solve: Callable[[Instance, Spending], Answer]
    warm_up: Callable[[], None]
    """Fills the caches on disk, so that compiling counts in no instance's seconds."""
    suffix: str = ".json"
    """Ending of the solution files."""
    prepare: Callable[[Path, Instance], None] = _nothing
    """Before an instance is solved: makes its file where it is not published, from the root of all instances."""


Solve = Callable[[Instance, Spending], Answer]


def family_of(name: str) -> Family:
    """Of this name; raises ModuleNotFoundError where there is none."""
    family: Family = import_module(f"solver.bench.{name}.family").FAMILY
    return family


def peers_of(name: str) -> Mapping[str, Solve]:
    """Other engines that answer instances of the family, by name; none where it has no `peers.py`."""
    if find_spec(f"solver.bench.{name}.peers") is None:
        return {}
    peers: Mapping[str, Solve] = import_module(f"solver.bench.{name}.peers").PEERS
    return peers
