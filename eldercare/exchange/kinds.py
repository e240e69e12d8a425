"""What a cell may hold: each kind reads a cell into a value of the tables and writes the value back into a cell.

`read` gets what stands in the cell (text, number, bool, date, time, or a length of time) and answers the value or
raises `Bad`; an empty cell never reaches it. `write` answers what xlsxwriter should put down. The two are inverse.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from eldercare.clock import DATES
from eldercare.exchange.readings import (
    SEPARATORS,
    Bad,
    Cell,
    clock_text,
    date_of,
    minutes_of,
    narrow,
    number_of,
    text_of,
    weekdays_in,
    weekdays_text,
    within,
)
from eldercare.exchange.words import chosen, code_of
from eldercare.people.phones import is_phone

Value = object


class Kind(Protocol):
    """Reads and writes one sort of cell."""

    def read(self, cell: Cell) -> Value: ...

    def write(self, value: Value) -> Cell | None: ...


@dataclass(frozen=True, slots=True)
class Text:
    """Words up to `limit` characters; line breaks and tabs may stand in it, other control characters not."""

    limit: int

    def read(self, cell: Cell) -> str:
        text = text_of(cell)
        if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\r\n" for letter in text):
            raise Bad("control_characters")
        if len(text) > self.limit:
            raise Bad("too_long", limit=self.limit, length=len(text))
        return text

    def write(self, value: Value) -> str | None:
        return str(value) or None


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number, as people write it."""

    def read(self, cell: Cell) -> str:
        text = narrow(Text(20).read(cell))
        if not is_phone(text):
            raise Bad("not_phone", found=text)
        return text

    def write(self, value: Value) -> str | None:
        return str(value) or None


@dataclass(frozen=True, slots=True)
class Key:
    """The number of a row: letters, digits and `-_.:#` of any script, no space and no slash."""

    limit: int = 40

    def read(self, cell: Cell) -> str:
        key = narrow(Text(self.limit).read(cell))
        if not re.fullmatch(r"[\w.:#-]+", key):
            raise Bad("bad_key", found=key[:40])
        return key

    def write(self, value: Value) -> str | None:
        return str(value) or None


@dataclass(frozen=True, slots=True)
class Ref:
    """The key of a row of `noun`, or its name where only one row has that name; looked up once all rows are read."""

    noun: str

    def read(self, cell: Cell) -> str:
        return Text(80).read(cell)

    def write(self, value: Value) -> str | None:
        return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within limits."""

    least: int
    most: int

    def read(self, cell: Cell) -> int:
        number = number_of(cell)
        if not number.is_integer():
            raise Bad("not_whole", found=text_of(cell)[:40])
        return int(within(number, self.least, self.most))

    def write(self, value: Value) -> int | None:
        return value if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class Hours:
    """A length of time that people say in hours, `40` or `37.5`, as minutes; up to `most` minutes."""

    most: int

    def read(self, cell: Cell) -> int:
        minutes = number_of(cell) * 60
        if not 0.5 < minutes < self.most + 0.5:
            raise Bad("hours_out_of_range", found=text_of(cell)[:40], most=self.most // 60)
        return round(minutes)

    def write(self, value: Value) -> float | None:
        """To four places, from which the minute is found again."""
        return round(value / 60, 4) if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number within limits, to seven places: a centimetre on the map, and more than a workbook keeps apart."""

    least: float
    most: float

    def read(self, cell: Cell) -> float:
        return round(within(number_of(cell), self.least, self.most), 7)

    def write(self, value: Value) -> float | None:
        return value if isinstance(value, float | int) else None


@dataclass(frozen=True, slots=True)
class Minute:
    """A time of the day as minutes since midnight, `08:30`; `24:00` only where `most` is 1440."""

    most: int = 1439

    def read(self, cell: Cell) -> int:
        minutes = minutes_of(cell)
        if not 0 <= minutes <= self.most:
            raise Bad("not_time", found=text_of(cell)[:40])
        return minutes

    def write(self, value: Value) -> str | None:
        return clock_text(value) if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class Day:
    """A date: a date cell, or `2026-11-22`, `2026/11/22`, `2026.11.22`, `2026年11月22日`, `20261122`, also wide."""

    def read(self, cell: Cell) -> date:
        found = date_of(cell)
        if found is None:
            raise Bad("not_date", found=text_of(cell)[:40])
        if found.year not in DATES:
            raise Bad("date_out_of_range", found=found.isoformat())
        return found

    def write(self, value: Value) -> date | None:
        return value if isinstance(value, date) else None


@dataclass(frozen=True, slots=True)
class Weekdays:
    """A set of weekdays, bit 0 Monday: `一三五`, `周一、周三`, `1,3,5`, `周一至周五`, `每天`, `工作日`."""

    def read(self, cell: Cell) -> int:
        return weekdays_in(text_of(cell))

    def write(self, value: Value) -> str | None:
        return weekdays_text(value) if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words, each standing for a code; the code itself is read too."""

    words: Mapping[str, str]

    def read(self, cell: Cell) -> str:
        return chosen(self.words, text_of(cell))

    def write(self, value: Value) -> str | None:
        return None if value is None else self.words[str(value)]


@dataclass(frozen=True, slots=True)
class YesNo:
    """是 or 否."""

    def read(self, cell: Cell) -> bool:
        text = narrow(text_of(cell)).lower()
        if text in ("是", "有", "y", "yes", "1", "true"):
            return True
        if text in ("否", "无", "没有", "n", "no", "0", "false"):
            return False
        raise Bad("not_allowed", found=text[:40], allowed="是、否")

    def write(self, value: Value) -> str | None:
        return "是" if value else "否"


@dataclass(frozen=True, slots=True)
class Several:
    """Any number of words with `、` between them; those of `words` stand for a code, others are kept as they are."""

    words: Mapping[str, str] = field(default_factory=dict)

    def read(self, cell: Cell) -> list[str]:
        found = [word for word in SEPARATORS.split(Text(600).read(cell)) if word]
        return list(dict.fromkeys(code_of(self.words, word) or word for word in found))

    def write(self, value: Value) -> str | None:
        return "、".join(self.words.get(code, code) for code in value) or None if isinstance(value, list) else None
