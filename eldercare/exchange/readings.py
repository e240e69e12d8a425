"""Reading what people write into cells: text, numbers, days and times, in the many ways they are written."""

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta

from eldercare.errors import FactValue

Cell = str | int | float | bool | date | time | timedelta
SPACES = " \u00a0\u3000"
SEPARATORS = re.compile(r"\s*[、，,;；]\s*")
FIRST_YEAR = 1900
WEEKDAYS = "一二三四五六日"
STROKES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212。", "------.")
"""Hyphens, dashes and the minus sign, and the full stop that a Chinese keyboard types for a point."""
DAY_NAMES = {"每天": 0b1111111, "每日": 0b1111111, "天天": 0b1111111, "工作日": 0b0011111, "周末": 0b1100000}


class Bad(Exception):
    """The cell cannot be read; `code` and `facts` as in a `Fault`."""

    def __init__(self, code: str, **facts: FactValue) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def text_of(cell: Cell) -> str:
    """The cell as text: NFC, without spaces around it; a whole number without its `.0`."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        cell = int(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    return unicodedata.normalize("NFC", str(cell)).strip(SPACES)


def narrow(text: str) -> str:
    """Digits and signs as a Chinese keyboard writes them wide, in plain ones."""
    return unicodedata.normalize("NFKC", text).translate(STROKES).strip()


def _closed_up(text: str) -> str:
    """The same without any space."""
    return re.sub(r"\s", "", narrow(text))


def weekdays_in(text: str) -> int:
    """The set of weekdays that `text` names; `Bad` when it is not one."""
    if text in DAY_NAMES:
        return DAY_NAMES[text]
    plain = re.sub("星期|礼拜|周|[、,;]", "", _closed_up(text)).replace("天", "日")
    digits = plain.translate(str.maketrans(WEEKDAYS, "1234567"))
    digits = re.sub(r"([1-7])[-~至到]([1-7])", lambda span: _days_between(*span.groups()), digits)
    if not re.fullmatch("[1-7]+", digits):
        raise Bad("not_weekdays", found=text[:40])
    return sum(1 << (int(digit) - 1) for digit in set(digits))


def weekdays_text(mask: int) -> str:
    """`一三五` for 0b0010101."""
    return "".join(letter for bit, letter in enumerate(WEEKDAYS) if mask >> bit & 1)


def clock_text(minutes: int) -> str:
    """`08:30` for 510."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def minutes_in(text: str) -> int:
    """510 for `8:30`, also in wide digits; -1 when it is no time."""
    found = re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])(:00)?", _closed_up(text))
    return int(found[1]) * 60 + int(found[2]) if found else -1


def _days_between(first: str, last: str) -> str:
    return "".join(str(day) for day in range(int(first), int(last) + 1))


def minutes_of(cell: Cell) -> int:
    if isinstance(cell, datetime):
        cell = cell.time() if cell.year <= FIRST_YEAR else text_of(cell)
    if isinstance(cell, time):
        return round(cell.hour * 60 + cell.minute + cell.second / 60 + cell.microsecond / 60e6)
    if isinstance(cell, timedelta):
        return round(cell.total_seconds() / 60)
    return minutes_in(text_of(cell))


def date_of(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else None
    if isinstance(cell, date):
        return cell
    text = _closed_up(text_of(cell))
    found = re.fullmatch(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?", text) or re.fullmatch(
        r"([0-9]{4})([0-9]{2})([0-9]{2})", text
    )
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def number_of(cell: Cell) -> float:
    """A finite number: a workbook can also hold none (nan), and more than there is."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        return float(cell)
    text = narrow(text_of(cell))
    if not re.fullmatch(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?", text):
        raise Bad("not_number", found=text[:40])
    return float(text)


def within(number: float, least: float, most: float) -> float:
    if not least <= number <= most:
        raise Bad("out_of_range", found=f"{number:g}", least=least, most=most)
    return number
