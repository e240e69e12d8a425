"""The roster: one shift a day at most for each employee."""

from dataclasses import dataclass

from solver.result import Unplanned


@dataclass(frozen=True, slots=True)
class Duty:
    """An employee works a shift type on a day for a cover or a curve, at that one's place."""

    employee: str
    day: int
    shift: str
    cover: str
    place: str


@dataclass(frozen=True, slots=True)
class RosterSolution:
    """`not_planned` lists covers with missing heads, one entry a missing head (key `cover#1`, `cover#2` …)."""

    duties: tuple[Duty, ...]
    not_planned: tuple[Unplanned, ...]
