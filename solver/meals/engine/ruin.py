"""Takes strings of neighbouring stops out of several rounds.

J. Christiaens and G. Vanden Berghe, "Slack induction by string removals for vehicle routing problems", Transportation
Science 54 (2020).
"""

from solver.chance import Chance, below, fraction
from solver.compiled import inlined
from solver.meals.engine.board import Board
from solver.meals.engine.changes import take_out
from solver.meals.engine.rounds import Rounds

LONG_STRING = 5.0, 30.0
"""Between how many stops the longest string of a trial is drawn: where rounds are long, several short strings find what
one long string does not, and the other way round."""
USUAL_REMOVAL = 10
SPLIT = 0.5
"""How often some stops in the middle of a string stay."""
MORE_STAY = 0.99
"""How often one more is not kept."""
WHOLE_ROUND = 0.02
"""How often all of one round goes, to see whether the others or another vehicle can do without it."""


@inlined
def ruin(b: Board, r: Rounds, chance: Chance) -> None:
    """Leaves `r.touched` with the rounds that lost stops."""
    seed = b.drawn[below(chance, len(b.drawn))]
    if fraction(chance) < WHOLE_ROUND and r.slot[seed] >= 0:
        slot = r.slot[seed]
        take_out(b, r, slot, 1, r.size[slot])
    planned, rounds = 0, 0
    for slot in range(len(r.size)):
        if r.kind[slot] >= 0:
            planned += r.size[slot]
            rounds += 1
    least, most = LONG_STRING
    longest = min(least + (most - least) * fraction(chance), planned / max(1, rounds))
    more = 4.0 * USUAL_REMOVAL / (1.0 + longest) - 1.0
    strings = int(1.0 + fraction(chance) * more)
    for at in range(-1, b.near.shape[1]):
        stop = seed if at < 0 else b.near[seed, at]
        slot = r.slot[stop]
        if slot < 0 or r.marked[slot] == 1:
            continue
        _take_string(b, r, slot, r.at[stop], longest, chance)
        strings -= 1
        if strings <= 0:
            return


@inlined
def _take_string(b: Board, r: Rounds, slot: int, at: int, longest: float, chance: Chance) -> None:
    """A string of stops with the one at place `at` among them, or two parts of a longer one."""
    size = r.size[slot]
    length = int(1.0 + fraction(chance) * min(float(size), longest))
    length = min(length, size)
    stay = 0
    if length > 1 and length < size and fraction(chance) < SPLIT:
        stay = 1
        while length + stay < size and fraction(chance) > MORE_STAY:
            stay += 1
    span = length + stay
    start = max(1, at - below(chance, span))
    start = min(start, size - span + 1)
    if stay == 0:
        take_out(b, r, slot, start, start + length - 1)
        return
    first = 1 + below(chance, length - 1)
    take_out(b, r, slot, start + first + stay, start + span - 1)
    take_out(b, r, slot, start, start + first - 1)
