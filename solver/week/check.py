"""The whole week, checked without any solver: every part by its own checker, then what holds between the parts."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from solver.meals.check import check as check_rounds
from solver.meals.solution import RoundsSolution
from solver.pauses.check import check as check_pauses
from solver.pauses.solution import PausesSolution
from solver.places.check import check as check_places
from solver.places.solution import Place, PlacesSolution
from solver.result import Breach, Unplanned
from solver.rostering.check import check as check_roster
from solver.rostering.solution import RosterSolution
from solver.visits.check import check as check_visits
from solver.visits.solution import VisitsSolution
from solver.week.arrivals import arrivals, on_the_table
from solver.week.chains import chain_breaches
from solver.week.days import choose_days
from solver.week.frozen import frozen_breaches
from solver.week.pauses import as_member, pauses_problem
from solver.week.portions import meals_problem
from solver.week.problem import DAY, WeekProblem, minutes_of, occurrence
from solver.week.roster import GROUPS, roster_problem
from solver.week.rounds import portions_cooked, rounds_of
from solver.week.routes import routes_problem
from solver.week.seating import away_spans, eating_at, stays
from solver.week.seats import seats_problem
from solver.week.solution import WeekSolution
from solver.week.way_home import is_away


def check(problem: WeekProblem, solution: WeekSolution) -> list[Breach]:
    """Every breach of a hard rule, and every need that is neither planned nor listed exactly once."""
    open_needs = {(need.kind, need.key): need for need in solution.not_planned}
    return [
        *_complete(problem, solution),
        *_days_promised(problem, solution),
        *chain_breaches(problem, solution),
        *frozen_breaches(problem, solution),
        *_with_the_meal(problem, solution),
        *_rosters(problem, solution, open_needs),
        *_places(problem, solution, open_needs),
        *_routes(problem, solution, open_needs),
        *_rounds(problem, solution, open_needs),
        *_rounds_apart(problem, solution),
        *_pauses(problem, solution),
        *_one_place(problem, solution),
    ]


OpenNeeds = Mapping[tuple[str, str], Unplanned]


def _complete(problem: WeekProblem, solution: WeekSolution) -> Iterator[Breach]:
    """Each need is planned or listed, never both, never neither."""
    listed = Counter((need.kind, need.key) for need in solution.not_planned)
    planned = {("visit", part.stop) for routes in solution.routes for part in routes.assignments}
    planned |= {("seat", place.request) for place in solution.seats} | {
        ("meal", place.request) for place in solution.meals
    }
    wanted = {("visit", key) for key in solution.occurrences}
    wanted |= {("seat", need.key) for unit in problem.units for need in unit.seats}
    wanted |= {("meal", need.key) for unit in problem.units for need in unit.meals}
    for kind, key in sorted(wanted):
        times = listed[kind, key] + ((kind, key) in planned)
        if times != 1:
            yield Breach("not_planned", key, {"kind": kind, "times": times})
    for kind, key in sorted((planned | set(listed)) - wanted):
        if kind != "shift":
            yield Breach("not_planned", key, {"kind": kind, "times": 0})


def _days_promised(problem: WeekProblem, solution: WeekSolution) -> Iterator[Breach]:
    """A need is planned or listed on as many of its days as promised."""
    chosen = set(solution.occurrences)
    for unit in problem.units:
        for need in unit.visits:
            times = sum(occurrence(need, day) in chosen for day in need.days)
            if times != need.times:
                yield Breach("not_planned", need.key, {"kind": "visit", "times": times, "promised": need.times})


def _with_the_meal(problem: WeekProblem, solution: WeekSolution) -> Iterator[Breach]:
    """Nobody comes to help with a meal that is not there yet, unless she was there before the plan could begin."""
    brought = arrivals(problem, solution.rounds)
    needs = {need.key: (unit, need) for unit in problem.units for need in unit.visits if need.with_meal}
    for routes in solution.routes:
        for part in routes.assignments:
            key, start = part.stop.rpartition("@")[0], part.start - routes.day * DAY
            if key in needs and part.start >= needs[key][0].begins:
                minute = on_the_table(needs[key][1], routes.day, brought)
                if minute is not None and start < minute:
                    yield Breach("with_the_meal", part.stop, {"start": start, "arrives": minute})


def _rosters(problem: WeekProblem, solution: WeekSolution, open_needs: OpenNeeds) -> Iterator[Breach]:
    for unit in problem.units:
        days = choose_days(problem, unit)
        for group in GROUPS:
            asked = roster_problem(problem, unit, group, days)
            people = {employee.key for employee in asked.employees}
            covers = {cover.key for cover in asked.covers}
            duties = tuple(duty for duty in solution.duties if duty.employee in people)
            left = tuple(
                need for (kind, key), need in open_needs.items() if kind == "shift" and key.rpartition("#")[0] in covers
            )
            yield from check_roster(asked, RosterSolution(duties, left))
    everybody = {person.employee.key for unit in problem.units for person in unit.people}
    yield from (Breach("staff_available", duty.employee) for duty in solution.duties if duty.employee not in everybody)


def _places(problem: WeekProblem, solution: WeekSolution, open_needs: OpenNeeds) -> Iterator[Breach]:
    seats = seats_problem(problem, solution.duties, solution.pauses)
    yield from check_places(seats, _with_open(solution.seats, open_needs, "seat"))
    meals = meals_problem(problem, eating_at(problem, solution.seats), solution.duties)
    yield from check_places(meals, _with_open(portions_cooked(solution), open_needs, "meal"))


def _with_open(given: Sequence[Place], open_needs: OpenNeeds, kind: str) -> PlacesSolution:
    waiting = tuple(need for (of, _), need in open_needs.items() if of == kind and "supply" not in need.facts)
    return PlacesSolution(tuple(given), waiting)


def _routes(problem: WeekProblem, solution: WeekSolution, open_needs: OpenNeeds) -> Iterator[Breach]:
    away = away_spans(problem, solution.seats)
    brought = arrivals(problem, solution.rounds)
    walked = {(routes.unit, routes.day): routes for routes in solution.routes}
    for unit in problem.units:
        for day in range(problem.days):
            walk = routes_problem(problem, unit, day, solution.occurrences, solution.duties, away, brought)
            routes = walked.pop((unit.key, day), None)
            left = tuple(open_needs["visit", stop.key] for stop in walk.stops if ("visit", stop.key) in open_needs)
            yield from check_visits(
                walk, VisitsSolution(routes.assignments if routes else (), routes.pauses if routes else (), left)
            )
    yield from (Breach("staff_available", f"{unit}@{day}") for unit, day in walked)


def _rounds(problem: WeekProblem, solution: WeekSolution, open_needs: OpenNeeds) -> Iterator[Breach]:
    expected = rounds_of(problem, solution)
    driven = {(rounds.kitchen, rounds.day, rounds.meal): rounds.rounds for rounds in solution.rounds}
    for key, trip in expected.items():
        left = tuple(
            replace(
                open_needs["meal", drop.people[0]],
                key=drop.key,
                priority_class=drop.priority_class,
                minutes=drop.minutes,
            )
            for drop in trip.drops
            if ("meal", drop.people[0]) in open_needs
        )
        yield from check_rounds(trip, RoundsSolution(driven.pop(key, ()), left))
    yield from (Breach("staff_available", "/".join(map(str, key))) for key in driven)


def _rounds_apart(problem: WeekProblem, solution: WeekSolution) -> Iterator[Breach]:
    """Nobody is still out with one meal when she leaves with the next: the meals are routed apart."""
    out: dict[str, list[tuple[int, int, str]]] = {}
    for carrier, day, back in (one for unit in problem.units for one in unit.out):
        out.setdefault(carrier, []).append((day * DAY, day * DAY + back, "on its way"))
    for rounds in solution.rounds:
        for one in rounds.rounds:
            out.setdefault(one.carrier, []).append((one.leaves, one.returns, rounds.meal))
    for carrier, trips in out.items():
        for (_, returns, meal), (leaves, _, then) in itertools.combinations(sorted(trips), 2):
            if leaves < returns:
                yield Breach(
                    "no_overlap_with_travel",
                    carrier,
                    {"returns": returns, "leaves": leaves, "meal": meal, "then": then},
                )


def _pauses(problem: WeekProblem, solution: WeekSolution) -> Iterator[Breach]:
    """Whoever visits nobody takes her pause too, and not while she is out on a round; nobody else pauses."""
    for unit in problem.units:
        asked = pauses_problem(problem, unit, solution.duties, solution.routes, solution.rounds)
        here = {person.employee.key for person in unit.people}
        own = tuple(as_member(pause) for pause in solution.pauses if pause.employee in here)
        yield from check_pauses(asked, PausesSolution(own))
    everybody = {person.employee.key for unit in problem.units for person in unit.people}
    yield from (Breach("break_taken", one.employee) for one in solution.pauses if one.employee not in everybody)
    for routes in solution.routes:
        walking = {part.carer for part in routes.assignments}
        yield from (Breach("break_taken", pause.carer) for pause in routes.pauses if pause.carer not in walking)


def _one_place(problem: WeekProblem, solution: WeekSolution) -> Iterator[Breach]:
    """Nobody is in two seats, or two visits, at once; that she is at home for a visit is the routes' own check."""
    needs = {occurrence(need, day): (unit, need) for unit in problem.units for need in unit.visits for day in need.days}
    spans: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
    for seat, _ in stays(problem, solution.seats):
        spans.setdefault((seat.elder, seat.day), []).append((seat.start, seat.end, "seat"))
    for routes in solution.routes:
        for key, start in sorted({(part.stop, part.start - routes.day * DAY) for part in routes.assignments}):
            if key in needs:  # what nobody asked for is named by its own rule
                unit, need = needs[key]
                lasts = minutes_of(need, routes.day * DAY + start, unit.begins)
                spans.setdefault((need.elder, routes.day), []).append((start, start + lasts, key))
    yield from _overlaps(spans)
    yield from _empty_flats(problem, solution)


def _empty_flats(problem: WeekProblem, solution: WeekSolution) -> Iterator[Breach]:
    """No meal comes to a door whose elder is away; what was on its way before the plan began is not this plan's."""
    away = away_spans(problem, solution.seats)
    hers = {need.key: need.elder for unit in problem.units for need in unit.meals}
    for driven in solution.rounds:
        for delivery in (delivery for one in driven.rounds for delivery in one.deliveries if delivery.drop in hers):
            elder, minute = hers[delivery.drop], delivery.arrives - driven.day * DAY
            if is_away(away.get((elder, driven.day), ()), minute):
                yield Breach("elder_in_one_place", elder, {"day": driven.day, "first": "seat", "second": delivery.drop})


def _overlaps(spans: Mapping[tuple[str, int], Iterable[tuple[int, int, str]]]) -> Iterator[Breach]:
    for (elder, day), hers in spans.items():
        for (_, end, what), (start, _, then) in itertools.combinations(sorted(hers), 2):
            if start < end:
                yield Breach("elder_in_one_place", elder, {"day": day, "first": what, "second": then})


def coverage(problem: WeekProblem, solution: WeekSolution) -> dict[str, tuple[int, int]]:
    """Planned and needed, by kind: meals, visits, seats, and heads of the standing covers (shifts)."""
    planned = {part.stop for routes in solution.routes for part in routes.assignments}
    covers = (cover for unit in problem.units for cover in unit.covers if f"{unit.key}/visits/" not in cover.key)
    heads = sum(cover.needed for cover in covers)
    missing = sum(need.kind == "shift" for need in solution.not_planned)
    return {
        "meals": (len(solution.meals), sum(len(unit.meals) for unit in problem.units)),
        "visits": (len(planned), len(solution.occurrences)),
        "seats": (len(solution.seats), sum(len(unit.seats) for unit in problem.units)),
        "shifts": (heads - missing, heads),
    }
