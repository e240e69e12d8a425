"""Uploaded workbooks between the rehearsal and the import: on disk for a while, each for the one who uploaded it."""

import errno
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eldercare import clock
from eldercare.errors import Refused

KEPT_SECONDS = 60 * 60
KEPT_BOOKS = 5
"""Of one account: the one that waits longest makes room for another."""
FULL = {errno.ENOSPC, errno.EDQUOT}
TICKET = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The workbooks of one account in a directory; nobody else's ticket opens them."""

    directory: Path
    account: int

    def put(self, data: bytes) -> str:
        """Keep the workbook and give the ticket for it; what others left too long is thrown away.

        Refused("disk_full") when there is no room for it.
        """
        ticket = secrets.token_hex(16)
        place = self._place(ticket)
        with room_for(place):
            self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._sweep()
            place.touch(mode=0o600)
            place.write_bytes(data)
        return ticket

    def find(self, ticket: str) -> Path:
        """The workbook of the ticket; Refused("book_gone") when it is not there any more, or not the asker's."""
        place = self._place(ticket) if TICKET.fullmatch(ticket) else None
        if place is None or not place.exists():
            raise Refused("book_gone")
        return place

    def clear(self, ticket: str) -> None:
        """Throw the workbook away."""
        self._place(ticket).unlink(missing_ok=True)

    def _place(self, ticket: str) -> Path:
        return self.directory / f"{self.account}-{ticket}.xlsx"

    def _sweep(self) -> None:
        """What waits too long goes, and of her own what would be too many."""
        oldest = clock.now().timestamp() - KEPT_SECONDS
        waiting = sorted((_put_down(place), place) for place in self.directory.glob("*.xlsx"))
        own = [place for _, place in waiting if place.name.startswith(f"{self.account}-")]
        too_many = own[: max(0, len(own) - KEPT_BOOKS + 1)]
        for place in [place for at, place in waiting if at < oldest] + too_many:
            place.unlink(missing_ok=True)


@contextmanager
def room_for(place: Path) -> Iterator[None]:
    """What the block writes to the place is there whole or not at all; Refused("disk_full") when the disk is."""
    try:
        yield
    except OSError as error:
        place.unlink(missing_ok=True)
        if error.errno in FULL:
            raise Refused("disk_full") from error
        raise


def _put_down(place: Path) -> float:
    """When; long ago where another request has taken it away meanwhile."""
    try:
        return place.stat().st_mtime_ns / 1e9
    except FileNotFoundError:
        return 0.0
