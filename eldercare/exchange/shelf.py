"""Uploaded workbooks between the rehearsal and the import: on disk for a while, each for the one who uploaded it."""

import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from eldercare import clock
from eldercare.errors import Refused

KEPT_SECONDS = 60 * 60
TICKET = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The workbooks of one account in a directory; nobody else's ticket opens them."""

    directory: Path
    account: int

    def put(self, data: bytes) -> str:
        """Keep the workbook and give the ticket for it; what others left too long is thrown away."""
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._sweep()
        ticket = secrets.token_hex(16)
        place = self._place(ticket)
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
        oldest = clock.now().timestamp() - KEPT_SECONDS
        for place in self.directory.glob("*.xlsx"):
            if place.stat().st_mtime < oldest:
                place.unlink(missing_ok=True)
