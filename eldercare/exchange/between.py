"""Whether rows go together with the others there will be: days that are taken already, rooms that a place has."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from eldercare.errors import FactValue
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults

Found = tuple[Row, str, str, dict[str, FactValue]]
"""Row, field, code, facts."""
Known = Mapping[str, Mapping[str, Values]]
WHOSE = {"leave": "staff", "hold": "elder"}
"""Whose days these are: nobody is away twice."""


def check(noun: str, rows: list[Row], known: Known, faults: Faults) -> None:
    """Every fault of the rows of one table beside all others."""
    found = _twice_away(noun, rows, known) if noun in WHOSE else _no_room(rows, known) if noun == "attendance" else ()
    for row, field, code, facts in found:
        if field not in row.bad:
            faults.add(code, row.table.column(field).header, row.sheet, row.number, facts)


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


def _no_room(rows: list[Row], known: Known) -> Iterator[Found]:
    """One goes to a facility that has a zone of the kind, stored or in the workbook."""
    zones = {key: (zone["facility__key"], zone["kind"]) for key, zone in known["every_zone"].items()}
    zones |= {key: (zone.get("facility"), zone.get("kind")) for key, zone in known["zone"].items()}
    there = set(zones.values())
    for row in rows:
        values = known["attendance"][row.key]
        if not row.bad & {"facility", "zone_kind"} and (values.get("facility"), values.get("zone_kind")) not in there:
            yield row, "zone_kind", "zone_not_there", {"facility": str(values.get("facility"))}
