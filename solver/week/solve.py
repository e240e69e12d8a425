"""The week, step by step: days, roster, seats, meals, then every centre's visits and every kitchen's rounds."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

from solver.budget import Budget, Progress
from solver.fanout import Crew, Part
from solver.meals.problem import RoundsProblem
from solver.meals.solve import solve as solve_rounds
from solver.places.problem import PlacesProblem
from solver.places.solution import Place, PlacesSolution
from solver.places.solve import solve as solve_places
from solver.result import Match, Result, Unplanned
from solver.rostering.solution import Duty, RosterSolution
from solver.rostering.solve import solve as solve_roster
from solver.visits.solve import solve as solve_visits
from solver.week.days import choose_days
from solver.week.open_needs import open_doors, open_shifts, unlocated
from solver.week.places import meals_problem, seats_problem
from solver.week.problem import WeekProblem, occurrence
from solver.week.roster import roster_problem
from solver.week.rounds import all_rounds
from solver.week.routes import routes_problem
from solver.week.score import WeekResult, costs_by_unit
from solver.week.seating import away_spans, seated_at
from solver.week.solution import DayRoutes, MealRounds, WeekSolution

PHASES = ("rosters", "places", "routes")


def solve(problem: WeekProblem, budget: Budget, crew: Crew | None = None) -> WeekResult:
    """Plan the week; every part keeps its hard rules, what does not fit is listed with the rule that stopped it.

    `crew` runs independent parts side by side (default: one after the other, here). Progress is told part by part.
    """
    week = _Week(problem, budget, crew or Crew())
    days = {unit.key: choose_days(unit, problem.days) for unit in problem.units}
    duties = week.rosters(days)
    seats = week.places("seats", seats_problem(problem, duties))
    seated = seated_at(problem, seats)
    portions = week.places("meals", meals_problem(problem, seated))
    chosen = tuple(
        occurrence(need, day) for unit in problem.units for need in unit.visits for day in days[unit.key][need.key]
    )
    routes, rounds = week.routes(chosen, duties, seats, portions, seated)
    return week.result(
        WeekSolution(
            occurrences=chosen,
            duties=duties,
            routes=routes,
            seats=seats,
            meals=week.carried(portions),
            rounds=rounds,
            not_planned=tuple(sorted(week.not_planned, key=lambda need: (need.priority_class, need.kind, need.key))),
        )
    )


@dataclass
class _Week:
    """Collects what the parts of a week cost and left open."""

    problem: WeekProblem
    budget: Budget
    crew: Crew
    started: float = field(default_factory=time.monotonic)
    matches: list[Match] = field(default_factory=list)
    not_planned: list[Unplanned] = field(default_factory=list)
    undelivered: set[str] = field(default_factory=set)
    work: float = 0.0
    reproducible: bool = True

    def rosters(self, days: dict[str, dict[str, tuple[int, ...]]]) -> tuple[Duty, ...]:
        parts = [
            self._part(f"roster/{unit.key}", solve_roster, roster_problem(self.problem, unit, days[unit.key]), 0.25)
            for unit in self.problem.units
            if unit.people or unit.covers
        ]
        duties: list[Duty] = []
        for roster in self._run("rosters", parts):
            solution: RosterSolution = roster.solution
            duties.extend(solution.duties)
            self.not_planned.extend(open_shifts(solution.not_planned))
        return tuple(duties)

    def places(self, name: str, problem: PlacesProblem) -> tuple[Place, ...]:
        (result,) = self._run("places", [self._part(f"places/{name}", solve_places, problem, 0.05)])
        solution: PlacesSolution = result.solution
        self.not_planned.extend(solution.not_planned)
        return solution.places

    def routes(
        self,
        chosen: Sequence[str],
        duties: Sequence[Duty],
        seats: Sequence[Place],
        portions: Sequence[Place],
        seated: dict[tuple[str, int], str],
    ) -> tuple[tuple[DayRoutes, ...], tuple[MealRounds, ...]]:
        away = away_spans(self.problem, seats)
        self.not_planned.extend(unlocated(self.problem, chosen))
        walks = {
            (unit.key, day): routes_problem(self.problem, unit, day, chosen, duties, away)
            for unit in self.problem.units
            for day in range(self.problem.days)
        }
        trips = all_rounds(self.problem, portions, duties, seated)
        parts = [
            self._part(f"visits/{unit}/{day}", solve_visits, walk, 0.6)
            for (unit, day), walk in walks.items()
            if walk.stops
        ]
        parts += [
            self._part("/".join(("rounds", *map(str, key))), solve_rounds, trip, 0.1) for key, trip in trips.items()
        ]
        results = self._run("routes", parts)
        supplies = {place.request: place.supply for place in portions}
        return self._unpack(parts, results, trips, supplies)

    def _unpack(
        self,
        parts: Sequence[Part],
        results: Sequence[Result[Any]],
        trips: dict[tuple[str, int, str], RoundsProblem],
        supplies: dict[str, str],
    ) -> tuple[tuple[DayRoutes, ...], tuple[MealRounds, ...]]:
        routes, rounds = [], []
        for part, result in zip(parts, results, strict=True):
            kind, *where = part.key.split("/")
            if kind == "visits":
                unit, day = "/".join(where[:-1]), int(where[-1])
                routes.append(DayRoutes(unit, day, result.solution.assignments, result.solution.pauses))
                self.not_planned.extend(result.solution.not_planned)
            else:
                kitchen, day, meal = "/".join(where[:-2]), int(where[-2]), where[-1]
                rounds.append(MealRounds(kitchen, day, meal, result.solution.rounds))
                left = open_doors(trips[kitchen, day, meal], result.solution.not_planned, supplies)
                self.not_planned.extend(left)
                self.undelivered.update(need.key for need in left)
        return tuple(routes), tuple(rounds)

    def carried(self, portions: Sequence[Place]) -> tuple[Place, ...]:
        """The portions that really reach somebody."""
        return tuple(place for place in portions if place.request not in self.undelivered)

    def result(self, solution: WeekSolution) -> WeekResult:
        return WeekResult(
            solution=solution,
            cost=sum(match.cost for match in self.matches),
            costs_by_unit=costs_by_unit(self.problem, self.matches),
            matches=tuple(self.matches),
            work=self.work,
            seconds=time.monotonic() - self.started,
            reproducible=self.reproducible,
        )

    def _part(self, key: str, solver: Any, problem: Any, share: float) -> Part:
        """A part's seed depends on its key alone, so that adding a centre changes nothing elsewhere."""
        digest = blake2b(f"{self.budget.seed}/{key}".encode(), digest_size=4).digest()
        seconds = None if self.budget.seconds is None else max(0.05, self.budget.seconds * share)
        return Part(key, solver, problem, self.budget.for_part(int.from_bytes(digest) % 2**31, seconds))

    def _run(self, phase: str, parts: Sequence[Part]) -> list[Result[Any]]:
        parts = [replace(part, budget=self._fair(part, len(parts))) for part in parts]
        done = 0

        def tell(key: str) -> None:
            nonlocal done
            del key
            done += 1
            self.budget.on_progress(Progress(phase, done, len(parts), len(self.not_planned)))

        self.budget.on_progress(Progress(phase, 0, len(parts), len(self.not_planned)))
        results = list(self.crew.run(parts, self.budget, tell).values())
        for result in results:
            self.matches.extend(result.matches)
            self.work += result.work
            self.reproducible = self.reproducible and result.reproducible
        return results

    def _fair(self, part: Part, count: int) -> Budget:
        """When the clock rules, a phase's seconds are dealt out over its parts and the workers that run them."""
        if part.budget.seconds is None:
            return part.budget
        return replace(
            part.budget, seconds=max(0.05, part.budget.seconds * self.budget.workers / max(count, self.budget.workers))
        )
