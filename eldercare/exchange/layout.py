"""Where a sheet has its headers, below titles if there are any, and which of its cells are merged with others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range

from eldercare.exchange.book import Column, Sheet
from eldercare.exchange.faults import Faults
from eldercare.exchange.readings import text_of

HEADERS_WITHIN = 5
"""Of the first rows the one with the most known headers has them; titles may stand above."""
Lines = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Range:
    """Cells that are merged into one, which is the first of them; rows and columns count from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """As a spreadsheet calls it, `B4:B6`."""
        return str(xl_range(self.top, self.left, self.bottom, self.right))

    @property
    def wide(self) -> bool:
        """Whether it takes several columns together, as a title does."""
        return self.right > self.left

    def has(self, row: int, place: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= place <= self.right


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a sheet before its data are read."""

    header_row: int
    """From 0."""
    columns: list[tuple[int, Column]]
    """Where each known column is."""
    merged: list[Range]
    """Ranges that reach below the headers."""

    def merged_in(self, row: int) -> Iterator[tuple[Range, list[Column]]]:
        """Those that have known columns in that row, with these columns."""
        for one in self.merged:
            columns = [column for place, column in self.columns if one.has(row, place)]
            if columns:
                yield one, columns


def lay_out(
    sheet: Sheet, lines: Lines, merged: Sequence[Sequence[int]], faults: Faults, ignored: list[str]
) -> Layout | None:
    """The layout of a sheet, unknown columns added to `ignored`; None when a column that is needed is missing."""
    ranges = [Range(*one) for one in merged]
    known = {column.header: column for column in sheet.columns}
    rows = [list(_headers(row, lines, ranges)) for row in range(min(HEADERS_WITHIN, len(lines)))] or [[]]
    header_row = max(range(len(rows)), key=lambda row: (len(known.keys() & rows[row]), -row))
    places: dict[str, int] = {}
    for place, header in enumerate(rows[header_row]):
        if header in places:
            faults.add("doubled_column", header, sheet.name, header_row + 1)
        elif header in known:
            places[header] = place
        elif header:
            ignored.append(f"{sheet.name}!{header[:40]}")
    missing = [column.header for column in sheet.columns if column.required and column.header not in places]
    for header in missing:
        faults.add("missing_column", header, sheet.name, header_row + 1, {"rows": HEADERS_WITHIN})
    if missing:
        return None
    below = [one for one in ranges if one.bottom > header_row]
    return Layout(header_row, [(place, known[header]) for header, place in places.items()], below)


def _headers(row: int, lines: Lines, ranges: Sequence[Range]) -> Iterator[str]:
    """What stands in each cell of a row; one that is merged with a cell above has what stands there."""
    for place, cell in enumerate(lines[row]):
        above = next((one for one in ranges if one.top < row and one.has(row, place)), None)
        held = lines[above.top][above.left] if above and above.left == place else cell
        yield text_of("" if held is None or isinstance(held, list) else held).rstrip("*＊ ")
