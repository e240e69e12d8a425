"""Functions compiled to machine code and kept on disk, anew when a file that could be compiled into them changes.

Compiled functions do not count references (`_nrt=False`): counting those of the forty arrays of a problem and a
plan at every call would cost nine tenths of the time. So they must not make arrays; the plan brings their room. Those
that must are marked `allocating`. None holds Python's lock, so that they run beside one another in threads.
"""

import inspect
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])

SOLVER = Path(__file__).parent


def compiled(function: F) -> F:
    """Compile on first call, cached on disk; for functions that Python calls."""
    return _compile(function, callable_from_python=True, counts_references=False)


def inlined(function: F) -> F:
    """The same for small functions of a hot loop, made part of whoever calls them.

    A call hands over seven words for every array of a problem and a plan: of a short function it is most of the time.
    """
    return _compile(function, callable_from_python=False, counts_references=False, forceinline=True)


def inner(function: F) -> F:
    """The same for functions that only compiled functions call: a third less to compile."""
    return _compile(function, callable_from_python=False, counts_references=False)


def allocating(function: F) -> F:
    """The same for functions that make arrays, and for those that call them."""
    return _compile(function, callable_from_python=True, counts_references=True)


def _compile(function: F, *, callable_from_python: bool, counts_references: bool, forceinline: bool = False) -> F:
    """numba watches only the file of the function itself, but what it keeps contains the callees of other files too.

    So the stamp of the cache covers the whole sub-problem, and what all of them share; all of the solver for a test.
    """
    options: dict[str, Any] = {
        "_nrt": counts_references,
        "nogil": True,
        "forceinline": forceinline,
        "no_cfunc_wrapper": True,
        "no_cpython_wrapper": not callable_from_python,
    }
    dispatcher: Any = numba.njit(cache=True, error_model="numpy", **options)(function)
    if dispatcher is not function:  # as it is where NUMBA_DISABLE_JIT is set
        keep_by(dispatcher, stamp(_homes(Path(inspect.getfile(function)))))
    return cast(F, dispatcher)


def keep_by(dispatcher: Any, stamp: str) -> None:
    """What numba keeps of the function is of use as long as the stamp is the same.

    Raises RuntimeError where numba has other names for it: then it would go on with what was compiled from old sources.
    """
    kept: Any = getattr(getattr(dispatcher, "_cache", None), "_cache_file", None)
    if not hasattr(kept, "_source_stamp"):
        raise RuntimeError("this numba keeps what it compiled in another way than solver/compiled.py knows")
    kept._source_stamp = stamp


def _homes(file: Path) -> tuple[Path, ...]:
    """Where all lies that could be compiled into a function of the file.

    It is the sub-problem that the file belongs to. A file that is not of the solver may call any part of it.
    """
    if not file.is_relative_to(SOLVER):
        return SOLVER, file.parent
    first, *rest = file.relative_to(SOLVER).parts
    return (SOLVER / first if rest else SOLVER,)


@cache
def stamp(homes: tuple[Path, ...]) -> str:
    """Of the contents of every source file there and beside this one."""
    files = {*SOLVER.glob("*.py"), *(file for home in homes for file in home.rglob("*.py"))}
    return sha256(b"\0".join(file.read_bytes() for file in sorted(files))).hexdigest()
