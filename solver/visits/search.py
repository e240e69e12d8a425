"""Annealing over ruin-and-recreate rounds along one fixed course; effort or the clock decides how far it is walked.

The course is a row of coolings, each as long as all before it together. What is walked with less effort is the
beginning of what is walked with more, so more effort is never worse; but who has much of it, and knows how much, walks
a single cooling, which finds what the row finds in twice the time.

Annealing: S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, "Optimization by simulated annealing", Science 220 (1983).
"""

import math
import time
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from solver.budget import Budget, Progress, Stopwatch
from solver.chance import Chance, fraction
from solver.compiled import compiled, inner
from solver.visits.arrays import Arrays, Ints
from solver.visits.choose_again import choose_starts_again
from solver.visits.construct import open_stops
from solver.visits.moves import move_pause, swap_stops, swap_tails
from solver.visits.plan import Plan, copy_plan, empty_plan
from solver.visits.price import least_price, price
from solver.visits.retime import retime
from solver.visits.ruin import REMOVED, let_in, ruin_and_recreate
from solver.visits.schedule import choose_starts, set_times

ROUNDS_A_STOP = 100
"""Rounds at effort 1, for each stop of the problem."""
FIRST_COOLING = 0.125
"""Length of the first two coolings, in effort."""
LONG = 4.0
"""From this effort on there is a single cooling."""
HOT, COLD = 40.0, 1.0
"""Temperatures at the begin and at the end of a cooling, in minutes of travel."""
SWAPS, TAILS, PAUSES = 0.05, 0.05, 0.03
"""Share of rounds that only swap two stops, or two tails, or move a pause; the others ruin and recreate."""
CHECK_SECONDS = 0.2
"""How often cancelling and the clock are looked at."""


class Pace(NamedTuple):
    """How far a search reaches: the temperature at which a cooling begins, in cost; the stops a ruin takes out; the
    length of the first cooling, in effort; the share of ruins that begin where something is other than told."""

    hot: float
    removed: float
    first_cooling: float = FIRST_COOLING
    changed: float = 0.0


def usual_pace(a: Arrays, budget: Budget) -> Pace:
    """That of a day of which nothing was announced."""
    long = budget.seconds is None and budget.effort >= LONG
    return Pace(HOT * max(1, a.weights[0]), REMOVED, budget.effort if long else FIRST_COOLING)


@dataclass(frozen=True, slots=True)
class Found:
    """The best plan, and how many rounds were walked, in units of effort."""

    plan: Plan
    work: float


def improve(a: Arrays, plan: Plan, chance: Chance, budget: Budget, watch: Stopwatch, pace: Pace) -> Found:
    """Walk the course from `plan` until the effort is spent or the watch says stop."""
    pace = Pace(*map(float, pace))  # a whole number would be another function, compiled for ten seconds
    set_times(a, plan)
    choose_starts(a, plan)
    current, trial, best = plan, empty_plan(a), empty_plan(a)
    copy_plan(plan, best)
    unit = ROUNDS_A_STOP * max(1, len(a.wish))
    rounds = math.inf if budget.seconds is not None else max(1, round(budget.effort * unit))
    costs = np.array([price(a, plan)] * 2, dtype=np.int64)
    first = max(1, round(pace.first_cooling * unit))
    walked, chunk = 0, 50
    while len(a.wish) and walked < rounds and not watch.stop():
        begin, end = cooling_at(walked, first)
        count = int(min(chunk, end - walked, rounds - walked))
        if walked == begin:
            copy_plan(best, current)
            costs[0] = costs[1]
        started = time.monotonic()
        part, step = (walked - begin) / (end - begin), 1 / (end - begin)
        anneal(a, current, trial, best, costs, chance, pace, part, step, count)
        walked += count
        chunk = next_chunk(count, time.monotonic() - started, watch.left)
        _tell(a, best, budget, watch, walked, rounds)
    return Found(best, walked / unit)


def cooling_at(walked: int, first: int) -> tuple[int, int]:
    """First and last round of the cooling in which a round falls, when the first cooling has so many."""
    begin, end = 0, first
    while end <= walked:
        begin, end = end, 2 * end
    return begin, end


def next_chunk(count: int, seconds: float, left: float) -> int:
    """How many rounds take about CHECK_SECONDS, or what is left; the walk is the same however it is cut."""
    return max(10, min(4 * count, int(count * min(CHECK_SECONDS, left) / max(seconds, 1e-6))))


@compiled
def anneal(
    a: Arrays,
    current: Plan,
    trial: Plan,
    best: Plan,
    costs: Ints,
    chance: Chance,
    pace: Pace,
    at: float,
    step: float,
    rounds: int,
) -> None:
    """Some rounds of one cooling, of which the part `at` is over and each round is a part `step`.

    `costs` are those of `current` and `best`; all three change in place.
    """
    for number in range(rounds):
        temperature = pace.hot * (COLD / HOT) ** (at + number * step)
        copy_plan(current, trial)
        if not change(a, trial, chance, pace):
            continue
        limit = costs[0] - temperature * math.log(max(1e-300, fraction(chance)))
        if least_price(a, trial) >= limit:
            continue
        choose_starts_again(a, trial, current)
        cost = price(a, trial)
        if cost < limit:
            copy_plan(trial, current)
            costs[0] = cost
            if cost < costs[1]:
                copy_plan(trial, best)
                costs[1] = cost


@inner
def change(a: Arrays, p: Plan, chance: Chance, pace: Pace) -> bool:
    """One change of the plan with its times set; False when there is none or it cannot be timed."""
    dice = fraction(chance)
    if dice < SWAPS:
        return swap_stops(a, p, chance) and retime(a, p)
    if dice < SWAPS + TAILS:
        return swap_tails(a, p, chance) and retime(a, p)
    if dice < SWAPS + TAILS + PAUSES:
        return move_pause_and_let_in(a, p, chance)
    return ruin_and_recreate(a, p, chance, pace.removed, pace.changed)


@inner
def move_pause_and_let_in(a: Arrays, p: Plan, chance: Chance) -> bool:
    """What waited for the gap in which a pause stood goes in before the next ruin: that would put the pause back there,
    if it is there that what remains costs least."""
    if not (move_pause(a, p, chance) and retime(a, p)):
        return False
    let_in(a, p, chance)
    return True


def _tell(a: Arrays, best: Plan, budget: Budget, watch: Stopwatch, walked: int, rounds: float) -> None:
    minutes = sum(int(a.minutes[stop]) for stop in open_stops(a, best))
    if budget.seconds is None:
        budget.on_progress(Progress("visits", walked, int(rounds), minutes))
    else:
        budget.on_progress(
            Progress("visits", int(1000 * min(watch.elapsed, watch.limit)), int(1000 * watch.limit), minutes)
        )
