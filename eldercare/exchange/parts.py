"""Cells that hold several small rows of another table: `一二三四五 08:00-17:00；六 09:00-12:00`, `低盐 80；低糖 60`.

The value is a sorted tuple of tuples, in the order of the part's columns.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eldercare.exchange.kinds import Value
from eldercare.exchange.readings import Bad, Cell, clock_text, minutes_in, narrow, text_of, weekdays_in, weekdays_text
from eldercare.exchange.words import chosen

Part = tuple[int | str, ...]
BETWEEN = re.compile(r"[;\n]+")
MOST = 32767


@dataclass(frozen=True, slots=True)
class Spans:
    """Weekdays with a span of the day: `(weekdays, starts, ends)`, or `by_day` one `(weekday, opens, closes)` a day."""

    by_day: bool = False

    def read(self, cell: Cell) -> tuple[Part, ...]:
        spans = [_span(text) for text in _pieces(cell)]
        if not self.by_day:
            return tuple(sorted(set(spans)))
        days = [(day, start, end) for mask, start, end in spans for day in range(7) if mask >> day & 1]
        if len({(day, start) for day, start, _ in days}) < len(days):
            raise Bad("doubled_part", found=text_of(cell)[:60])
        return tuple(sorted(days))

    def write(self, value: Value) -> str | None:
        spans = _parts(value)
        masks = _grouped_by_span(spans) if self.by_day else spans
        return "；".join(f"{weekdays_text(m)} {clock_text(a)}-{clock_text(b)}" for m, a, b in _ints(masks)) or None


@dataclass(frozen=True, slots=True)
class Amounts:
    """Something with how many of it: `(code, amount)`."""

    words: Mapping[str, str]

    def read(self, cell: Cell) -> tuple[Part, ...]:
        return _amounts(cell, lambda word: chosen(self.words, word))

    def write(self, value: Value) -> str | None:
        return "；".join(f"{self.words[str(code)]} {amount}" for code, amount in _parts(value)) or None


@dataclass(frozen=True, slots=True)
class Levels:
    """An ability level 0–4 with how many guests one member of staff looks after: `2级 6；3级 4`."""

    def read(self, cell: Cell) -> tuple[Part, ...]:
        return _amounts(cell, self._level)

    def write(self, value: Value) -> str | None:
        return "；".join(f"{level}级 {guests}" for level, guests in _parts(value)) or None

    def _level(self, word: str) -> int:
        if not re.fullmatch("[0-4]级?", word):
            raise Bad("bad_part", found=word[:40])
        return int(word[0])


def _pieces(cell: Cell) -> list[str]:
    """What stands between the separators, with single spaces: a search would try each of many."""
    return [piece for piece in (" ".join(text.split()) for text in BETWEEN.split(narrow(text_of(cell)))) if piece]


def _span(text: str) -> tuple[int, int, int]:
    found = re.fullmatch(r"(.+?)\s*([0-9]{1,2}:[0-9]{2})\s*[-~至到]\s*([0-9]{1,2}:[0-9]{2})", text)
    if not found:
        raise Bad("bad_span", found=text[:60])
    start, end = minutes_in(found[2]), minutes_in(found[3])
    if not 0 <= start < end <= 1440:
        raise Bad("bad_span", found=text[:60])
    return weekdays_in(found[1]), start, end


def _amounts(cell: Cell, code_of: Callable[[str], int | str]) -> tuple[Part, ...]:
    amounts: dict[int | str, int] = {}
    for piece in _pieces(cell):
        found = re.fullmatch(r"(.+?)[\s:]\s*([0-9]{1,5})", piece)
        if not found or not 0 < int(found[2]) <= MOST:
            raise Bad("bad_part", found=piece[:60])
        code = code_of(found[1].rstrip(" :"))
        if code in amounts:
            raise Bad("doubled_part", found=piece[:60])
        amounts[code] = int(found[2])
    return tuple(sorted(amounts.items()))


def _grouped_by_span(days: tuple[Part, ...]) -> list[Part]:
    masks: dict[tuple[int, int], int] = {}
    for day, opens, closes in _ints(days):
        masks[opens, closes] = masks.get((opens, closes), 0) | 1 << day
    return sorted((mask, opens, closes) for (opens, closes), mask in masks.items())


def _parts(value: Value) -> tuple[Part, ...]:
    return value if isinstance(value, tuple) else ()


def _ints(parts: tuple[Part, ...] | list[Part]) -> list[tuple[int, int, int]]:
    return [(int(first), int(second), int(third)) for first, second, third in parts]
