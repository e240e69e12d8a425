"""Routing instances as one kind of problem: windows after Solomon, capacities after Uchoa, lunch rounds as ours."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from solver.bench.reading import InstanceError, Row, below, reading, rows
from solver.meals.engine import board

EVER = board.EVER
"""Later than any time and more than any amount: what is not bounded."""
NOT_SERVED = 10_000_000
"""Price of leaving out a customer who must be served."""


@dataclass(frozen=True, slots=True)
class Vehicles:
    """`count` vehicles alike: out from `depot` at `first`, back by `due` and within `longest`, at `hire` for each.

    Raises ValueError where there is less than none of anything, or more than can be counted.
    """

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

    def __post_init__(self) -> None:
        _counted("vehicles", room=self.room, first=self.first, due=self.due, count=self.count)


def _counted(whose: str, **numbers: float) -> None:
    """Raises ValueError where one is less than none, more than can be counted, or no number."""
    if not all(0 <= number <= EVER for number in numbers.values()):
        told = ", ".join(f"{name} {number}" for name, number in numbers.items())
        raise ValueError(f"{whose}: {told}, and each is 0 to {EVER}")


@dataclass(frozen=True, slots=True)
class Routing:
    """Places are depots first, then customers; `ways` and `tolls` are time and cost by mode from place to place.

    All whole numbers; a cost is `parts` times what is published. `rooms` bounds what leaves each depot. Raises
    ValueError without customers, and where there is less than none of anything, or more than can be counted.
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

    def __post_init__(self) -> None:
        if not self.amounts:
            raise ValueError("no customers")
        asked = zip(self.amounts, self.minutes, self.firsts, self.dues, strict=True)
        for customer, numbers in enumerate(asked, 1):
            _counted(f"customer {customer}", amount=numbers[0], minutes=numbers[1], first=numbers[2], due=numbers[3])
        for depot, room in enumerate(self.rooms):
            _counted(f"depot {depot}", room=room)
        for name, table in (("ways", self.ways), ("tolls", self.tolls)):
            _counted(name, least=table.min(), most=table.max())

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


def solomon(file: Path, text: str) -> Routing:
    """Distances cut to a tenth, as in the published costs. Raises InstanceError."""
    lines = rows(file, text)
    fleet = below(file, lines, "NUMBER")[0]
    count, room = map(fleet.whole, fleet.of(2))
    places = _numbered(below(file, lines, "CUST"), 7, first=0)
    xy = tuple((row[1], row[2]) for row in places)
    ways = np.floor(10 * _euclid(xy) + 1e-9).astype(np.int64)[None]
    first, due, stay = (tuple(round(10 * row[column]) for row in places) for column in (4, 5, 6))
    return Routing(
        ways=ways,
        tolls=ways,
        amounts=tuple(round(row[3]) for row in places[1:]),
        minutes=stay[1:],
        firsts=first[1:],
        dues=due[1:],
        prices=(NOT_SERVED,) * (len(places) - 1),
        rooms=(EVER,),
        vehicles=(Vehicles(0, 0, room, first[0], due[0], count),),
        xy=xy,
        parts=10,
    )


def uchoa(file: Path, text: str) -> Routing:
    """Distances rounded to whole numbers. Raises InstanceError."""
    head, sections = _parts(file, text)
    with reading(file, "the lines on top"):
        ways_as, size, room = head["EDGE_WEIGHT_TYPE"], int(head["DIMENSION"]), int(head["CAPACITY"])
    if ways_as != "EUC_2D":
        raise InstanceError(file, "EDGE_WEIGHT_TYPE", f"{ways_as}, not EUC_2D", "only ways in the plane are read")
    if [word for row in sections.get("DEPOT_SECTION", ()) for word in row.words][:2] != ["1", "-1"]:
        raise InstanceError(file, "DEPOT_SECTION", "not the first place, and it alone")
    xy = tuple((x, y) for _, x, y in _section(file, sections, "NODE_COORD_SECTION", 3, size))
    amounts = tuple(round(amount) for _, amount in _section(file, sections, "DEMAND_SECTION", 2, size))
    customers = size - 1
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


def _numbered(lines: Sequence[Row], columns: int, first: int) -> list[list[float]]:
    """Rows of numbers; the first column counts up."""
    found = []
    for number, row in enumerate(lines, first):
        if row.words[0] != str(number):
            raise row.fault(f"number {number} is missing, here is {row.words[0]}")
        found.append(row.numbers(columns))
    return found


def _parts(file: Path, text: str) -> tuple[dict[str, str], dict[str, list[Row]]]:
    """What stands on top by its name, and the rows of each section."""
    head: dict[str, str] = {}
    sections: dict[str, list[Row]] = {}
    section: list[Row] | None = None
    for row in rows(file, text):
        if row.words[0].endswith("_SECTION"):
            section = sections.setdefault(row.words[0], [])
        elif section is not None:
            section.append(row)
        else:
            name, _, value = " ".join(row.words).partition(":")
            head[name.strip()] = value.strip()
    return head, sections


def _section(
    file: Path, sections: Mapping[str, Sequence[Row]], name: str, columns: int, size: int
) -> list[list[float]]:
    found = _numbered(sections.get(name, ()), columns, first=1)
    if len(found) != size:
        raise InstanceError(file, name, f"rows: {len(found)} instead of {size}")
    return found
