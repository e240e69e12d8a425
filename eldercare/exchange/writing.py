"""Putting tables into a workbook: the look, and text that stays text."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import xlsxwriter

from eldercare import clock
from eldercare.errors import Refused
from eldercare.exchange.book import Column
from eldercare.exchange.kinds import Day
from eldercare.exchange.readings import Cell
from eldercare.rulebook.thresholds import STANDARD

AS_WRITTEN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "remove_timezone": True,
}
"""`=1+1` in a name is a name: no text becomes a formula, a link or a number."""
NARROW, WIDE = 8, 36


class Book:
    """A workbook being written, its hints by the thresholds `rules`; use it in a `with`."""

    def __init__(self, path: Path, rules: Mapping[str, int] = STANDARD) -> None:
        self.path = path
        self.rules = rules
        self.book: Any = xlsxwriter.Workbook(str(path), AS_WRITTEN)
        self.book.set_calc_mode("manual")
        self.book.set_properties({"created": clock.now()})
        self.head = self._format(bold=True, bg_color="#DCE9E4", border=1, border_color="#9DB5AC", valign="vcenter")
        self.hint = self._format(italic=True, font_color="#51605A", bg_color="#F4F7F5", text_wrap=True, valign="top")
        self.text = self._format(num_format="@")
        self.day = self._format(num_format="yyyy-mm-dd")

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trail: TracebackType | None
    ) -> None:
        try:
            self.book.close()
        except (OSError, xlsxwriter.exceptions.XlsxWriterException) as failed:
            raise Refused("book_unwritable", path=str(self.path)) from failed

    def sheet(self, name: str, columns: Iterable[Column]) -> Any:
        """A new sheet with headers, hints, widths and frozen panes; its rows begin at the third."""
        sheet = self.book.add_worksheet(name)
        sheet.set_row(1, 48)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _width(column), self.day if isinstance(column.kind, Day) else self.text)
            sheet.write_string(0, place, column.header, self.head)
            sheet.write_string(1, place, column.hint_by(self.rules), self.hint)
        sheet.freeze_panes(2, 2)
        return sheet

    def listing(self, name: str, headers: Iterable[str], rows: Iterable[Iterable[Cell | None]]) -> None:
        """A new sheet with plain headers and rows, to be read and sorted, not imported."""
        sheet = self.book.add_worksheet(name)
        titles = list(headers)
        last = 0
        for place, header in enumerate(titles):
            sheet.write_string(0, place, header, self.head)
        for last, cells in enumerate(rows, 1):
            for place, cell in enumerate(cells):
                self.write(sheet, last, place, cell)
        sheet.set_column(0, max(len(titles) - 1, 0), 14)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(last, 1), max(len(titles) - 1, 0))

    def write(self, sheet: Any, row: int, place: int, cell: Cell | None) -> None:
        """One cell by its type; text always as text."""
        match cell:
            case None | "":
                pass
            case bool():
                sheet.write_boolean(row, place, cell)
            case int() | float():
                sheet.write_number(row, place, cell)
            case date():
                sheet.write_datetime(row, place, cell, self.day)
            case _:
                sheet.write_string(row, place, str(cell))

    def _format(self, **look: Any) -> Any:
        return self.book.add_format({"font_name": "Noto Sans CJK SC", "font_size": 11, **look})


def _width(column: Column) -> int:
    return min(WIDE, max(NARROW, 2 * len(column.header) + 3, min(len(column.hint), 18)))
