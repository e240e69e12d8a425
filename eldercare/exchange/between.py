"""Whether rows go together with the others of their table: those of one person do not have the same days twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.errors import FactValue
from eldercare.exchange.amiss import EVERY_DAY, Days, Known
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults
from eldercare.exchange.hours import Hours
from eldercare.exchange.overlaps import Held, first_met, newly_common


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

    def owner(self, values: Values) -> tuple[object, ...]:
        return tuple(values.get(name) for name in self.whose)

    def held(self, values: Values, before: Values) -> Held | None:
        """With what it held of the same one `before`."""
        days = self.days(values)
        same = self.owner(before) == self.owner(values)
        if days is None or self.hours is None:
            return Held(days, self.days(before) if same else None) if days else None
        span, was = self.hours.span(values), self.hours.span(before)
        return Held(days, self.days(before) if same and was else None, span, was) if span else None


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
    numbers = {row.key: row.number for row in rows}
    met = _met(apart, numbers, known[noun], before[noun])
    for row in rows:
        if row.key in met and row.bad.isdisjoint(apart.fields):
            key, day = met[row.key]
            code, facts = _other(apart, known[noun][key], key, numbers.get(key), day)
            facts |= apart.hours.told(known[noun][key], known) if apart.hours else {}
            faults.add(code, row.table.column(apart.told).header, row.sheet, row.number, facts)


def _met(
    apart: Apart, numbers: Mapping[str, int], rows: Mapping[str, Values], before: Mapping[str, Values]
) -> dict[str, tuple[str, date]]:
    """By key the first other that a row meets, and on which day: stored ones come before those of the workbook."""
    found: dict[str, tuple[str, date]] = {}
    for own in _by_owner(apart, numbers, rows, before).values():
        keys = sorted(own, key=lambda key: numbers.get(key, 0))
        for place, other in first_met([own[key] for key in keys]).items():
            day = newly_common(own[keys[place]], own[keys[other]])
            if day:
                found[keys[place]] = keys[other], day
    return found


def _by_owner(
    apart: Apart, numbers: Mapping[str, int], rows: Mapping[str, Values], before: Mapping[str, Values]
) -> dict[tuple[object, ...], dict[str, Held]]:
    """What each holds of whom the workbook has a row, by key; not where days are missing, which is another fault."""
    found: dict[tuple[object, ...], dict[str, Held]] = {apart.owner(rows[key]): {} for key in numbers}
    for key, values in rows.items():
        own, held = found.get(apart.owner(values)), apart.held(values, before.get(key, {}))
        if own is not None and held:
            own[key] = held
    return found


def _other(apart: Apart, values: Values, key: str, number: int | None, day: date) -> tuple[str, dict[str, FactValue]]:
    """The other row: one of the same workbook, leave that can be named by its key, or what is stored."""
    first, last = values.get(apart.first), values.get(apart.last)
    told: dict[str, FactValue] = {"day": str(day)} if apart.told == "weekdays" else {"first_day": str(first)}
    if number is not None:
        return apart.in_row, {**told, "row": number}
    if apart.there == "plan_there":
        return ("plan_there_until", {**told, "last_day": str(last)}) if last else (apart.there, told)
    return apart.there, {**told, "last_day": str(last), "key": key} if apart.there == "leave_there" else told
