"""Plain CP-SAT on the same instances: the textbook model, one boolean for each person, day and shift.

It has the same cores for the same seconds as ours; building the model and what is read out counts in them. No tables of
runs, no hints, no parameters of its own: what whoever takes OR-Tools from the shelf would write.
"""

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from solver.bench.family import Answer, Instance, Spending
from solver.bench.rostering.check import check
from solver.bench.rostering.family import nobody
from solver.bench.rostering.format import Person, Wards, read, solution_text

SEEDS = 2**31
"""Its seeds are below."""
ROUNDING = 1e-6
"""Costs are whole; its bound is a number with fractions."""
Literals = Sequence[cp_model.IntVar]
"""One for each day."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one person does: her shifts, by day, and whether she works at all."""

    shifts: Mapping[str, Literals]
    works: Literals


def cpsat(instance: Instance, spending: Spending) -> Answer:
    """Cost and feasibility are those of our own check; raises InstanceError."""
    started = time.monotonic()
    wards = read(instance.path)
    model, rows = model_of(wards)
    return solved(wards, model, rows, replace(spending, seconds=spending.seconds - (time.monotonic() - started)))


def solved(wards: Wards, model: cp_model.CpModel, rows: Mapping[str, Row], spending: Spending) -> Answer:
    """Where the seconds end without a plan nobody works, which is not feasible: `found` is 0 then, and
    `proven_impossible` tells whether there is none."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = spending.workers
    solver.parameters.random_seed = spending.seed % SEEDS
    solver.parameters.max_time_in_seconds = max(0.0, spending.seconds)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return nobody(wards, {"found": 0, "proven_impossible": int(status == cp_model.INFEASIBLE)})
    rosters = {person: _read(wards, row, solver) for person, row in rows.items()}
    verdict = check(wards, rosters)
    return Answer(
        text=solution_text(rosters),
        cost=verdict.cost,
        iterations=solver.num_branches,
        feasible=not verdict.breaches,
        bound=math.ceil(solver.best_objective_bound - ROUNDING),
        facts={"requests": verdict.requests, "cover": verdict.cover},
    )


def _read(wards: Wards, row: Row, solver: cp_model.CpSolver) -> list[str]:
    return [
        next((shift for shift, days in row.shifts.items() if solver.boolean_value(days[day])), "")
        for day in range(wards.days)
    ]


def model_of(wards: Wards) -> tuple[cp_model.CpModel, dict[str, Row]]:
    """Every rule, and the cost as published."""
    model = cp_model.CpModel()
    rows = {name: _row(model, wards) for name in wards.people}
    for name, person in wards.people.items():
        _limits(model, wards, person, rows[name])
        _runs(model, person, rows[name].works)
        _weekends(model, person, rows[name].works)
    model.minimize(sum((*_requests(wards, rows), *_cover(model, wards, rows))))
    return model, rows


def _row(model: cp_model.CpModel, wards: Wards) -> Row:
    """One shift a day, or none; and nothing that may not follow."""
    shifts = {name: [model.new_bool_var("") for _ in range(wards.days)] for name in wards.shifts}
    works = [model.new_bool_var("") for _ in range(wards.days)]
    for day, working in enumerate(works):
        model.add_exactly_one(~working, *(days[day] for days in shifts.values()))
    for now, shift in wards.shifts.items():
        for then in shift.not_before:
            for today, tomorrow in zip(shifts[now], shifts[then][1:], strict=False):
                model.add_at_most_one(today, tomorrow)
    return Row(shifts, works)


def _limits(model: cp_model.CpModel, wards: Wards, person: Person, row: Row) -> None:
    """Over the whole horizon."""
    for shift, most in person.most_of.items():
        model.add(sum(row.shifts[shift]) <= most)
    minutes = sum(wards.shifts[shift].minutes * sum(days) for shift, days in row.shifts.items())
    model.add_linear_constraint(minutes, person.min_minutes, person.max_minutes)
    for day in person.free_days:
        model.add(row.works[day] == 0)


def _runs(model: cp_model.CpModel, person: Person, works: Literals) -> None:
    for first in range(len(works) - person.max_run):
        model.add_bool_or([~working for working in works[first : first + person.max_run + 1]])
    free = [~working for working in works]
    for run in _too_short(works, free, person.min_run):
        model.add_bool_or(run)
    for run in _too_short(free, works, person.min_free):
        model.add_bool_or(run)


def _too_short(
    inside: Sequence[cp_model.LiteralT], outside: Sequence[cp_model.LiteralT], least: int
) -> Iterator[list[cp_model.LiteralT]]:
    """Of days inside, between days outside; what touches an end of the horizon may go on beyond it."""
    for length in range(1, min(least, len(inside) - 1)):
        for before in range(len(inside) - length - 1):
            after = before + length + 1
            yield [inside[before], *outside[before + 1 : after], inside[after]]


def _weekends(model: cp_model.CpModel, person: Person, works: Literals) -> None:
    """Day 0 is a Monday."""
    busy = []
    for saturday in range(5, len(works) - 1, 7):
        busy.append(model.new_bool_var(""))
        model.add_implication(works[saturday], busy[-1])
        model.add_implication(works[saturday + 1], busy[-1])
    model.add(sum(busy) <= person.max_weekends)


def _requests(wards: Wards, rows: Mapping[str, Row]) -> Iterator[cp_model.LinearExprT]:
    for one in wards.on:
        yield one.weight * (1 - rows[one.person].shifts[one.shift][one.day])
    for one in wards.off:
        yield one.weight * rows[one.person].shifts[one.shift][one.day]


def _cover(model: cp_model.CpModel, wards: Wards, rows: Mapping[str, Row]) -> Iterator[cp_model.LinearExprT]:
    """People missing and people beyond, of every day and shift."""
    for (day, shift), wanted in wards.cover.items():
        missing = model.new_int_var(0, wanted.need, "")
        beyond = model.new_int_var(0, len(rows), "")
        model.add(sum(row.shifts[shift][day] for row in rows.values()) + missing - beyond == wanted.need)
        yield wanted.under * missing + wanted.over * beyond


PEERS = {"cpsat": cpsat}
