"""Python's collector of cycles, which has little to find where a plan is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collector() -> Iterator[None]:
    """What plans are made of goes with its last reference; only CP-SAT's models hold cycles, and wait until it is over.

    To look for cycles among the millions of parts of a district, again and again, took a tenth of the time before its
    first plan stood.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
