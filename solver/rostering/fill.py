"""A sound roster at once: pins first, then open heads one by one; also closes what a search left open."""

from collections.abc import Iterable

from solver.rostering.check import week_breaches
from solver.rostering.index import Index
from solver.rostering.problem import Cover, Pin
from solver.rostering.solution import Duty


class Sheet:
    """The duties worked so far, by employee, and the heads filled so far, by cover."""

    def __init__(self, index: Index, duties: Iterable[Duty] = ()) -> None:
        self._index = index
        self.of: dict[str, list[Duty]] = {}
        self.filled: dict[str, int] = {}
        for duty in duties:
            self.add(duty)

    def add(self, duty: Duty) -> None:
        """One more duty, kept in order of days."""
        self.of[duty.employee] = self.with_one_more(duty)
        self.filled[duty.cover] = self.filled.get(duty.cover, 0) + 1

    def with_one_more(self, duty: Duty) -> list[Duty]:
        """Her duties, this one among them, in order of days."""
        return sorted((*self.of.get(duty.employee, ()), duty), key=lambda other: other.day)

    def open_heads(self, cover: Cover) -> int:
        """Heads that the cover still lacks."""
        return cover.needed - self.filled.get(cover.key, 0)

    def takes(self, duty: Duty) -> bool:
        """True when the head is open and her week keeps every rule with it."""
        target = self._index.targets[duty.cover]
        if isinstance(target, Cover) and self.open_heads(target) <= 0:
            return False
        employee = self._index.employees[duty.employee]
        return not any(week_breaches(self._index.problem, employee, self.with_one_more(duty), self._index.shifts))

    def minutes(self, employee: str) -> int:
        """Paid minutes she works so far."""
        return sum(self._index.shifts[duty.shift].paid_minutes for duty in self.of.get(employee, ()))

    def duties(self) -> tuple[Duty, ...]:
        """All duties, by employee and day."""
        return tuple(duty for employee in sorted(self.of) for duty in self.of[employee])


def keep_pins(index: Index, possible: Iterable[Duty]) -> tuple[Sheet, tuple[tuple[str, Pin], ...]]:
    """The pinned duties that no other rule forbids, and the pins that are kept so."""
    by_day: dict[tuple[str, int], list[Duty]] = {}
    for duty in possible:
        by_day.setdefault((duty.employee, duty.day), []).append(duty)
    sheet, kept = Sheet(index), list[tuple[str, Pin]]()
    for employee in index.problem.employees:
        for pin in sorted(employee.pins, key=lambda pin: (pin.day, pin.shift or "", pin.cover)):
            chosen = next(
                (d for d in by_day.get((employee.key, pin.day), ()) if keeps(pin, d) and sheet.takes(d)), None
            )
            if chosen is not None:
                sheet.add(chosen)
            if chosen is not None or pin.shift is None:
                kept.append((employee.key, pin))
    return sheet, tuple(kept)


def keep_announced(index: Index, sheet: Sheet, possible: Iterable[Duty]) -> None:
    """Work what was announced as far as it is still possible, where it can be for what it was planned for."""
    by_day: dict[tuple[str, int], list[Duty]] = {}
    for duty in possible:
        by_day.setdefault((duty.employee, duty.day), []).append(duty)
    for employee in index.problem.employees:
        busy = {duty.day for duty in sheet.of.get(employee.key, ())}
        for told in employee.announced or ():
            same = [
                d for d in by_day.get((employee.key, told.day), ()) if (d.shift, d.place) == (told.shift, told.place)
            ]
            same.sort(key=lambda duty: duty.cover != told.cover)
            chosen = next((duty for duty in same if told.day not in busy and sheet.takes(duty)), None)
            if chosen is not None:
                sheet.add(chosen)


def without_pinned_days(index: Index, possible: Iterable[Duty]) -> list[Duty]:
    """The duties that respect every pin of their employee and day."""
    pins: dict[tuple[str, int], list[Pin]] = {}
    for employee in index.problem.employees:
        for pin in employee.pins:
            pins.setdefault((employee.key, pin.day), []).append(pin)
    return [d for d in possible if all(keeps(pin, d) for pin in pins.get((d.employee, d.day), ()))]


def fill(index: Index, sheet: Sheet, possible: Iterable[Duty]) -> None:
    """Fill open heads of covers, most urgent and scarcest first, by whoever lacks most of her contract."""
    candidates: dict[str, list[Duty]] = {}
    for duty in possible:
        candidates.setdefault(duty.cover, []).append(duty)
    covers = sorted(
        index.problem.covers, key=lambda c: (c.priority_class, len(candidates.get(c.key, ())) - c.needed, c.key)
    )
    for cover in covers:
        while sheet.open_heads(cover) > 0:
            able = [duty for duty in candidates.get(cover.key, ()) if sheet.takes(duty)]
            if not able:
                break
            sheet.add(max(able, key=lambda duty: _spare(index, sheet, duty.employee)))


def keeps(pin: Pin, duty: Duty) -> bool:
    """Whether the pin, of the day of the duty, asks for this duty."""
    return duty.shift == pin.shift and pin.cover in ("", duty.cover)


def _spare(index: Index, sheet: Sheet, employee: str) -> tuple[int, str]:
    return index.employees[employee].contract_minutes - sheet.minutes(employee), employee
