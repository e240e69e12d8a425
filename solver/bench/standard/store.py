"""What was measured, kept as lines of JSON beside the page: a batch that was interrupted goes on where it stopped."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from solver.bench.reading import InstanceError, reading
from solver.bench.report import Row
from solver.bench.writing import write_whole


@dataclass(frozen=True, slots=True)
class Case:
    """One run of one engine on one instance."""

    family: str
    engine: str
    instance: str
    asked: float
    """Seconds by the wall, or effort where the family counts its work."""
    workers: int
    seed: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A case as it came out: gap in percent or None, and the day it was measured on.

    `seconds` by the wall, `machine`, `reproducible` and `improved` (docs of `Answer`) are unknown of older runs.
    """

    case: Case
    group: str
    feasible: bool
    cost: float
    gap: float | None
    bound: float | None
    cpu_seconds: float
    peak_mb: float
    left_out: int
    day: str
    facts: Mapping[str, float] = field(default_factory=dict, hash=False)
    """Further figures of a family that is told by them."""
    seconds: float | None = None
    machine: str = ""
    reproducible: bool | None = None
    improved: bool | None = None


WITH_FACTS = {"desk", "places", "week"}
"""Families told by figures of their own, too; only theirs are kept."""
ALWAYS = {"gap", "bound"}
"""Told in a line also where unknown."""


def kept(case: Case, row: Row, day: str, machine: str) -> Kept:
    """What is kept of a run: its own figures only where the family is told by them."""
    return Kept(
        case,
        row.group,
        row.feasible,
        row.cost,
        row.gap,
        row.bound,
        row.cpu_seconds,
        row.peak_mb,
        int(row.facts.get("left_out", 0)),
        day,
        row.facts if case.family in WITH_FACTS else {},
        row.seconds,
        machine,
        row.reproducible,
        row.improved,
    )


def load(file: Path) -> dict[Case, Kept]:
    """The last line of each case counts; half a line at the end, of a run that was killed, does not. Raises
    InstanceError with any other line that cannot be read."""
    return {one.case: one for one in _lines(file)} if file.exists() else {}


def _lines(file: Path) -> Iterator[Kept]:
    for number, line in enumerate(file.read_text("utf-8").splitlines(keepends=True), 1):
        try:
            with reading(file, f"line {number}", "remove it and it is measured again"):
                one = _read(json.loads(line))
        except InstanceError as error:
            if line.endswith("\n"):
                raise
            print(f"{error}; it was not written to its end and does not count", file=sys.stderr)
        else:
            yield one


def _read(told: dict[str, Any]) -> Kept:
    """In older lines the seconds stand among a family's own figures."""
    facts = dict(told.get("facts", {}))
    seconds = facts.pop("seconds", None)
    return Kept(**{"seconds": seconds, **told, "facts": facts, "case": Case(**told["case"])})


def add(file: Path, one: Kept) -> None:
    """In one write, so that runs at the same time do not mix their lines."""
    with file.open("a", encoding="utf-8") as out:
        out.write(_line(one))


def tidy(file: Path) -> None:
    """One line each, in an order of their own, so that a change of figures is all that a difference shows.

    Of what the file says now: another run may have added to it meanwhile.
    """
    if file.exists():
        ordered = sorted(load(file).values(), key=lambda one: json.dumps(asdict(one.case)))
        write_whole(file, "".join(map(_line, ordered)))


def _line(one: Kept) -> str:
    known = {name: value for name, value in asdict(one).items() if name in ALWAYS or value not in (None, "", {})}
    return json.dumps(known) + "\n"
