"""Whether rows go together with the others there will be: days that are taken already, rooms that a place has."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from eldercare.errors import FactValue
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults

Found = tuple[Row, str, str, dict[str, FactValue]]
"""Row, field, code, facts."""
Known = Mapping[str, Mapping[str, Values]]
WHOSE = {"leave": "staff", "hold": "elder"}
"""Whose days these are: nobody is away twice."""
MEAL = ("elder", "meal", "weekdays", "starts_on", "ends_on")
"""What says whose meal it is, and when."""


def check(noun: str, rows: list[Row], known: Known, before: Known, faults: Faults) -> None:
    """Every fault of the rows of one table beside all others; `before` is what is stored."""
    for row, field, code, facts in _found(noun, rows, known, before):
        if field not in row.bad:
            faults.add(code, row.table.column(field).header, row.sheet, row.number, facts)


def _found(noun: str, rows: list[Row], known: Known, before: Known) -> Iterator[Found]:
    if noun in WHOSE:
        yield from _twice_away(noun, rows, known)
    elif noun == "meal_subscription":
        yield from _twice_served(rows, known[noun], before[noun])


def _twice_away(noun: str, rows: list[Row], known: Known) -> Iterator[Found]:
    """Of two rows of the workbook the second is at fault."""
    owner, numbers = WHOSE[noun], {row.key: row.number for row in rows}
    away: dict[object, list[tuple[date, date, str]]] = defaultdict(list)
    for key, values in known[noun].items():
        if days := _days(values):
            away[values.get(owner)].append((*days, key))
    for row in rows:
        values = known[noun][row.key]
        days = None if row.bad & {owner, "first_day", "last_day"} else _days(values)
        for first, last, key in away[values.get(owner)] if days else ():
            if days and key != row.key and first <= days[1] and days[0] <= last and numbers.get(key, 0) < row.number:
                told: dict[str, FactValue] = {"first_day": first.isoformat()}
                yield row, "first_day", *_meeting(noun, key, numbers.get(key), told)
                break


def _meeting(noun: str, key: str, number: int | None, told: dict[str, FactValue]) -> tuple[str, dict[str, FactValue]]:
    """The other days: a row of the same workbook, leave that can be named by its key, or a hold."""
    if number is not None:
        return "days_taken_in_row", {**told, "row": number}
    return ("leave_there", {**told, "key": key}) if noun == "leave" else ("days_taken", told)


def _days(values: Values) -> tuple[date, date] | None:
    """The first and the last day; None when they are missing or the wrong way round, which is another fault."""
    first, last = values.get("first_day"), values.get("last_day") or date.max
    return (first, last) if isinstance(first, date) and isinstance(last, date) and first <= last else None


def _twice_served(rows: list[Row], known: Mapping[str, Values], before: Mapping[str, Values]) -> Iterator[Found]:
    """Of two rows of the workbook the second is at fault; two that met before are left alone."""
    numbers = {row.key: row.number for row in rows}
    served: dict[object, list[str]] = defaultdict(list)
    for key, values in known.items():
        served[values.get("elder"), values.get("meal")].append(key)
    for row in rows:
        mine = known[row.key]
        others = served[mine.get("elder"), mine.get("meal")] if row.bad.isdisjoint(MEAL) else ()
        for key in others:
            day = _common_day(mine, known[key]) if key != row.key and numbers.get(key, 0) < row.number else None
            if day and not _common_day(before.get(row.key, {}), before.get(key, {})):
                told: dict[str, FactValue] = {"day": day.isoformat()}
                number = numbers.get(key)
                yield (
                    row,
                    "weekdays",
                    *(("meal_there_in_row", {**told, "row": number}) if number else ("meal_there", told)),
                )
                break


def _common_day(one: Values, other: Values) -> date | None:
    """The first day on which both are served, if they are the same meal of the same elder."""
    if any(one.get(name) != other.get(name) for name in ("elder", "meal")):
        return None
    first, last, weekdays = date.min, date.max, 0b1111111
    for values in (one, other):
        starts, days = values.get("starts_on"), values.get("weekdays")
        if not isinstance(starts, date) or not isinstance(days, int):
            return None
        first, weekdays = max(first, starts), weekdays & days
        ends = values.get("ends_on")
        last = min(last, ends) if isinstance(ends, date) else last
    week = (first + timedelta(days=number) for number in range(7))
    return next((day for day in week if day <= last and weekdays >> day.weekday() & 1), None)
