"""The log of a process of ours: an event a line, an exception with the way it came, and nothing that anybody typed."""

import logging
import re
import traceback
from collections.abc import Iterator
from typing import Any

QUOTED = re.compile(r"""['"“].*['"”]|(?<==)\(.*\)""", re.DOTALL)
"""From the first that opens to the last that closes: what is quoted may hold such signs itself."""
LONGEST = 200


def keep() -> None:
    """On stderr, warnings and worse."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.getLogger("asyncpg").setLevel(logging.ERROR)  # that a server is away is said once, and by ourselves


class Discreet(logging.Formatter):
    """Nobody writes a line of the log by what she types, and no exception tells a name that it was given."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # the name is that of logging
        return _on_one_line(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return "".join(_the_way(ei[1])).rstrip("\n")


def _the_way(error: BaseException) -> Iterator[str]:
    """Frame by frame, what it came from first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for one in (*([earlier] if earlier else ()), *getattr(error, "exceptions", ())):
        yield from _the_way(one)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}: {_said(error)}\n"


def _said(error: BaseException) -> str:
    """Its words without what they quote: that may be what somebody typed."""
    return _on_one_line(QUOTED.sub("…", str(error)))[:LONGEST]


def _on_one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
