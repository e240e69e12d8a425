"""The pauses of a day or of many."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pause:
    """The member's pause starts here."""

    member: str
    start: int


@dataclass(frozen=True, slots=True)
class PausesSolution:
    """One pause for each member who has one and can take it."""

    pauses: tuple[Pause, ...]
