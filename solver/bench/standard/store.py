"""What was measured, kept as lines of JSON beside the page: a batch that was interrupted goes on where it stopped."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from solver.bench.report import Row


@dataclass(frozen=True, slots=True)
class Case:
    """One run of one engine on one instance."""

    family: str
    engine: str
    instance: str
    asked: float
    """Seconds by the wall."""
    workers: int
    seed: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A case as it came out: gap in percent or None, and the day it was measured on."""

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


WITH_FACTS = {"desk", "week"}
"""Families told by figures of their own, too; only theirs are kept, with the seconds by the wall."""


def kept(case: Case, row: Row, day: str) -> Kept:
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
        {**row.facts, "seconds": row.seconds} if case.family in WITH_FACTS else {},
    )


def load(file: Path) -> dict[Case, Kept]:
    """The last line of each case counts."""
    if not file.exists():
        return {}
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    found = [Kept(**{**line, "case": Case(**line["case"])}) for line in lines]
    return {one.case: one for one in found}


def add(file: Path, one: Kept) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.write(_line(one))


def tidy(file: Path, every: Iterable[Kept]) -> None:
    """One line each, in an order of their own, so that a change of figures is all that a difference shows."""
    ordered = sorted(every, key=lambda one: json.dumps(asdict(one.case)))
    file.write_text("".join(map(_line, ordered)), "utf-8")


def _line(one: Kept) -> str:
    return json.dumps({name: value for name, value in asdict(one).items() if value != {}}) + "\n"
