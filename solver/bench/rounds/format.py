"""Routing instances as one kind of problem: windows after Solomon, capacities after Uchoa, lunch rounds as ours."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from solver.meals.engine import board

EVER = board.EVER
"""Later than any time and more than any amount: what is not bounded."""
NOT_SERVED = 10_000_000
"""Price of leaving out a customer who must be served."""


@dataclass(frozen=True, slots=True)
class Vehicles:
    """`count` vehicles alike: out from `depot` at `first`, back by `due` and within `longest`, at `hire` for each."""

    depot: int
    mode: int
    room: int
    first: int
    due: int
    count: int
    longest: int = EVER
    hire: int = 0
    may: tuple[bool, ...] | None = None
    """By customer; None where every vehicle may serve all."""


@dataclass(frozen=True, slots=True)
class Routing:
    """Places are depots first, then customers; `ways` and `tolls` are time and cost by mode from place to place.

    All whole numbers; a cost is `parts` times what is published. `rooms` bounds what leaves each depot.
    """

    ways: NDArray[np.int64]
    tolls: NDArray[np.int64]
    amounts: tuple[int, ...]
    minutes: tuple[int, ...]
    firsts: tuple[int, ...]
    dues: tuple[int, ...]
    prices: tuple[int, ...]
    rooms: tuple[int, ...]
    vehicles: tuple[Vehicles, ...]
    xy: tuple[tuple[float, float], ...]
    parts: int = 1

    @property
    def depots(self) -> int:
        return len(self.rooms)

    @property
    def timed(self) -> bool:
        return any(due < EVER for due in self.dues)


Tour = tuple[int, list[int]]
"""Which vehicles, by their number, and the customers in order, the first of all being 0."""


def solution_text(path: Path, tours: Sequence[Tour]) -> str:
    """The file that the checker of the instances reads."""
    if path.suffix == ".json":
        return json.dumps({"routes": [[row, customers] for row, customers in tours]})
    return json.dumps({"routes": [[customer + 1 for customer in customers] for _, customers in tours]})


def solomon(text: str) -> Routing:
    """Distances cut to a tenth, as in the published costs."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    head = next(at for at, line in enumerate(lines) if line[0] == "NUMBER")
    count, room = map(int, lines[head + 1][:2])
    rows = [list(map(float, line)) for line in lines[head + 2 :] if len(line) == 7 and line[0].isdigit()]
    xy = tuple((row[1], row[2]) for row in rows)
    ways = np.floor(10 * _euclid(xy) + 1e-9).astype(np.int64)[None]
    first, due, stay = (tuple(round(10 * row[column]) for row in rows) for column in (4, 5, 6))
    return Routing(
        ways=ways,
        tolls=ways,
        amounts=tuple(round(row[3]) for row in rows[1:]),
        minutes=stay[1:],
        firsts=first[1:],
        dues=due[1:],
        prices=(NOT_SERVED,) * (len(rows) - 1),
        rooms=(EVER,),
        vehicles=(Vehicles(0, 0, room, first[0], due[0], count),),
        xy=xy,
        parts=10,
    )


def uchoa(text: str) -> Routing:
    """Distances rounded to whole numbers."""
    room = int(_word(r"CAPACITY\s*:\s*(\d+)", text))
    xy = tuple((float(x), float(y)) for _, x, y in _rows(text, "NODE_COORD_SECTION", "DEMAND_SECTION"))
    amounts = tuple(int(amount) for _, amount in _rows(text, "DEMAND_SECTION", "DEPOT_SECTION"))
    customers = len(amounts) - 1
    tolls = (_euclid(xy) + 0.5).astype(np.int64)[None]
    return Routing(
        ways=np.zeros_like(tolls),
        tolls=tolls,
        amounts=amounts[1:],
        minutes=(0,) * customers,
        firsts=(0,) * customers,
        dues=(EVER,) * customers,
        prices=(NOT_SERVED,) * customers,
        rooms=(EVER,),
        vehicles=(Vehicles(0, 0, room, 0, EVER, customers),),
        xy=xy,
    )


def _euclid(xy: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    points = np.array(xy)
    distance: NDArray[np.float64] = np.sqrt(((points[:, None] - points[None]) ** 2).sum(-1))
    return distance


def _word(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(f"no {pattern}")
    return found.group(1)


def _rows(text: str, start: str, end: str) -> list[list[str]]:
    return [line.split() for line in text.split(start)[1].split(end, maxsplit=1)[0].splitlines() if line.strip()]
