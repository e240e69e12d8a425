"""Marks functions that are compiled to machine code, and keeps them on disk for the next process."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function, compiled at its first call and kept; numbers, arrays and named tuples of them may go in.

    What is kept holds the functions called as well, so it is stale when any file of this package has changed; the
    library would look at the function's own file only.
    """
    fast: Any = njit(cache=True)(function)
    fast._cache._cache_file._source_stamp = _stamp()
    return fast  # type: ignore[no-any-return]


def inner(function: Callable[P, R]) -> Callable[P, R]:
    """The function, compiled as a part of those that call it; it cannot be called from Python."""
    options: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    fast: Any = njit(**options)(function)
    return fast  # type: ignore[no-any-return]


def _stamp() -> str:
    files = sorted(Path(__file__).parent.glob("*.py"))
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
