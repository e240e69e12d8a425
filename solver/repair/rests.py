"""Pauses after the repair: everybody keeps hers who can; who stands now, or is out at that minute, gets another."""

from collections.abc import Iterable
from dataclasses import replace

from solver.budget import Budget
from solver.pauses.solution import Pause
from solver.pauses.solve import solve as solve_pauses
from solver.repair.problem import RepairProblem
from solver.repair.standing import pauses_told
from solver.week.pauses import as_duty, pauses_problem
from solver.week.problem import WeekProblem
from solver.week.solution import DutyPause, WeekSolution

WalkKey = tuple[str, int]


def rested(
    problem: RepairProblem, week: WeekProblem, plan: WeekSolution, touched: Iterable[WalkKey], budget: Budget
) -> tuple[DutyPause, ...]:
    """The pauses of all who visit nobody, those of the touched units and days made valid again."""
    days: dict[str, set[int]] = {}
    for key, day in touched:
        days.setdefault(key, set()).add(day)
    kept = {(one.employee, one.day): one for one in plan.pauses}
    for unit in week.units:
        here, on = {person.employee.key for person in unit.people}, days.get(unit.key, set())
        duties = [duty for duty in plan.duties if duty.employee in here and duty.day in on]
        asked = pauses_problem(week, unit, duties, plan.routes, plan.rounds)
        told = {f"{who}@{day}": start for day in on for who, start in pauses_told(problem, day).items()}
        kept = {at: one for at, one in kept.items() if not (at[0] in here and at[1] in on)}
        members = [replace(one, told=told.get(one.key)) for one in asked.members if one.minutes]
        stays = {one.key: one.told for one in members if one.told is not None and one.may_pause_from(one.told)}
        again = [
            replace(one, earliest=_not_before(problem, one.earliest, one.latest - one.minutes))
            for one in members
            if one.key not in stays
        ]
        found = solve_pauses(replace(asked, members=tuple(again), wants=()), budget).solution if again else None
        new = [as_duty(pause) for pause in found.pauses] if found else []
        new += [as_duty(Pause(member, start)) for member, start in stays.items()]
        kept |= {(one.employee, one.day): one for one in new}
    return tuple(kept.values())


def _not_before(problem: RepairProblem, earliest: int, last: int) -> int:
    """Nobody is sent to a pause in the past where another minute is left."""
    return max(earliest, min(problem.begins, last))
