"""The whole week's plan: duties, visits, seats, meals and their rounds, and what stays open."""

from dataclasses import dataclass

from solver.meals.solution import Round
from solver.places.solution import Place
from solver.result import Unplanned
from solver.rostering.solution import Duty
from solver.visits.solution import Assignment, Pause


@dataclass(frozen=True, slots=True)
class DayRoutes:
    """A unit's visits on a day; times are minutes from the plan's first midnight."""

    unit: str
    day: int
    assignments: tuple[Assignment, ...]
    pauses: tuple[Pause, ...]


@dataclass(frozen=True, slots=True)
class MealRounds:
    """A kitchen's rounds for a meal of a day."""

    kitchen: str
    day: int
    meal: str
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True)
class DutyPause:
    """The pause of a duty of this day starts here, in minutes from the plan's first midnight."""

    employee: str
    day: int
    start: int


@dataclass(frozen=True, slots=True)
class WeekSolution:
    """`occurrences` are the visit keys chosen for each need (need@day): the days the planner took.

    `pauses` are of everybody who visits nobody that day; who does has hers in her route.
    """

    occurrences: tuple[str, ...]
    duties: tuple[Duty, ...]
    routes: tuple[DayRoutes, ...]
    seats: tuple[Place, ...]
    meals: tuple[Place, ...]
    rounds: tuple[MealRounds, ...]
    pauses: tuple[DutyPause, ...]
    not_planned: tuple[Unplanned, ...]
