"""One thing has changed in a published week: the smallest good change to its plan."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from solver.budget import Budget, Progress, Stopwatch
from solver.places.solution import Place
from solver.repair.altered import Altered, WalkKey, altered
from solver.repair.brought import TripKey
from solver.repair.changes import changes
from solver.repair.portions import given_again, given_elsewhere, in_vain
from solver.repair.problem import RepairProblem, UrgentVisit
from solver.repair.rests import rested
from solver.repair.rounds import Driven, driven_again, meals_of, touched, waves_of
from solver.repair.search import Search, search
from solver.repair.solution import Change, Repair
from solver.repair.walks import walk_problem
from solver.result import Match, Result, Unplanned
from solver.rules import CLASS_WEIGHT, weight
from solver.turns import threads
from solver.visits.objective import matches as visit_matches
from solver.visits.problem import VisitsProblem
from solver.week.arrivals import arrivals
from solver.week.open_needs import open_doors, unlocated
from solver.week.pots import wave_of
from solver.week.problem import occurrence
from solver.week.rounds import portions_cooked
from solver.week.seating import away_spans
from solver.week.solution import DayRoutes, WeekSolution

GUARD_SECONDS = 60.0
OFFERED = 0.5
"""Effort of rounds that bring what others left, in that of those; where the clock rules, of their seconds."""
PARTS = ("portions", "rounds", "routes", "pauses")


def solve(problem: RepairProblem, budget: Budget) -> Result[Repair]:
    """The plan that keeps every hard rule of the week and lets stand what has begun; of those a cheap one.

    Each change of what was announced has the price of `changed_after_publish`. The same problem, seed and effort give
    the same plan. With `budget.seconds`, when cancelled or past the guard the best so far comes back, not reproducible.
    Cost and matches are those of the days and meals that were looked at.
    """
    watch = Stopwatch(budget, GUARD_SECONDS * max(1.0, budget.effort))
    silent = Budget(budget.effort, budget.seconds, budget.workers, budget.seed, cancelled=watch.stop)
    repair = _Repair(problem, altered(problem), silent, watch, budget.on_progress)
    repair.give_portions()
    repair.drive_rounds()
    repair.offer_elsewhere()
    repair.find_routes()
    repair.rest()
    return repair.result()


@dataclass
class _Repair:
    problem: RepairProblem
    week: Altered
    budget: Budget
    """Every search asks `watch`, and tells it so when it ends early: its own guard may lie far behind. None talks to
    who waits, who is told of the parts alone."""
    watch: Stopwatch
    on_progress: Callable[[Progress], None]
    given: frozenset[str] = frozenset()
    """Meals that have another portion now."""
    driven: Driven = field(default_factory=lambda: Driven({}))
    walks: dict[WalkKey, VisitsProblem] = field(default_factory=dict)
    found: dict[WalkKey, Search] = field(default_factory=dict)

    def give_portions(self) -> None:
        self._tell("portions")
        given = given_again(self.problem, self.week, self.budget)
        self._take(replace(self.week.plan, not_planned=(*self.week.plan.not_planned, *given.not_planned)))
        self._give(given.places)

    def _give(self, places: tuple[Place, ...]) -> None:
        """These portions, whatever their meals waited for."""
        given, plan = frozenset(place.request for place in places), self.week.plan
        waiting = tuple(need for need in plan.not_planned if need.key not in given)
        self.given |= given
        self._take(replace(plan, meals=(*plan.meals, *places), not_planned=waiting))

    def drive_rounds(self) -> None:
        """Before the visits: whoever helps with eating comes when the meal is there."""
        self._tell("rounds")
        self._drive(touched(self.problem, self.week), self.budget)

    def offer_elsewhere(self) -> None:
        """What nobody brings, to kitchens that bring all they are asked for, until those are full or it is brought."""
        before = meals_of(self.week.problem, {wave for _, wave in in_vain(self.problem.published)})
        while not self.watch.stop():
            full = waves_of(self.week.problem, {*before, *self.driven.full})
            found = given_elsewhere(self.problem, self.week, full, self.budget)
            if not found:
                return
            self._give(found)
            self._drive(meals_of(self.week.problem, {wave_of(place.supply) for place in found}), self._offered())

    def _offered(self) -> Budget:
        left = self._for_each(1)
        seconds = None if left.seconds is None else OFFERED * left.seconds
        return replace(left, effort=OFFERED * left.effort, seconds=seconds)

    def _drive(self, keys: Collection[TripKey], budget: Budget) -> None:
        driven = driven_again(self.problem, self.week, keys, self.driven.trips, budget, self.watch)
        self.driven = self.driven.and_then(driven)
        plan, trips = self.week.plan, driven.trips
        supplies = {place.request: place.supply for place in portions_cooked(plan)}
        missing = [need for key, drops in driven.left.items() for need in open_doors(trips[key], drops, supplies)]
        asked = {person for trip in trips.values() for drop in trip.drops for person in drop.people}
        stays = [need for need in plan.not_planned if need.kind != "meal" or need.key not in asked]
        brought = ({place.request for place in plan.meals} | asked) - {need.key for need in missing}
        meals = tuple(one for one in portions_cooked(plan) if one.request in brought)
        self._take(replace(plan, rounds=driven.rounds, meals=meals, not_planned=(*stays, *missing)))

    def find_routes(self) -> None:
        self._tell("routes")
        away = away_spans(self.week.problem, self.week.plan.seats)
        brought = arrivals(self.week.problem, self.week.plan.rounds)
        keys = sorted({*self.week.walks, *self._helped_otherwise()})
        for key in keys:
            self.walks[key] = walk_problem(self.problem, self.week, key, away, brought)
        with threads(self.budget.workers, self.watch) as at_once:
            found = search(self.problem, list(self.walks.values()), self._for_each(len(keys)), at_once)
        self.found = dict(zip(self.walks, found, strict=True))
        self._put_routes()

    def _put_routes(self) -> None:
        """What was open before keeps its reason."""
        plan = self.week.plan
        stood = {(routes.unit, routes.day): routes for routes in plan.routes}
        stood |= {
            key: DayRoutes(*key, found.solution.assignments, found.solution.pauses) for key, found in self.found.items()
        }
        asked = {stop.key for walk in self.walks.values() for stop in walk.stops}
        told = {need.key: need for need in plan.not_planned if need.kind == "visit"}
        open_now = [told.get(need.key, need) for found in self.found.values() for need in found.solution.not_planned]
        stays = [need for need in plan.not_planned if not (need.kind == "visit" and need.key in asked)]
        routes = tuple(routes for routes in stood.values() if routes.assignments)
        self._take(replace(plan, routes=routes, not_planned=(*stays, *open_now, *self._unlocated())))

    def _helped_otherwise(self) -> list[WalkKey]:
        """Days on which a meal comes at another minute to somebody who is helped with it."""
        before = arrivals(self.problem.week, self.problem.published.rounds)
        after = arrivals(self.week.problem, self.week.plan.rounds)
        moved = {at for at in {*before, *after} if before.get(at) != after.get(at)}
        return [
            (unit.key, day)
            for unit in self.week.problem.units
            for need in unit.visits
            if need.with_meal
            for day in need.days
            if (need.elder, day) in moved
        ]

    def _for_each(self, parts: int) -> Budget:
        """A part of the effort for each; and all the seconds that are left where the clock rules."""
        seconds = None if self.budget.seconds is None else max(0.05, self.watch.left)
        return replace(self.budget, effort=self.budget.effort / max(1, parts), seconds=seconds)

    def _unlocated(self) -> list[Unplanned]:
        """An urgent visit to an address that is not on the map."""
        case = self.problem.case
        if not isinstance(case, UrgentVisit):
            return []
        return unlocated(self.week.problem, [occurrence(case.need, case.need.days[0])])

    def rest(self) -> None:
        self._tell("pauses")
        plan = self.week.plan
        touched = {*self.walks, *((self._unit_of(kitchen), day) for kitchen, day, _ in self.driven.trips)}
        self._take(replace(plan, pauses=rested(self.problem, self.week.problem, plan, sorted(touched), self.budget)))

    def _unit_of(self, kitchen: str) -> str:
        place = next(one.facility for one in self.week.problem.kitchens if one.key == kitchen)
        return next(one.unit for one in self.week.problem.facilities if one.key == place)

    def _take(self, plan: WeekSolution) -> None:
        self.week = replace(self.week, plan=plan)

    def _tell(self, phase: str) -> None:
        self.on_progress(Progress(phase, PARTS.index(phase), len(PARTS), len(self.week.plan.not_planned)))

    def result(self) -> Result[Repair]:
        problem, week = self.problem, self.week
        changed = changes(problem, week)
        at_work = (*self._visit_matches(), *self._meal_matches(changed))
        better = bool(self.given & {place.request for place in week.plan.meals}) or any(
            found.better for found in self.found.values()
        )
        return Result(
            Repair(week.problem, week.plan, changed, better),
            cost=sum(match.cost for match in at_work),
            matches=at_work,
            work=self.driven.work + sum(found.work for found in self.found.values()),
            seconds=self.watch.elapsed,
            reproducible=self.watch.reproducible
            and self.driven.reproducible
            and self.budget.seconds is None
            and all(found.reproducible for found in self.found.values()),
        )

    def _visit_matches(self) -> tuple[Match, ...]:
        return tuple(
            match for key, walk in self.walks.items() for match in visit_matches(walk, self.found[key].solution)
        )

    def _meal_matches(self, changed: tuple[Change, ...]) -> tuple[Match, ...]:
        """Another minute and another carrier are a change each; one that is lost is both, and open as well."""
        price = weight("changed_after_publish", self.problem.week.weights)
        moved = [change for change in changed if change.kind == "meal" and not change.asked]
        told = tuple(
            Match("changed_after_publish", change.key, change.surprises, price * change.surprises)
            for change in moved
            if change.surprises
        )
        lost = {change.key for change in moved if change.after is None}
        left = tuple(
            Match("not_planned", need.key, need.minutes, CLASS_WEIGHT[need.priority_class] * need.minutes)
            for need in self.week.plan.not_planned
            if need.key in lost
        )
        return (*told, *left)
