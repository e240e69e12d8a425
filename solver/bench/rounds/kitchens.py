"""Several depots taken apart into one problem each, for engines that cannot bound what leaves a depot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from solver.bench.rounds.format import EVER, Routing, Tour, Vehicles


@dataclass(frozen=True, slots=True)
class Part:
    """One depot with its customers and vehicles; the lists say what they are called in the whole problem."""

    problem: Routing
    customers: list[int]
    rows: list[int]

    def named(self, tours: Sequence[Tour]) -> Iterator[Tour]:
        """Tours of the part, by the vehicles and customers of the whole problem."""
        for row, customers in tours:
            yield self.rows[row], [self.customers[customer] for customer in customers]


SERVING, SHORTENING = 60.0, 10.0
"""Seconds at most for finding a depot for everybody, and then for nearer ones."""


def parts(problem: Routing) -> list[Part]:
    """As many customers as can be have a depot, the ways there as short as can be, no depot gives more than it has."""
    chosen = _assigned(problem)
    return [_part(problem, depot, mine) for depot, mine in enumerate(chosen) if mine]


def _assigned(problem: Routing) -> list[list[int]]:
    """By depot its customers."""
    if problem.depots == 1:
        return [list(range(len(problem.amounts)))]
    model = cp_model.CpModel()
    goes = [
        {depot: model.new_bool_var("") for depot in range(problem.depots) if _may(problem, depot, at)}
        for at in range(len(problem.amounts))
    ]
    for row in goes:
        model.add_at_most_one(row.values())
    for depot, room in enumerate(problem.rooms):
        load = [row[depot] * amount for row, amount in zip(goes, problem.amounts, strict=True) if depot in row]
        model.add(sum(load) <= room)
    served = sum(one for row in goes for one in row.values())
    model.maximize(served)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SERVING
    solver.parameters.num_workers = 1
    solver.solve(model)
    model.add(served >= round(solver.objective_value))
    for row in goes:
        for one in row.values():
            model.add_hint(one, solver.boolean_value(one))
    far = problem.tolls[0]
    model.minimize(
        sum(int(far[depot, problem.depots + at]) * one for at, row in enumerate(goes) for depot, one in row.items())
    )
    solver.parameters.max_time_in_seconds = SHORTENING
    solver.solve(model)
    return [
        [at for at, row in enumerate(goes) if depot in row and solver.boolean_value(row[depot])]
        for depot in range(problem.depots)
    ]


def _may(problem: Routing, depot: int, customer: int) -> bool:
    return any(row.depot == depot and (row.may is None or row.may[customer]) for row in problem.vehicles)


def _part(problem: Routing, depot: int, customers: list[int]) -> Part:
    places = np.array([depot, *(problem.depots + customer for customer in customers)])
    cut = np.ix_(np.arange(len(problem.ways)), places, places)
    rows = [number for number, row in enumerate(problem.vehicles) if row.depot == depot]

    def of(numbers: Sequence[int]) -> tuple[int, ...]:
        return tuple(numbers[customer] for customer in customers)

    def mine(row: Vehicles) -> Vehicles:
        return replace(row, depot=0, may=None if row.may is None else tuple(row.may[one] for one in customers))

    return Part(
        Routing(
            ways=problem.ways[cut],
            tolls=problem.tolls[cut],
            amounts=of(problem.amounts),
            minutes=of(problem.minutes),
            firsts=of(problem.firsts),
            dues=of(problem.dues),
            prices=of(problem.prices),
            rooms=(EVER,),
            vehicles=tuple(mine(problem.vehicles[number]) for number in rows),
            xy=tuple(problem.xy[place] for place in places),
            parts=problem.parts,
        ),
        customers,
        rows,
    )
