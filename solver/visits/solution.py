"""The routes of a day: every planned stop with its carers and minutes."""

from dataclasses import dataclass

from solver.result import Unplanned


@dataclass(frozen=True, slots=True)
class Assignment:
    """One carer's part of a stop: her `order`-th, from `start` on, `travel` minutes from the one before."""

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
    """A day's visits by who comes when, everybody's pause, and what is open."""

    assignments: tuple[Assignment, ...]
    pauses: tuple[Pause, ...]
    not_planned: tuple[Unplanned, ...]
