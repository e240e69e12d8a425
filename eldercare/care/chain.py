"""What comes after what: the tasks that one waits for, and whether it waits for itself."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")


def leaders(task: K, after: Callable[[K], K | None]) -> list[K]:
    """Those that come before it, nearest first; of a circle each once."""
    found: list[K] = []
    leader = after(task)
    while leader is not None and leader not in found:
        found.append(leader)
        leader = after(leader)
    return found


def in_circle(task: K, after: Callable[[K], K | None]) -> bool:
    """Whether it comes, in the end, after itself."""
    return task in leaders(task, after)
