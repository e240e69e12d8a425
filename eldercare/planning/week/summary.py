"""What a plan comes to: coverage, score and fingerprints, for the run and for each of its units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from eldercare.planning.week.answer import Answer
from eldercare.planning.week.kept import Kept
from solver.result import cost_by_rule
from solver.week.check import coverage
from solver.week.document import fingerprint
from solver.week.problem import Unit, WeekProblem
from solver.week.score import WeekResult
from solver.week.solution import WeekSolution


@dataclass(frozen=True, slots=True)
class Summary:
    """One unit's part of a plan: cost by rule, and (planned, needed) by kind."""

    input_hash: str
    score: dict[str, int]
    coverage: dict[str, tuple[int, int]]


def summaries(problem: WeekProblem, result: WeekResult, kept: Mapping[str, Kept]) -> list[Summary]:
    """In the order of the problem's units."""
    return [
        Summary(
            input_hash=fingerprint(_part_of(problem, unit)),
            score=dict(result.costs_by_unit[unit.key]),
            coverage=_with(
                coverage(replace(problem, units=(unit,)), _solution_of(unit, result.solution)), kept[unit.key]
            ),
        )
        for unit in problem.units
    ]


def summary_of(
    problem: WeekProblem, result: WeekResult, kept: Iterable[Kept], *, plan_hash: str, peak_mb: float, seed: int
) -> Answer:
    """Of the whole run, before any board is asked whether it keeps what it has."""
    counts = coverage(problem, result.solution)
    for past in kept:
        counts = _with(counts, past)
    return {
        "week": problem.week,
        "units": [unit.key for unit in problem.units],
        "begins": _begins(problem),
        "hard_violations": 0,
        "coverage": shares(counts),
        "counts": {kind: list(count) for kind, count in counts.items()},
        "score": cost_by_rule(result.matches),
        "seconds": round(result.seconds, 2),
        "peak_memory_mb": round(peak_mb, 1),
        "seed": seed,
        "reproducible": result.reproducible,
        "plan_hash": plan_hash,
        "kept_better": [],
        "superseded": [],
    }


def _begins(problem: WeekProblem) -> str | None:
    """The local moment until which the plan people were told has begun and stays; None where nothing has."""
    minutes = max((unit.begins for unit in problem.units), default=0)
    moment = datetime.fromisoformat(problem.week) + timedelta(minutes=minutes)
    return moment.isoformat(timespec="minutes") if minutes else None


def _with(counts: Mapping[str, tuple[int, int]], kept: Kept) -> dict[str, tuple[int, int]]:
    """The counts of the solver and those of the days that are over."""
    past = kept.counts()
    return {kind: (planned + past[kind][0], needed + past[kind][1]) for kind, (planned, needed) in counts.items()}


def shares(counts: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """Planned over needed; nothing needed is fully covered."""
    return {kind: round(planned / needed, 4) if needed else 1.0 for kind, (planned, needed) in counts.items()}


def _part_of(problem: WeekProblem, unit: Unit) -> WeekProblem:
    """What bears on one unit alone, so that a change elsewhere does not make its draft look out of date.

    Nor does publishing it: what was announced is no new fact.
    """
    here = {facility.key for facility in problem.facilities if facility.unit == unit.key}
    return replace(
        problem,
        units=(_before_publishing(unit),),
        facilities=tuple(facility for facility in problem.facilities if facility.key in here),
        kitchens=tuple(
            replace(kitchen, waves=tuple(replace(wave, taken={}) for wave in kitchen.waves))
            for kitchen in problem.kitchens
            if kitchen.facility in here
        ),
        zones=tuple(replace(zone, taken=()) for zone in problem.zones if zone.facility in here),
        points=(),
    )


def _before_publishing(unit: Unit) -> Unit:
    people = (replace(person, employee=replace(person.employee, announced=None)) for person in unit.people)
    return replace(unit, people=tuple(people), visits=tuple(replace(need, announced={}) for need in unit.visits))


def _solution_of(unit: Unit, solution: WeekSolution) -> WeekSolution:
    needs = set(unit.need_keys())
    covers = {cover.key for cover in unit.covers}
    return replace(
        solution,
        occurrences=tuple(key for key in solution.occurrences if key.rpartition("@")[0] in needs),
        routes=tuple(routes for routes in solution.routes if routes.unit == unit.key),
        seats=tuple(place for place in solution.seats if place.request in needs),
        meals=tuple(place for place in solution.meals if place.request in needs),
        not_planned=tuple(
            need
            for need in solution.not_planned
            if need.key in needs or need.key.rpartition("@")[0] in needs or need.key.rpartition("#")[0] in covers
        ),
    )
