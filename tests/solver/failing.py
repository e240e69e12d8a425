"""A look at the budget at which a search fails in one of its threads."""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

Failure = Callable[[], None]
MOST_LOOKS = 50
"""Of the others until they know; on a busy machine the thread that is interrupted may have to wait for its turn."""
LOOKS_BEFORE = 7


class Fault(Exception):
    """Of whoever is asked whether to stop."""


@dataclass
class Failing:
    """Asked whether the search is cancelled it fails once, and counts how often it is asked after that."""

    failure: Failure
    looks: "count[int]" = field(default_factory=count)
    looks_after: int = 0

    def __call__(self) -> bool:
        look = next(self.looks)
        self.looks_after = max(self.looks_after, look - LOOKS_BEFORE)
        if look == LOOKS_BEFORE:
            self.failure()
        return False


def fault() -> None:
    raise Fault


def interrupted_here() -> None:
    raise KeyboardInterrupt


def interrupted_while_waiting() -> None:
    """By Ctrl-C, which the main thread is told."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


FAILURES = (fault, interrupted_here, interrupted_while_waiting)
