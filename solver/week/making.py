"""A week in the making: the results of its parts by key, and what follows from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from math import ceil, inf
from typing import Any

from solver.budget import Budget, Progress, Stopwatch
from solver.fanout import Crew, Part
from solver.meals.problem import RoundsProblem
from solver.meals.solution import RoundsSolution
from solver.pauses.solution import PausesSolution
from solver.places.solution import Place, PlacesSolution
from solver.result import Match, Result, Unplanned
from solver.rostering.solution import Duty, RosterSolution
from solver.visits.solution import VisitsSolution
from solver.week.days import Days
from solver.week.explained import Facts, with_answers
from solver.week.off_duty import with_off_duty
from solver.week.open_needs import open_doors, unlocated, with_other_days
from solver.week.pauses import as_duty
from solver.week.problem import WeekProblem, occurrence
from solver.week.regulars import Regulars
from solver.week.score import WeekResult, costs_by_unit
from solver.week.seating import with_return
from solver.week.seats import with_closed
from solver.week.solution import DayRoutes, DutyPause, MealRounds, WeekSolution

WHOLE = 1000
"""Progress is told in thousandths."""
REACH = {
    **{"rosters": 0.08, "rooms": 0.09, "seats": 0.09, "portions": 0.10, "rounds": 0.18, "routes": 0.36},
    **{"other_days": 0.40, "lessons": 0.45, "better_routes": 0.96, "first_things": 0.97, "reasons": 0.98},
    "pauses": 0.99,
}
"""The share of an ordinary week's work that is done behind each step; visits tried on other days come thrice."""
LEAST_SECONDS = 0.01
"""What a part is given that no plan can do without, where no time is left."""

WalkKey = tuple[str, int]
TripKey = tuple[str, int, str]


@dataclass
class Making:
    """Parts run in phases; a phase's results replace those of the same key."""

    problem: WeekProblem
    budget: Budget
    crew: Crew
    watch: Stopwatch = field(init=False)
    """Of the whole week: without seconds it only hears who cancels."""
    days: dict[str, Days] = field(default_factory=dict)
    """By unit."""
    regulars: dict[str, Regulars] = field(default_factory=dict)
    rosters: dict[tuple[str, str], Result[RosterSolution]] = field(default_factory=dict)
    seats: Result[PlacesSolution] | None = None
    portions: Result[PlacesSolution] | None = None
    walks: dict[WalkKey, Result[VisitsSolution]] = field(default_factory=dict)
    trips: dict[TripKey, Result[RoundsSolution]] = field(default_factory=dict)
    trip_problems: Mapping[TripKey, RoundsProblem] = field(default_factory=dict)
    rests: dict[str, Result[PausesSolution]] = field(default_factory=dict)
    explained: dict[str, Facts] = field(default_factory=dict)
    """By kind of what is open: what was tested that would help it."""
    stopped: dict[tuple[str, int], str] = field(default_factory=dict)
    """By need and day: the rule that stopped an open visit when it was tried there."""
    work: float = 0.0
    reproducible: bool = True
    first_plan: float = inf
    """Seconds until the routes stood for the first time."""
    reached: float = 0.0
    """The share of the whole work that is done; it never falls."""

    def __post_init__(self) -> None:
        self.watch = Stopwatch(self.budget, inf)

    @property
    def over(self) -> bool:
        """Whether no time is left or nobody waits any more: what a plan can do without is left out."""
        return self.watch.stop()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The visits of the week, on the days they have by now."""
        return self.occurrences(self.days)

    def occurrences(self, days: Mapping[str, Days]) -> tuple[str, ...]:
        """The same with other days."""
        return tuple(
            occurrence(need, day)
            for unit in self.problem.units
            for need in unit.visits
            for day in days[unit.key][need.key]
        )

    @property
    def duties(self) -> tuple[Duty, ...]:
        return tuple(duty for roster in self.rosters.values() for duty in roster.solution.duties)

    @property
    def places_given(self) -> tuple[Place, ...]:
        return self.seats.solution.places if self.seats else ()

    @property
    def portions_given(self) -> tuple[Place, ...]:
        return self.portions.solution.places if self.portions else ()

    @property
    def routes(self) -> tuple[DayRoutes, ...]:
        return tuple(
            DayRoutes(unit, day, walk.solution.assignments, walk.solution.pauses)
            for (unit, day), walk in self.walks.items()
        )

    @property
    def rounds(self) -> tuple[MealRounds, ...]:
        return tuple(MealRounds(*key, trip.solution.rounds) for key, trip in self.trips.items())

    @property
    def pauses(self) -> tuple[DutyPause, ...]:
        return tuple(as_duty(pause) for rest in self.rests.values() for pause in rest.solution.pauses)

    def visits_open(self, unit: str) -> list[Unplanned]:
        """The visits of a unit that no route holds."""
        return [need for (of, _), walk in self.walks.items() if of == unit for need in walk.solution.not_planned]

    def part(
        self,
        key: Sequence[object],
        solver: Any,
        problem: Any,
        share: float,
        *,
        steady: bool = False,
        effort: float = 1.0,
    ) -> Part:
        """A part's seed depends on its key alone, so that adding a centre changes nothing elsewhere.

        `share` is its phase's part of the seconds that are left by then, where the clock rules, `effort` so many times
        the run's where not.
        A `steady` part comes out the same whatever the run's seed.
        """
        name = "/".join(map(str, key))
        digest = blake2b(f"{0 if steady else self.budget.seed}/{name}".encode(), digest_size=4).digest()
        budget = self.budget.for_part(int.from_bytes(digest) % 2**31, share, effort)
        return Part(name, solver, problem, budget)

    def run(self, phase: str, parts: Sequence[Part], reach: float) -> list[Result[Any]]:
        """The results in the order of the parts.

        Progress is told part by part, as a share of the whole work: `reach` is where it stands behind the last of them.
        Raises SolveStoppedError on a cancel before there is a plan.
        """
        parts = [replace(part, budget=self._dealt(part, len(parts))) for part in parts]
        start, done = self.reached, 0

        def tell(key: str | None = None) -> None:
            nonlocal done
            done += key is not None
            self.reached = max(self.reached, start + (reach - start) * done / (len(parts) or 1))
            self.budget.on_progress(Progress(phase, int(WHOLE * self.reached), WHOLE, self.left_open()))

        tell()
        results = list(self.crew.run(parts, self.budget, tell, keeps=self.first_plan < inf).values())
        for result in results:
            self.work += result.work
            self.reproducible = self.reproducible and result.reproducible
        return results

    def stands(self) -> None:
        """Every part has its first result."""
        self.first_plan = self.watch.elapsed

    def nearer(self, reach: float) -> float:
        """Half the way from here: for a step that may be taken again, nobody knows how often."""
        return (self.reached + max(self.reached, reach)) / 2

    def left_open(self) -> int:
        """How much is open so far: what no step has come to yet is, too."""
        units = self.problem.units
        waiting = 0 if self.walks else sum(len(days) for of_unit in self.days.values() for days in of_unit.values())
        waiting += 0 if self.seats else sum(len(unit.seats) for unit in units)
        waiting += 0 if self.portions else sum(len(unit.meals) for unit in units)
        return waiting + len(self.left_by_parts())

    def left_by_parts(self) -> list[Unplanned]:
        """What each part was asked for and left open."""
        left: list[Unplanned] = []
        for roster in self.rosters.values():
            left += roster.solution.not_planned
        for places in (self.seats, self.portions):
            left += places.solution.not_planned if places else ()
        for walk in self.walks.values():
            left += walk.solution.not_planned
        return [*left, *self.undelivered()]

    def undelivered(self) -> list[Unplanned]:
        """Meals that were cooked but find no carrier."""
        missing = {key: trip.solution.not_planned for key, trip in self.trips.items() if trip.solution.not_planned}
        supplies = {place.request: place.supply for place in self.portions_given} if missing else {}
        return [need for key, left in missing.items() for need in open_doors(self.trip_problems[key], left, supplies)]

    def result(self) -> WeekResult:
        """All parts as one solution, with what it costs; what no part was asked for is open, too."""
        in_vain, chosen = {need.key for need in self.undelivered()}, self.chosen
        left = with_other_days([*self.left_by_parts(), *unlocated(self.problem, chosen)], self.stopped, chosen)
        left = with_closed(self.problem, with_return(self.problem, self.places_given, left))
        left = with_answers(with_off_duty(self.problem, left, self.duties), self.explained)
        matches = self.matches()
        return WeekResult(
            solution=WeekSolution(
                occurrences=chosen,
                duties=self.duties,
                routes=self.routes,
                seats=self.places_given,
                meals=tuple(place for place in self.portions_given if place.request not in in_vain),
                rounds=self.rounds,
                pauses=self.pauses,
                not_planned=tuple(sorted(left, key=lambda need: (need.priority_class, need.kind, need.key))),
            ),
            cost=sum(match.cost for match in matches),
            matches=matches,
            work=self.work,
            seconds=self.watch.elapsed,
            reproducible=self.reproducible and self.watch.reproducible,
            first_plan=self.first_plan,
            costs_by_unit=costs_by_unit(self.problem, matches),
        )

    def matches(self) -> tuple[Match, ...]:
        """Every rule at work in the kept results."""
        places = [result for result in (self.seats, self.portions) if result]
        kept = [roster.matches for roster in self.rosters.values()] + [result.matches for result in places]
        kept += [walk.matches for walk in self.walks.values()] + [trip.matches for trip in self.trips.values()]
        return tuple(match for matches in kept for match in matches)

    def _dealt(self, part: Part, count: int) -> Budget:
        """When the clock rules, a phase has its share of what is left, dealt out over its parts and who runs them."""
        if part.budget.seconds is None or self.budget.seconds is None:
            return part.budget
        turns = ceil(count / (self.budget.workers if self.crew.executor else 1))
        seconds = part.budget.seconds / self.budget.seconds * self.watch.left / turns
        return replace(part.budget, seconds=max(LEAST_SECONDS, seconds))
