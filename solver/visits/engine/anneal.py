"""Simulated annealing over the moves; a trial ends at the first sign that it costs more than chance lets it.

S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, "Optimization by simulated annealing", Science 220 (1983). The threshold
is drawn before the trial, so that most moves are turned down by their distance alone, and most others while times are
set.
"""

import math

from solver.chance import Chance, fraction
from solver.compiled import compiled
from solver.visits.engine.board import Board
from solver.visits.engine.moves import carers_may, draw_move, twins_apart
from solver.visits.engine.propagate import retime, too_late
from solver.visits.engine.routes import Routes, carry_out, copy_routes, cost, extra_distance, take_back


@compiled
def anneal(b: Board, r: Routes, best: Routes, chance: Chance, hot: float, cold: float, count: int) -> None:
    """`count` trials while the temperature falls from `hot` to `cold`; `r` and `best` change in place."""
    temperature, factor = hot, (cold / hot) ** (1.0 / max(1, count))
    current, least = cost(r), cost(best)
    for _ in range(count):
        temperature *= factor
        if not draw_move(b, r, chance):
            continue
        limit = int(current - temperature * math.log(max(1e-300, fraction(chance))))
        distance = r.sums[0].distance + extra_distance(b, r)
        if distance > limit or not carers_may(b, r) or too_late(b, r, limit - distance):
            continue
        carry_out(r)
        if not twins_apart(r) or not retime(b, r, limit - distance):
            take_back(r)
            continue
        r.sums[0].distance = distance
        current = cost(r)
        if current < least:
            least = current
            copy_routes(r, best)
