"""What rounds cost, counted from plain data."""

from collections.abc import Iterator
from itertools import pairwise

from solver.meals.problem import RoundsProblem
from solver.meals.solution import Round, RoundsSolution
from solver.result import Match
from solver.rules import weight


def matches_of(problem: RoundsProblem, solution: RoundsSolution) -> tuple[Match, ...]:
    """travel for every round (key `carrier#trip`), people_on_duty for every carrier out, not_planned for open drops.

    For drops that are not brought as expected, the rule that expects them so; changed_after_publish also for drops that
    stay open though people were told that they come.
    """
    return (
        *_travel(problem, solution),
        *_people_on_duty(problem, solution),
        *_surprises(problem, solution),
        *_not_planned(problem, solution),
        *_told_in_vain(problem, solution),
    )


def travel_minutes(problem: RoundsProblem, one: Round) -> int:
    """On the way from the kitchen to the doors and back, without stairs and hand-overs."""
    mode = next(carrier.mode for carrier in problem.carriers if carrier.key == one.carrier)
    place = {drop.key: drop.place for drop in problem.drops}
    stops = [problem.kitchen, *(place[delivery.drop] for delivery in one.deliveries), problem.kitchen]
    return sum(problem.travel.between(mode, start, end) for start, end in pairwise(stops))


def _travel(problem: RoundsProblem, solution: RoundsSolution) -> Iterator[Match]:
    for one in solution.rounds:
        minutes = travel_minutes(problem, one)
        yield Match("travel", f"{one.carrier}#{one.trip}", minutes, minutes * weight("travel", problem.weights))


def _people_on_duty(problem: RoundsProblem, solution: RoundsSolution) -> Iterator[Match]:
    for carrier in dict.fromkeys(one.carrier for one in solution.rounds):
        yield Match("people_on_duty", carrier, 1, weight("people_on_duty", problem.weights))


def _surprises(problem: RoundsProblem, solution: RoundsSolution) -> Iterator[Match]:
    drops = {drop.key: drop for drop in problem.drops}
    there = {carrier.key for carrier in problem.carriers}
    for one in solution.rounds:
        for delivery in one.deliveries:
            drop = drops[delivery.drop]
            changes = drop.surprises(one.carrier, delivery.arrives, there)
            if changes and drop.expected:
                rule = drop.expected.rule
                yield Match(rule, drop.key, changes, changes * weight(rule, problem.weights))


def _not_planned(problem: RoundsProblem, solution: RoundsSolution) -> Iterator[Match]:
    drops = {drop.key: drop for drop in problem.drops}
    for entry in solution.not_planned:
        yield Match("not_planned", entry.key, entry.minutes, drops[entry.key].open_price)


def _told_in_vain(problem: RoundsProblem, solution: RoundsSolution) -> Iterator[Match]:
    price, drops = weight("changed_after_publish", problem.weights), {drop.key: drop for drop in problem.drops}
    for drop in (drops[entry.key] for entry in solution.not_planned):
        if drop.told:
            yield Match("changed_after_publish", drop.key, drop.changes_when_open, price * drop.changes_when_open)
