"""People put on duty for the demand curves one by one, each where she saves most: a start, not an end."""

from collections.abc import Iterable

from solver.rostering.curves import Layer, counts_for, layers_of, on_duty, slots_within
from solver.rostering.fill import Sheet
from solver.rostering.index import Index
from solver.rostering.problem import DAY, Cover
from solver.rostering.score import price_of_change
from solver.rostering.solution import Duty
from solver.rules import weight


def fill_curves(index: Index, sheet: Sheet, possible: Iterable[Duty]) -> None:
    """In rounds, everybody takes the shift that saves most, until nobody's saves anything."""
    savings = _Savings(index, sheet.duties())
    own: dict[str, list[Duty]] = {}
    for duty in possible:
        if not isinstance(index.targets[duty.cover], Cover):
            own.setdefault(duty.employee, []).append(duty)
    waiting = sorted(own)
    while waiting:
        waiting = [employee for employee in waiting if _take_best(sheet, savings, own[employee])]


def _take_best(sheet: Sheet, savings: "_Savings", duties: list[Duty]) -> bool:
    """Add the duty that saves most among those her week allows; False when none does."""
    busy = {duty.day for duty in sheet.of.get(duties[0].employee, ())}
    worth = [(savings.of(sheet, duty), duty) for duty in duties if duty.day not in busy]
    for saved, duty in sorted(worth, key=lambda pair: (-pair[0], pair[1].day, pair[1].shift, pair[1].cover)):
        if saved <= 0:
            return False
        if sheet.takes(duty):
            sheet.add(duty)
            savings.add(duty)
            return True
    return False


class _Savings:
    """What one more head saves, by layer, day and shift; recomputed only where heads have changed."""

    def __init__(self, index: Index, duties: Iterable[Duty]) -> None:
        listed = list(duties)
        self._index = index
        self._layers = layers_of(index.problem)
        self._heads = [on_duty(index, layer, listed) for layer in self._layers]
        self._known: dict[tuple[int, int, str], int] = {}

    def of(self, sheet: Sheet, duty: Duty) -> int:
        """Cost saved by the duty on the curves, less or more what it does to her hours, less that of a change."""
        weights = self._index.problem.weights
        employee, before = self._index.employees[duty.employee], sheet.minutes(duty.employee)
        after = before + self._index.shifts[duty.shift].paid_minutes
        hours = abs(before - employee.contract_minutes) - abs(after - employee.contract_minutes)
        slots = sum(
            self._of_layer(number, duty)
            for number, layer in enumerate(self._layers)
            if counts_for(self._index, layer, duty)
        )
        change = 0 if employee.announced is None else price_of_change(self._index.problem)
        return weight("demand_curve", weights) * slots + weight("hours_wanted", weights) * hours - change

    def add(self, duty: Duty) -> None:
        """Count the heads of the duty."""
        for number, layer in enumerate(self._layers):
            if counts_for(self._index, layer, duty):
                heads = self._heads[number]
                for slot in slots_within(layer, self._index.shifts[duty.shift], duty.day):
                    heads[slot] = heads.get(slot, 0) + 1
                self._forget(number, duty.day)

    def _of_layer(self, number: int, duty: Duty) -> int:
        key = (number, duty.day, duty.shift)
        if key not in self._known:
            layer, heads = self._layers[number], self._heads[number]
            self._known[key] = sum(
                _saved(layer, slot, heads.get(slot, 0))
                for slot in slots_within(layer, self._index.shifts[duty.shift], duty.day)
            )
        return self._known[key]

    def _forget(self, number: int, day: int) -> None:
        reach = 1 + max(shift.end for shift in self._index.problem.shift_types) // DAY
        for key in [key for key in self._known if key[0] == number and abs(key[1] - day) <= reach]:
            del self._known[key]


def _saved(layer: Layer, slot: int, heads: int) -> int:
    return layer.cost(slot, heads) - layer.cost(slot, heads + 1)
