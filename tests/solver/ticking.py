"""A clock for tests of what the clock decides: the same on every machine."""

from dataclasses import dataclass


@dataclass
class Ticking:
    """Stands in for the module of the same functions: every look at the clock takes a tenth of a second."""

    now: float = 100.0

    def monotonic(self) -> float:
        self.now += 0.1
        return self.now
