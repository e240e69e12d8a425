"""Functions compiled to machine code and kept on disk, anew when any file of this package changes.

Compiled functions do not count references (`_nrt=False`): counting those of the forty arrays of a problem and a
plan at every call would cost nine tenths of the time. So they must not allocate arrays; the plan brings their room.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile on first call, cached on disk; for functions that Python calls."""
    return _compile(function, callable_from_python=True)


def inner(function: F) -> F:
    """The same for functions that only compiled functions call: a third less to compile."""
    return _compile(function, callable_from_python=False)


def _compile(function: F, *, callable_from_python: bool) -> F:
    """numba watches only the file of the function itself, but what it keeps contains the callees of other files too.

    So the stamp of the cache covers the whole package.
    """
    options: dict[str, Any] = {
        "_nrt": False,
        "nogil": True,
        "no_cfunc_wrapper": True,
        "no_cpython_wrapper": not callable_from_python,
    }
    dispatcher: Any = numba.njit(cache=True, error_model="numpy", **options)(function)
    kept: Any = getattr(getattr(dispatcher, "_cache", None), "_cache_file", None)
    if hasattr(kept, "_source_stamp"):
        kept._source_stamp = _STAMP
    return cast(F, dispatcher)


def _stamp() -> tuple[float, int]:
    files = [path.stat() for path in Path(__file__).parent.rglob("*.py")]
    return max(file.st_mtime for file in files), sum(file.st_size for file in files)


_STAMP = _stamp()
