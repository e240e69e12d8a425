"""Functions compiled to machine code and kept on disk, anew when any file of this package changes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile on first call, cached on disk, without reference counting: compiled functions must not allocate arrays.

    Counting references to the some forty arrays of a problem and a plan at every call costs nine tenths of the time.
    numba looks only at the file of the function itself, but the code of callees in other files is part of what
    it keeps; so the stamp of the cache covers the whole package.
    """
    dispatcher = numba.njit(cache=True, error_model="numpy", _nrt=False)(function)
    kept = getattr(getattr(dispatcher, "_cache", None), "_cache_file", None)
    if hasattr(kept, "_source_stamp"):
        kept._source_stamp = _STAMP
    return cast(F, dispatcher)


def _stamp() -> tuple[float, int]:
    files = [path.stat() for path in Path(__file__).parent.glob("*.py")]
    return max(file.st_mtime for file in files), sum(file.st_size for file in files)


_STAMP = _stamp()
