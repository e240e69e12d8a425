"""How much of a budget a compiled search has used, and how many trials come next before it looks at the clock."""

from dataclasses import dataclass

from solver.budget import Stopwatch


@dataclass(slots=True)
class Pace:
    """Of one worker: by its trials where `most` is given, else by the clock; `chunk` trials lie between two looks."""

    watch: Stopwatch
    most: int | None
    chunk: int
    trials: int = 0

    @property
    def used(self) -> float:
        """The share that is over, 0 to 1 or a little beyond."""
        return self.watch.elapsed / self.watch.limit if self.most is None else self.trials / self.most

    def next(self, end: float = 1.0) -> int:
        """How many trials come next, 0 when the share `end` of the budget is used."""
        if self.watch.stop() or (self.most is None and self.used >= end):
            return 0
        return self.chunk if self.most is None else min(self.chunk, round(end * self.most) - self.trials)

    def ahead(self, count: int) -> float:
        """How much will be used after so many more trials; about, where the clock counts."""
        if self.most is not None:
            return (self.trials + count) / self.most
        return self.used * (1 + count / self.trials) if self.trials else self.used
