"""What the model makes small: the same sums as score.py, as linear expressions."""

from collections.abc import Iterator
from itertools import pairwise

from ortools.sat.python.cp_model import CpModel

from solver.rostering.curves import Layer, counts_for, layers_of, slots_within
from solver.rostering.index import Index, weeks
from solver.rostering.score import price_of_change, weekend_cost
from solver.rostering.solution import Duty
from solver.rostering.variables import Sum, Variables
from solver.rules import CLASS_WEIGHT, weight


def add_objective(model: CpModel, v: Variables, index: Index) -> None:
    """Minimise the cost of all rules together."""
    model.minimize(
        sum(
            [
                *_not_planned(v, index),
                *_demand_curve(model, v, index),
                *_overtime(v, index),
                *_hours_wanted(model, v, index),
                *_fair_weekends(model, v, index),
                *_shift_wishes(v, index),
                *_changes(v, index),
            ]
        )
    )


def add_cover_objective(model: CpModel, v: Variables, index: Index) -> None:
    """Minimise the price of missing heads alone: quickly solved, and a far better start for all rules together."""
    model.minimize(sum(_not_planned(v, index), start=0))


def _not_planned(v: Variables, index: Index) -> Iterator[Sum]:
    for cover in index.problem.covers:
        price = CLASS_WEIGHT[cover.priority_class] * index.shifts[cover.shift].paid_minutes
        yield price * v.missing[cover.key]


def _demand_curve(model: CpModel, v: Variables, index: Index) -> Iterator[Sum]:
    """Slots that the same shifts cover have the same people on duty: one convex cost for all of them."""
    price = weight("demand_curve", index.problem.weights)
    for layer in layers_of(index.problem):
        serving = [duty for duty in v.duty if counts_for(index, layer, duty)]
        for duties, slots in _stretches(index, layer, serving):
            most = len({duty.employee for duty in duties})
            costs = [price * sum(layer.cost(slot, heads) for slot in slots) for heads in range(most + 1)]
            yield _convex(model, v.sum_of(duties), costs, f"{layer.key} {slots[0]}")


def _overtime(v: Variables, index: Index) -> Iterator[Sum]:
    price = weight("overtime", index.problem.weights)
    for overtime in v.overtime.values():
        yield price * overtime


def _hours_wanted(model: CpModel, v: Variables, index: Index) -> Iterator[Sum]:
    price = weight("hours_wanted", index.problem.weights)
    for employee in index.problem.employees:
        for week in weeks(index.problem):
            worked = v.minutes_in(index, employee.key, week)
            most = max(employee.contract_minutes, employee.max_week_minutes)
            off = model.new_int_var(0, most, f"off {employee.key} {week.start}")
            model.add(off >= worked - employee.contract_minutes)
            model.add(off >= employee.contract_minutes - worked)
            yield price * off


def _fair_weekends(model: CpModel, v: Variables, index: Index) -> Iterator[Sum]:
    price = weight("fair_weekends", index.problem.weights)
    days = sorted(day for day in index.problem.weekend_days if day < index.problem.days)
    for employee in index.problem.employees:
        costs = [price * weekend_cost(employee, worked) for worked in range(len(days) + 1)]
        worked = v.sum_of(duty for day in days for duty in v.of_day.get((employee.key, day), ()))
        yield _convex(model, worked, costs, f"weekend {employee.key}")


def _shift_wishes(v: Variables, index: Index) -> Iterator[Sum]:
    price = weight("shift_wishes", index.problem.weights)
    for employee in index.problem.employees:
        for wish in employee.wishes:
            own = v.of_day.get((employee.key, wish.day), [])
            if wish.shift is None:
                came_true: Sum = 1 - v.sum_of(own)
            else:
                came_true = v.sum_of(duty for duty in own if duty.shift == wish.shift)
            yield price * (1 - came_true) if wish.wanted else price * came_true


def _changes(v: Variables, index: Index) -> Iterator[Sum]:
    price = price_of_change(index.problem)
    for employee in index.problem.employees:
        if employee.announced is None:
            continue
        told = {shift.day: (shift.shift, shift.place) for shift in employee.announced}
        for day in range(index.problem.days):
            own = v.of_day.get((employee.key, day), [])
            if day in told:
                yield price * (1 - v.sum_of(duty for duty in own if (duty.shift, duty.place) == told[day]))
            else:
                yield price * v.sum_of(own)


def _stretches(index: Index, layer: Layer, serving: list[Duty]) -> Iterator[tuple[list[Duty], list[int]]]:
    """Slots with a head needed or offered, grouped by the days and shift types that cover them."""
    covering: dict[int, list[tuple[int, str]]] = {slot: [] for slot in layer.slots}
    by_shift: dict[tuple[int, str], list[Duty]] = {}
    for duty in serving:
        by_shift.setdefault((duty.day, duty.shift), []).append(duty)
    for day, shift in sorted(by_shift):
        for slot in slots_within(layer, index.shifts[shift], day):
            covering.setdefault(slot, []).append((day, shift))
    stretches: dict[tuple[tuple[int, str], ...], list[int]] = {}
    for slot in sorted(covering):
        stretches.setdefault(tuple(covering[slot]), []).append(slot)
    for shifts, slots in stretches.items():
        yield [duty for shift in shifts for duty in by_shift[shift]], slots


def _convex(model: CpModel, heads: Sum, costs: list[int], name: str) -> Sum:
    """`costs[heads]` for convex costs: heads are bought step by step, the cheapest steps first."""
    steps: dict[int, int] = {}
    for before, after in pairwise(costs):
        steps[after - before] = steps.get(after - before, 0) + 1
    bought = [(price, model.new_int_var(0, number, name)) for price, number in steps.items()]
    if bought:
        model.add(sum(variable for _, variable in bought) == heads)
    return costs[0] + sum(price * variable for price, variable in bought)
