"""What a solve may spend, and how it talks back while it runs."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

GUARD_SECONDS = 240.0
"""For which a sub-solve of effort 1 may run, on a slow machine with all at work; few take a tenth of it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solve is: so much of its work done of all, however that is measured, and what is still open."""

    phase: str
    done: int
    total: int
    open_needs: int = 0


def never() -> bool:
    """Nobody cancels."""
    return False


def _ignore(progress: Progress) -> None:
    del progress


@dataclass(frozen=True, slots=True)
class Budget:
    """Effort in work units relative to the standard amount; the clock is a guard unless `seconds` is given.

    The same problem, seed, effort and version give the same solution. With `seconds` a solve stops by the
    wall clock instead, and its result says that it is not reproducible. Raises ValueError where there is nothing to
    spend, or no end of it.
    """

    effort: float = 1.0
    seconds: float | None = None
    workers: int = 1
    seed: int = 0
    cancelled: Callable[[], bool] = field(default=never, compare=False)
    on_progress: Callable[[Progress], None] = field(default=_ignore, compare=False)

    def __post_init__(self) -> None:
        if not 0 < self.effort < math.inf:
            raise ValueError(f"effort must be positive and finite, not {self.effort}")
        if self.seconds is not None and not 0 < self.seconds < math.inf:
            raise ValueError(f"seconds must be positive and finite, not {self.seconds}")
        if self.workers < 1:
            raise ValueError(f"at least one worker, not {self.workers}")

    def for_part(self, seed: int, share: float = 1.0, times: float = 1.0) -> "Budget":
        """The budget of one sub-solve that runs in a process of its own: one worker, nobody to talk to.

        `share` of the seconds, where the clock rules, `times` the effort where not.
        """
        seconds = None if self.seconds is None else self.seconds * share
        effort = times * self.effort
        return Budget(effort=effort, seconds=seconds, seed=seed)


class Stopwatch:
    """Says when to stop: at the clock when seconds were given, else only at the guard or on cancel."""

    def __init__(self, budget: Budget, guard_seconds: float) -> None:
        self._budget = budget
        self._start = time.monotonic()
        self.limit = budget.seconds if budget.seconds is not None else guard_seconds
        self.reproducible = budget.seconds is None
        self._given_up = False

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._start

    @property
    def left(self) -> float:
        """Seconds until the limit, never below zero."""
        return max(0.0, self.limit - self.elapsed)

    def stop(self) -> bool:
        """True once the solve must end; a guard that fires takes reproducibility away."""
        if self._given_up or self.elapsed >= self.limit or self._budget.cancelled():
            self.reproducible = False
            return True
        return False

    def share(self, part: float) -> "Stopwatch":
        """For a step that others follow: where the clock rules one that ends after that part of what is left, else this
        one itself."""
        if self._budget.seconds is None:
            return self
        step = Stopwatch(self._budget, self.limit)
        step.limit = part * self.left
        return step

    def give_up(self) -> None:
        """From now on it says so, in every thread."""
        self._given_up = True


def guarded(budget: Budget) -> Stopwatch:
    """That of a sub-solve: without seconds it ends, with its best, when it takes far longer than any should."""
    return Stopwatch(budget, GUARD_SECONDS * max(1.0, budget.effort))


class Steps:
    """For steps that nothing ends midway: none is begun that would pass the limit if it took as long as the longest."""

    def __init__(self, watch: Stopwatch) -> None:
        self._watch, self._last, self._longest = watch, watch.elapsed, 0.0

    def stop(self) -> bool:
        """To be asked before each step."""
        now = self._watch.elapsed
        self._last, self._longest = now, max(self._longest, now - self._last)
        if self._watch.left < self._longest:
            self._watch.reproducible = False
            return True
        return self._watch.stop()
