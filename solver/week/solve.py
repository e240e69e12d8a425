"""The week, step by step: days, rosters, seats and portions, routes, what routes teach the rosters, and pauses."""

from collections.abc import Mapping
from dataclasses import replace

from solver.budget import Budget
from solver.collector import no_collector
from solver.explain.remedies import explain
from solver.fanout import Crew
from solver.meals.solve import solve as solve_rounds
from solver.pauses.problem import PausesProblem
from solver.pauses.solve import solve as solve_pauses
from solver.places.apart import apart, together
from solver.places.problem import PlacesProblem
from solver.places.solution import PlacesSolution
from solver.places.solve import solve as solve_places
from solver.result import Result
from solver.rostering.solve import solve as solve_roster
from solver.week.days import choose_days
from solver.week.explained import facts_of, most_urgent, questions
from solver.week.free_seats import free_days
from solver.week.learning import learn
from solver.week.making import REACH, Making
from solver.week.other_days import try_other_days
from solver.week.pauses import pauses_problem, rooms_problem
from solver.week.portions import meals_problem
from solver.week.problem import WeekProblem
from solver.week.regulars import regulars_of
from solver.week.roster import GROUPS, roster_problem
from solver.week.rounds import all_rounds
from solver.week.score import WeekResult
from solver.week.seating import eating_at
from solver.week.seats import seats_problem
from solver.week.usual import Habits, fullest_first, kept_usual, usual_waves
from solver.week.walking import asked, find_better_routes, find_routes, put_first_things_first


@no_collector()
def solve(problem: WeekProblem, budget: Budget, crew: Crew | None = None) -> WeekResult:
    """Plan the week; every part keeps its hard rules, what does not fit is listed with the rule that stopped it.

    `crew` runs independent parts side by side (default: one after the other, here). Progress is told part by part.
    Raises SolveStoppedError on a cancel before there is a plan.
    """
    making = Making(problem, budget, crew or Crew())
    making.days = {unit.key: choose_days(problem, unit) for unit in problem.units}
    _make_rosters(making)
    _rest_in_rooms(making)
    _give_seats(making)
    _give_portions(making)
    _drive_rounds(making)
    _choose_regulars(making)
    find_routes(making)
    try_other_days(making)
    learn(making)
    try_other_days(making)
    find_better_routes(making)
    try_other_days(making)
    put_first_things_first(making)
    _ask_what_would_help(making)
    _rest_elsewhere(making)
    return making.result()


def _make_rosters(making: Making) -> None:
    problem = making.problem
    problems = {
        (unit.key, group): roster_problem(problem, unit, group, making.days[unit.key])
        for unit in problem.units
        for group in GROUPS
    }
    wanted = {key: roster for key, roster in problems.items() if roster.employees or roster.covers}
    parts = [making.part(("roster", *key), solve_roster, roster, 0.2) for key, roster in wanted.items()]
    making.rosters = dict(zip(wanted, making.run("rosters", parts, REACH["rosters"]), strict=True))


def _rest_in_rooms(making: Making) -> None:
    """Pauses of those who look after guests come before the seats: a guest is not left alone for one."""
    problem, duties = making.problem, making.duties
    _rest(making, {unit.key: rooms_problem(problem, unit, duties) for unit in problem.units}, 0.02, REACH["rooms"])


def _give_seats(making: Making) -> None:
    wanted = seats_problem(making.problem, making.duties, making.pauses)
    making.seats = _given(making, "seats", wanted, REACH["seats"])


def _give_portions(making: Making) -> None:
    """Twice: once it is known which wave most of somebody's portions come with, the others may come with it too."""
    problem = making.problem
    wanted = meals_problem(problem, eating_at(problem, making.places_given), making.duties)
    making.portions = _given(making, "meals", wanted, making.nearer(REACH["portions"]), steady=True)
    if not making.over:
        wanted = kept_usual(problem, wanted, usual_waves(problem, making.portions_given))
        making.portions = _given(making, "meals", wanted, REACH["portions"], steady=True)


def _given(
    making: Making, kind: str, wanted: PlacesProblem, reach: float, *, steady: bool = False
) -> Result[PlacesSolution]:
    """Side by side where they share no limit, each by the seed of the whole: unless the clock rules, the places are
    those of one problem."""
    whole = making.part(("places", kind), solve_places, wanted, 0.05, steady=steady)
    parts = [replace(whole, key=f"{whole.key}/{at}", problem=one) for at, one in enumerate(apart(wanted))]
    return together(wanted, making.run("places", parts, reach))


def _drive_rounds(making: Making) -> None:
    """Rounds come before the visits: whoever helps with eating comes when the meal is there.

    They are steady, so that a week planned again by another seed brings the meals when people were told. Day by
    day: each keeps to what is usual by those before it.
    """
    habits, eating = Habits(), eating_at(making.problem, making.places_given)
    wanted = dict(all_rounds(making.problem, making.portions_given, making.duties, eating))
    making.trips, making.trip_problems = {}, wanted
    turns = list(fullest_first(wanted))
    for keys in turns:
        wanted |= {key: habits.kept(key, wanted[key]) for key in keys}
        parts = [
            making.part(("rounds", *key), solve_rounds, wanted[key], 0.1 / len(turns), steady=True) for key in keys
        ]
        found = zip(keys, making.run("rounds", parts, making.nearer(REACH["rounds"])), strict=True)
        for key, trip in found:
            making.trips[key] = trip
            habits.learn(key, wanted[key], trip.solution)
    making.trips = {key: making.trips[key] for key in wanted}


def _choose_regulars(making: Making) -> None:
    """Days are routed apart; who comes to an elder on all of them is agreed before."""
    problem, chosen, duties = making.problem, making.chosen, making.duties
    making.regulars = {unit.key: regulars_of(problem, unit, chosen, duties) for unit in problem.units}


def _ask_what_would_help(making: Making) -> None:
    """What is open now that the routes stand, if there is time."""
    if making.over:
        return
    problem = making.problem
    seats = making.seats.solution.not_planned if making.seats else ()
    given = making.places_given
    making.explained["seat"] = free_days(problem, making.duties, making.pauses, given, seats, making.watch.stop)
    looked_at = [key for unit in problem.units for key in most_urgent(making.visits_open(unit.key))]
    plans = {key: walk.solution for key, walk in making.walks.items() if walk.solution.not_planned}
    days = asked(making, list(plans), making.chosen)
    wanted = questions(problem, days, plans, looked_at, making.duties)
    parts = [making.part(("reasons", *key), explain, question, 0.8) for key, question in wanted.items()]
    making.explained["visit"] = facts_of(found.solution for found in making.run("reasons", parts, REACH["reasons"]))


def _rest_elsewhere(making: Making) -> None:
    """Everybody else's pause, now that it is known who is out when."""
    problem, duties, out = making.problem, making.duties, (making.routes, making.rounds)
    pauses = {unit.key: pauses_problem(problem, unit, duties, *out, making.pauses) for unit in problem.units}
    _rest(making, pauses, 0.5, REACH["pauses"])


def _rest(making: Making, problems: Mapping[str, PausesProblem], share: float, reach: float) -> None:
    wanted = {unit: rest for unit, rest in problems.items() if rest.members}
    parts = [making.part(("pauses", unit), solve_pauses, rest, share) for unit, rest in wanted.items()]
    making.rests = dict(zip(wanted, making.run("pauses", parts, reach), strict=True))
