"""The week, step by step: days, rosters, seats and portions, routes, what routes teach the rosters, and pauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from solver.budget import Budget
from solver.explain.remedies import explain
from solver.fanout import Crew, Part
from solver.meals.solve import solve as solve_rounds
from solver.pauses.problem import PausesProblem
from solver.pauses.solve import solve as solve_pauses
from solver.places.solve import solve as solve_places
from solver.rostering.problem import RosterProblem
from solver.rostering.solve import solve as solve_roster
from solver.visits.problem import VisitsProblem
from solver.visits.restated import restated
from solver.visits.solve import solve as solve_visits
from solver.week.arrivals import arrivals
from solver.week.days import choose_days
from solver.week.exchange import first_things_first
from solver.week.explained import facts_of, most_urgent, questions
from solver.week.learning import Lesson, Pupil, as_asked, as_if_untold, as_it_stands, was_told
from solver.week.making import Making, WalkKey
from solver.week.other_days import Days, Move, after_moves, moves_to_try
from solver.week.pauses import pauses_problem, rooms_problem
from solver.week.portions import meals_problem
from solver.week.problem import WeekProblem, occurrence
from solver.week.regulars import Regulars, regulars_of
from solver.week.roster import GROUPS, roster_problem
from solver.week.rounds import all_rounds
from solver.week.routes import routes_problem
from solver.week.score import WeekResult
from solver.week.seating import away_spans, eating_at
from solver.week.seats import seats_problem
from solver.week.trial import Walk, better_of, left_by, untold
from solver.week.usual import Habits, fullest_first, usual_waves

OTHER_DAYS = 4
"""How often an open visit may be tried on another day."""
LESSONS = 4
"""How often the rosters may be made again with what the routes have taught."""
AT_FIRST, LONGER = 0.7, 4
"""How long routes are looked for while shifts may still change, and how long once none does any more."""

REACH = {
    **{"rosters": 0.08, "rooms": 0.09, "seats": 0.09, "portions": 0.10, "rounds": 0.18, "routes": 0.36},
    **{"other_days": 0.40, "lessons": 0.45, "better_routes": 0.97, "reasons": 0.98, "pauses": 0.99},
}
"""The share of an ordinary week's work that is done behind each step; visits tried on other days come twice."""


def solve(problem: WeekProblem, budget: Budget, crew: Crew | None = None) -> WeekResult:
    """Plan the week; every part keeps its hard rules, what does not fit is listed with the rule that stopped it.

    `crew` runs independent parts side by side (default: one after the other, here). Progress is told part by part.
    """
    week = _Week(problem, Making(problem, budget, crew or Crew()))
    week.choose_days()
    week.make_rosters()
    week.rest_in_rooms()
    week.give_seats()
    week.give_portions()
    week.drive_rounds()
    week.choose_regulars()
    week.find_routes()
    week.try_other_days()
    week.learn()
    week.try_other_days()
    week.find_better_routes()
    week.put_first_things_first()
    week.ask_what_would_help()
    week.rest_elsewhere()
    return week.making.result(week.chosen)


@dataclass
class _Week:
    problem: WeekProblem
    making: Making
    days: dict[str, Days] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    regulars: dict[str, Regulars] = field(default_factory=dict)

    def choose_days(self) -> None:
        self._take({unit.key: choose_days(self.problem, unit) for unit in self.problem.units})

    def _take(self, days: dict[str, Days]) -> None:
        self.days = days
        self.chosen = self._occurrences(days)
        self.making.visits = len(self.chosen)

    def _occurrences(self, days: Mapping[str, Days]) -> tuple[str, ...]:
        return tuple(
            occurrence(need, day)
            for unit in self.problem.units
            for need in unit.visits
            for day in days[unit.key][need.key]
        )

    def make_rosters(self) -> None:
        problems = {
            (unit.key, group): roster_problem(self.problem, unit, group, self.days[unit.key])
            for unit in self.problem.units
            for group in GROUPS
        }
        asked = {key: roster for key, roster in problems.items() if roster.employees or roster.covers}
        parts = [self.making.part(("roster", *key), solve_roster, roster, 0.2) for key, roster in asked.items()]
        self.making.rosters = dict(zip(asked, self.making.run("rosters", parts, REACH["rosters"]), strict=True))

    def rest_in_rooms(self) -> None:
        """Pauses of those who look after guests come before the seats: a guest is not left alone for one."""
        duties = self.making.duties
        self._rest({unit.key: rooms_problem(self.problem, unit, duties) for unit in self.problem.units}, REACH["rooms"])

    def give_seats(self) -> None:
        making = self.making
        asked = seats_problem(self.problem, making.duties, making.pauses)
        part = making.part(("places", "seats"), solve_places, asked, 0.05)
        (making.seats,) = making.run("places", [part], REACH["seats"])

    def give_portions(self) -> None:
        """Twice: once it is known which wave most of somebody's portions come with, the others may come with it too."""
        making = self.making
        eating = eating_at(self.problem, making.places_given)
        for reach in (making.nearer(REACH["portions"]), REACH["portions"]):
            usual = usual_waves(self.problem, making.portions_given)
            asked = meals_problem(self.problem, eating, making.duties, usual)
            part = making.part(("places", "meals"), solve_places, asked, 0.05, steady=True)
            (making.portions,) = making.run("places", [part], reach)

    def drive_rounds(self) -> None:
        """Rounds come before the visits: whoever helps with eating comes when the meal is there.

        They are steady, so that a week planned again by another seed brings the meals when people were told. Day by
        day: each keeps to what is usual by those before it.
        """
        making, habits = self.making, Habits()
        eating = eating_at(self.problem, making.places_given)
        asked = dict(all_rounds(self.problem, making.portions_given, making.duties, eating))
        making.trips, making.trip_problems = {}, asked
        for keys in fullest_first(asked):
            asked |= {key: habits.kept(key, asked[key]) for key in keys}
            parts = [making.part(("rounds", *key), solve_rounds, asked[key], 0.1, steady=True) for key in keys]
            found = zip(keys, making.run("rounds", parts, making.nearer(REACH["rounds"])), strict=True)
            for key, trip in found:
                making.trips[key] = trip
                habits.learn(key, asked[key], trip.solution)
        making.trips = {key: making.trips[key] for key in asked}

    def choose_regulars(self) -> None:
        """Days are routed apart; who comes to an elder on all of them is agreed before."""
        duties = self.making.duties
        self.regulars = {unit.key: regulars_of(self.problem, unit, self.chosen, duties) for unit in self.problem.units}

    def find_routes(self) -> None:
        making = self.making
        every_day = [(unit.key, day) for unit in self.problem.units for day in range(self.problem.days)]
        walks = {key: walk for key, walk in self._walks(every_day, self.chosen).items() if walk.stops}
        making.walks = self._routed({key: self._routing(key, walk, 0.2) for key, walk in walks.items()}, "routes")
        making.stands()

    def find_better_routes(self) -> None:
        """Last, so that the week stands early and only days whose shifts stay are searched for long.

        What people were told of was searched with patience already.
        """
        making = self.making
        walks = {key: walk for key, walk in self._walks(list(making.walks), self.chosen).items() if untold(walk)}
        parts = {
            key: making.part(("visits", *key, "longer"), solve_visits, walk, 0.3, effort=LONGER)
            for key, walk in walks.items()
        }
        found = self._routed(parts, "better_routes")
        making.walks |= {key: better_of(walks[key], making.walks[key], walk) for key, walk in found.items()}

    def _routing(self, key: WalkKey, walk: VisitsProblem, share: float) -> Part:
        """What was told is searched with patience, and only here."""
        effort = AT_FIRST if untold(walk) else 1.0
        return self.making.part(("visits", *key), solve_visits, walk, share, effort=effort)

    def _routed(self, parts: Mapping[WalkKey, Part], step: str) -> dict[WalkKey, Walk]:
        """The long parts first, so that no worker idles at the end."""
        longest_first = sorted(parts, key=lambda key: (-len(parts[key].problem.stops), key))
        found = self.making.run("routes", [parts[key] for key in longest_first], REACH[step])
        by_key = dict(zip(longest_first, found, strict=True))
        return {key: by_key[key] for key in parts}

    def try_other_days(self) -> None:
        """What found nobody on its day is tried on others, and moves to the first that takes it for less.

        Once before the lessons and once after them: other rosters leave other visits open.
        """
        self.making.stopped.clear()
        for _ in range(OTHER_DAYS):
            moves = {
                unit.key: moves_to_try(self.problem, unit, self.days[unit.key], self.making)
                for unit in self.problem.units
            }
            if not any(moves.values()):
                return
            self._move(moves)

    def _move(self, moves: Mapping[str, Sequence[Move]]) -> None:
        """Route the days that visits would come to; who is not taken there goes back, where the routes stay."""
        making = self.making
        arriving = sorted({(unit, move.to) for unit, own in moves.items() for move in own})
        wished = {unit: after_moves(days, moves[unit]) for unit, days in self.days.items()}
        asked = self._walks(arriving, self._occurrences(wished))
        parts = [self._routing(key, asked[key], 0.1) for key in arriving]
        found = zip(arriving, making.run("routes", parts, making.nearer(REACH["other_days"])), strict=True)
        walks = {key: better_of(asked[key], making.walks.get(key), walk) for key, walk in found}
        helped: dict[str, list[Move]] = {unit: [] for unit in moves}
        for unit, move in ((unit, move) for unit, own in moves.items() for move in own):
            rule = left_by(walks[unit, move.to]).get(f"{move.need}@{move.to}")
            if rule is None:
                helped[unit].append(move)
            else:
                making.stopped[move.need, move.to] = rule
        self._take({unit: after_moves(days, helped[unit]) for unit, days in self.days.items()})
        left = {(unit, move.day) for unit, own in helped.items() for move in own}
        self._restate(sorted({*arriving, *left}), walks)

    def _restate(self, keys: Sequence[WalkKey], walks: Mapping[WalkKey, Walk]) -> None:
        """The days' routes once it is settled which visits fall on them."""
        making, asked = self.making, self._walks(keys, self.chosen)
        known = {**making.walks, **walks}
        making.walks = {key: walk for key, walk in known.items() if key not in asked}
        making.walks |= {key: restated(walk, known[key]) for key, walk in asked.items() if walk.stops}

    def learn(self) -> None:
        """Rosters of units with open visits are made again with more people where those were; kept when cheaper.

        What people were told gives way only for what the lessons leave open, and where it did, they come once more.
        """
        pupils = [Pupil(unit, self.days[unit.key]) for unit in self.problem.units]
        self._take_lessons(pupils)
        self._take_lessons(self._make_way([pupil for pupil in pupils if pupil.may_learn(self.problem, self.making)]))

    def _take_lessons(self, pupils: Sequence[Pupil]) -> None:
        for _ in range(LESSONS):
            pupils = [pupil for pupil in pupils if pupil.raise_floors(self.problem, self.making)]
            if not pupils:
                return
            self._teach(pupils, as_it_stands, 0.04)
            for pupil in pupils:
                pupil.keep_if_cheaper(self.making)

    def _make_way(self, pupils: Sequence[Pupil]) -> list[Pupil]:
        """Where announced shifts leave visits open, a roster that hardly minds them is tried; those who keep it."""
        told = [pupil for pupil in pupils if was_told(self._roster_asked(pupil))]
        for pupil in told:
            pupil.remember(self.making)
        if told:
            self._teach(told, as_if_untold, 0.2)
        return [Pupil(pupil.unit, pupil.days) for pupil in told if pupil.keep_if_cheaper(self.making)]

    def put_first_things_first(self) -> None:
        """The search weighs minutes; whether anything is left open for something of a lower class is looked at last."""
        walks = self.making.walks
        short = [key for key, walk in walks.items() if walk.solution.not_planned]
        for key, asked in self._walks(short, self.chosen).items():
            walks[key] = first_things_first(asked, walks[key])

    def ask_what_would_help(self) -> None:
        """For the most urgent of what is open now that the routes stand."""
        making = self.making
        looked_at = [key for unit in self.problem.units for key in most_urgent(making.visits_open(unit.key))]
        short = [key for key, walk in making.walks.items() if walk.solution.not_planned]
        plans = {key: making.walks[key].solution for key in short}
        asked = questions(self.problem, self._walks(short, self.chosen), plans, looked_at, making.duties)
        parts = [making.part(("reasons", *key), explain, question, 0.05) for key, question in asked.items()]
        making.explained = facts_of(found.solution for found in making.run("reasons", parts, REACH["reasons"]))

    def rest_elsewhere(self) -> None:
        """Everybody else's pause, now that it is known who is out when."""
        making = self.making
        self._rest(
            {
                unit.key: pauses_problem(self.problem, unit, making.duties, making.routes, making.rounds, making.pauses)
                for unit in self.problem.units
            },
            REACH["pauses"],
        )

    def _rest(self, problems: Mapping[str, PausesProblem], reach: float) -> None:
        asked = {unit: rest for unit, rest in problems.items() if rest.members}
        parts = [self.making.part(("pauses", unit), solve_pauses, rest, 0.02) for unit, rest in asked.items()]
        self.making.rests = dict(zip(asked, self.making.run("pauses", parts, reach), strict=True))

    def _roster_asked(self, pupil: Pupil) -> RosterProblem:
        return roster_problem(self.problem, pupil.unit, "visiting", pupil.days, pupil.floors)

    def _teach(self, pupils: Sequence[Pupil], lesson_of: Lesson, share: float) -> None:
        making = self.making
        asked = [self._roster_asked(pupil) for pupil in pupils]
        lessons = [
            lesson_of(roster, making.rosters.get((pupil.key, "visiting")))
            for pupil, roster in zip(pupils, asked, strict=True)
        ]
        parts = [
            making.part(("roster", pupil.key, "visiting"), solve_roster, lesson, share)
            for pupil, lesson in zip(pupils, lessons, strict=True)
        ]
        learned = making.run("rosters", parts, making.nearer(REACH["lessons"]))
        for pupil, roster, found in zip(pupils, asked, learned, strict=True):
            making.rosters[pupil.key, "visiting"] = as_asked(roster, found)
        changed = [(pupil.key, day) for pupil in pupils for day in pupil.days_changed(making)]
        self._walk_again(changed)

    def _walk_again(self, keys: Sequence[WalkKey]) -> None:
        making = self.making
        walks = self._walks(keys, self.chosen)
        again = [self._routing(key, walk, 0.1) for key, walk in walks.items() if walk.stops]
        found = making.run("routes", again, making.nearer(REACH["lessons"]))
        making.walks = {key: walk for key, walk in making.walks.items() if key not in walks}
        making.walks |= dict(zip((key for key, walk in walks.items() if walk.stops), found, strict=True))

    def _walks(self, keys: Sequence[WalkKey], chosen: Sequence[str]) -> dict[WalkKey, VisitsProblem]:
        away = away_spans(self.problem, self.making.places_given)
        brought = arrivals(self.problem, self.making.rounds)
        units = {unit.key: unit for unit in self.problem.units}
        return {
            (unit, day): routes_problem(
                self.problem, units[unit], day, chosen, self.making.duties, away, brought, self.regulars[unit]
            )
            for unit, day in keys
        }
