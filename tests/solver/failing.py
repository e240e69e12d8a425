"""A look at the budget at which a search fails in one of its threads."""

import signal
import subprocess
import sys
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


FAILURES = (fault, interrupted_here)


def interrupted_while_waiting() -> None:
    """By Ctrl-C, which the main thread is told."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def ended_by_ctrl_c(endless: Callable[[Failing], object]) -> bool:
    """Whether a search that would go on for ever ends with Ctrl-C: a function of a module, called in a new process."""
    lines = (
        "import signal",
        f"from {endless.__module__} import {endless.__name__} as endless",
        f"from {__name__} import Failing, interrupted_while_waiting",
        "signal.signal(signal.SIGINT, signal.default_int_handler)",
        "endless(Failing(interrupted_while_waiting))",
    )
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    return done.stderr.rstrip().endswith("KeyboardInterrupt")
