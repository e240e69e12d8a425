"""A few days rostered anew for some of the staff by OR-Tools' CP-SAT, all other days as they are.

P. Shaw, "Using constraint programming and local search methods to solve vehicle routing problems", CP-98 (1998).
"""

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from solver.rostering.engine.close import Effort, cover_of
from solver.rostering.engine.neighbourhoods import Tried
from solver.rostering.engine.problem import (
    OFF,
    SATURDAY,
    Limits,
    Problem,
    Roster,
    cover_cost,
    missing_of,
    own_cost,
    works,
)


def improve_days(
    problem: Problem, rosters: NDArray[np.int8], days: Sequence[int], staff: Sequence[int], effort: Effort
) -> Tried:
    """Rosters of those of the staff who change, where the plan as a whole gets cheaper."""
    model = cp_model.CpModel()
    rows = {person: _Row(model, problem, person, rosters[person], days) for person in staff}
    missing = missing_of(problem, rosters)
    open_to = missing + sum(works(rosters[person], problem.shifts) for person in staff)
    costs: list[cp_model.LinearExprT] = [row.cost() for row in rows.values()]
    for day, shift in product(days, range(problem.shifts)):
        here = [row.cells[day, shift] for row in rows.values() if (day, shift) in row.cells]
        costs.append(cover_of(model, problem, (day, shift), here, int(open_to[day, shift])))
    cost = cp_model.LinearExpr.sum(costs)
    missing[np.delete(np.arange(problem.days), days)] = 0
    now = sum(own_cost(problem, person, rosters[person]) for person in staff)
    model.add(cost <= now + cover_cost(problem, missing) - 1)
    model.minimize(cost)
    solver = effort.solver()
    status = effort.solve(solver, model)
    cut = effort.cut(solver, status)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Tried(proved=status == cp_model.INFEASIBLE, cut=cut)
    found = {person: row.read(solver) for person, row in rows.items()}
    return Tried({person: roster for person, roster in found.items() if (roster != rosters[person]).any()}, cut=cut)


class _Row:
    """One person's cells of the window, with every limit of hers posted."""

    def __init__(
        self, model: cp_model.CpModel, problem: Problem, person: int, roster: Roster, window: Sequence[int]
    ) -> None:
        self.problem, self.person, self.roster, self.window = problem, person, roster, list(window)
        self._model, limits = model, problem.people[person]
        self.cells = {
            (day, shift): model.new_bool_var("")
            for day in window
            if day not in limits.free_days
            for shift, most in enumerate(limits.most_of)
            if most
        }
        for (day, shift), variable in self.cells.items():
            model.add_hint(variable, int(roster[day]) == shift)
        self._at_work = [self._works(day) for day in range(problem.days)]
        self._sums(limits)
        self._runs(limits)
        self._weekends(limits)
        self._follows()

    def cost(self) -> cp_model.LinearExprT:
        """Own cost of her whole roster."""
        prices = self.problem.cost[self.person]
        rest = self.roster.copy()
        rest[self.window] = OFF
        inside = [int(prices[cell]) * variable for cell, variable in self.cells.items()]
        return cp_model.LinearExpr.sum([own_cost(self.problem, self.person, rest), *inside])

    def read(self, solver: cp_model.CpSolver) -> Roster:
        roster = self.roster.copy()
        roster[self.window] = OFF
        for (day, shift), variable in self.cells.items():
            if solver.value(variable):
                roster[day] = shift
        return roster

    def _works(self, day: int) -> cp_model.IntVar:
        if day not in self.window:
            return self._model.new_constant(int(self.roster[day] != OFF))
        at_work = self._model.new_bool_var("")
        here = [variable for (on, _), variable in self.cells.items() if on == day]
        self._model.add(cp_model.LinearExpr.sum(here) == at_work)
        return at_work

    def _sums(self, limits: Limits) -> None:
        outside = np.delete(self.roster, self.window)
        minutes = int(self.problem.minutes[outside[outside != OFF]].sum())
        inside = [int(self.problem.minutes[shift]) * variable for (_, shift), variable in self.cells.items()]
        total = cp_model.LinearExpr.sum([minutes, *inside])
        self._model.add_linear_constraint(total, limits.min_minutes, limits.max_minutes)
        for shift, most in enumerate(limits.most_of):
            here = [variable for (_, of), variable in self.cells.items() if of == shift]
            if most < self.problem.days and here:
                self._model.add(cp_model.LinearExpr.sum(here) <= most - int((outside == shift).sum()))

    def _runs(self, limits: Limits) -> None:
        """No run too long; between its ends no run too short, of work or of free days."""
        days, worked = self.problem.days, self._at_work
        for first in self._firsts(0, days - limits.max_run, limits.max_run + 1):
            self._model.add(cp_model.LinearExpr.sum(worked[first : first + limits.max_run + 1]) <= limits.max_run)
        for short, at_work in [(n, True) for n in range(1, limits.min_run)] + [
            (n, False) for n in range(1, limits.min_free)
        ]:
            for before in self._firsts(0, days - short - 1, short + 2):
                ends, inner = (worked[before], worked[before + short + 1]), worked[before + 1 : before + short + 1]
                longer = [end if at_work else ~end for end in ends]
                self._model.add_bool_or([*longer, *(~day if at_work else day for day in inner)])

    def _firsts(self, least: int, beyond: int, length: int) -> list[int]:
        """First days of all stretches of that length with a day of the window in it."""
        firsts = {day - back for day in self.window for back in range(length)}
        return sorted(first for first in firsts if least <= first < beyond)

    def _weekends(self, limits: Limits) -> None:
        worked = []
        for saturday in range(SATURDAY, self.problem.days - 1, 7):
            weekend = self._model.new_bool_var("")
            self._model.add_implication(self._at_work[saturday], weekend)
            self._model.add_implication(self._at_work[saturday + 1], weekend)
            worked.append(weekend)
        if limits.max_weekends < len(worked):
            self._model.add(cp_model.LinearExpr.sum(worked) <= limits.max_weekends)

    def _follows(self) -> None:
        window, forbidden = set(self.window), self.problem.forbidden
        for (day, shift), variable in self.cells.items():
            then = np.flatnonzero(forbidden[shift]).tolist()
            banned = [self.cells[day + 1, next_one] for next_one in then if (day + 1, next_one) in self.cells]
            if banned:
                self._model.add(cp_model.LinearExpr.sum([variable, *banned]) <= 1)
            if day - 1 not in window and day > 0 and self.roster[day - 1] != OFF:
                self._close_if(bool(forbidden[self.roster[day - 1], shift]), variable)
            if day + 1 not in window and day + 1 < self.problem.days and self.roster[day + 1] != OFF:
                self._close_if(bool(forbidden[shift, self.roster[day + 1]]), variable)

    def _close_if(self, forbidden: bool, variable: cp_model.IntVar) -> None:
        if forbidden:
            self._model.add(variable == 0)
