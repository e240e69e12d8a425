"""The routes of a day: every planned stop with its carers and minutes."""

from dataclasses import dataclass

from solver.result import Unplanned


@dataclass(frozen=True, slots=True)
class Assignment:
    """One carer's part of a stop: she starts at `start` after `travel` minutes from the stop before, as her `order`-th."""

    stop: str
    carer: str
    start: int
    travel: int
    order: int


@dataclass(frozen=True, slots=True)
class Pause:
    """A carer's break starts here."""

    carer: str
    start: int


@dataclass(frozen=True, slots=True)
class VisitsSolution:
    assignments: tuple[Assignment, ...]
    pauses: tuple[Pause, ...]
    not_planned: tuple[Unplanned, ...]
