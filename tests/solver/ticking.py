"""A clock, and somebody who cancels, for tests of what ends a search: the same on every machine."""

from dataclasses import dataclass


@dataclass
class Ticking:
    """Stands in for the module of the same functions: every look at the clock takes a tenth of a second."""

    now: float = 100.0

    def monotonic(self) -> float:
        self.now += 0.1
        return self.now


@dataclass
class CancelledAfter:
    """Asked whether the search is cancelled it says no so many times."""

    looks: int

    def __call__(self) -> bool:
        self.looks -= 1
        return self.looks < 0


def latest(seconds: float) -> float:
    """When a search that has so many seconds is to have ended."""
    return 1.05 * seconds + 1
