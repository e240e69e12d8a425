"""Whether rows go together with the others of their table: those of one person do not have the same days twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.errors import FactValue
from eldercare.exchange.amiss import EVERY_DAY, Days, Known
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults
from eldercare.exchange.hours import Hours


@dataclass(frozen=True, slots=True)
class Apart:
    """No two rows that agree in `whose` have a day, or `hours` of one, in common."""

    whose: tuple[str, ...]
    first: str
    last: str
    told: str
    """The field that is told of it,"""
    there: str
    """by this code,"""
    in_row: str
    """or by this one where the other is a row of the same workbook."""
    hours: Hours | None = None
    """Those of the day that it is about; None: all of it."""

    @property
    def fields(self) -> set[str]:
        hours = {self.hours.starts, self.hours.ends} if self.hours else set()
        return {*self.whose, self.first, self.last, "weekdays"} | hours

    def days(self, values: Values) -> Days | None:
        """None when they are missing, which is another fault."""
        first, last, weekdays = values.get(self.first), values.get(self.last), values.get("weekdays", EVERY_DAY)
        if not isinstance(first, date) or not isinstance(weekdays, int):
            return None
        return Days(first, last if isinstance(last, date) else date.max, weekdays)

    def common(self, one: Values, other: Values) -> Days | None:
        mine, theirs = self.days(one), self.days(other)
        agree = all(one.get(name) == other.get(name) for name in self.whose)
        agree = agree and (self.hours is None or self.hours.meet(one, other))
        return mine & theirs if mine and theirs and agree else None


APART = {
    "leave": Apart(("staff",), "first_day", "last_day", "first_day", "leave_there", "days_taken_in_row"),
    "hold": Apart(("elder",), "first_day", "last_day", "first_day", "days_taken", "days_taken_in_row"),
    "care_plan": Apart(("elder",), "starts_on", "ends_on", "starts_on", "plan_there", "plan_there_in_row"),
    "meal_subscription": Apart(
        ("elder", "meal"), "starts_on", "ends_on", "weekdays", "meal_there", "meal_there_in_row"
    ),
    "attendance": Apart(
        ("elder",), "starts_on", "ends_on", "weekdays", "seat_there", "seat_there_in_row", Hours("starts", "ends")
    ),
}


def check(noun: str, rows: Sequence[Row], known: Known, before: Known, faults: Faults) -> None:
    """Of two rows of the workbook the second is at fault, once; days that were common `before` may stay so."""
    apart = APART.get(noun)
    if apart is None:
        return
    numbers, same = {row.key: row.number for row in rows}, _by_owner(apart, known[noun])
    for row in rows:
        mine = known[noun][row.key]
        for key in same[_owner(apart, mine)] if row.bad.isdisjoint(apart.fields) else ():
            earlier = key != row.key and numbers.get(key, 0) < row.number
            day = _newly_common(apart, row.key, key, known[noun], before[noun]) if earlier else None
            if day:
                code, facts = _other(apart, known[noun][key], key, numbers.get(key), day)
                facts |= apart.hours.told(known[noun][key], known) if apart.hours else {}
                faults.add(code, row.table.column(apart.told).header, row.sheet, row.number, facts)
                break


def _by_owner(apart: Apart, rows: Mapping[str, Values]) -> Mapping[tuple[object, ...], list[str]]:
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for key, values in rows.items():
        found[_owner(apart, values)].append(key)
    return found


def _owner(apart: Apart, values: Values) -> tuple[object, ...]:
    return tuple(values.get(name) for name in apart.whose)


def _newly_common(
    apart: Apart, one: str, other: str, rows: Mapping[str, Values], before: Mapping[str, Values]
) -> date | None:
    """The first day that both have and had not before."""
    days = apart.common(rows[one], rows[other])
    return days.beyond(apart.common(before.get(one, {}), before.get(other, {}))) if days else None


def _other(apart: Apart, values: Values, key: str, number: int | None, day: date) -> tuple[str, dict[str, FactValue]]:
    """The other row: one of the same workbook, leave that can be named by its key, or what is stored."""
    first, last = values.get(apart.first), values.get(apart.last)
    told: dict[str, FactValue] = {"day": str(day)} if apart.told == "weekdays" else {"first_day": str(first)}
    if number is not None:
        return apart.in_row, {**told, "row": number}
    if apart.there == "plan_there":
        return ("plan_there_until", {**told, "last_day": str(last)}) if last else (apart.there, told)
    return apart.there, {**told, "last_day": str(last), "key": key} if apart.there == "leave_there" else told
