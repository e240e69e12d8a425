"""The moves of the search, one function each: what would change, told as arcs and strings; False when it must not be.

Exchanging strings and tails: E. Taillard et al., "A tabu search heuristic for the vehicle routing problem with soft
time windows", Transportation Science 31 (1997) and J.-Y. Potvin and J.-M. Rousseau, "An exchange heuristic for
routeing problems with time windows", Journal of the Operational Research Society 46 (1995). Neighbours are drawn from
short lists (P. Toth and D. Vigo, "The granular tabu search", INFORMS Journal on Computing 15 (2003)).
"""

from solver.chance import Chance, below, fraction
from solver.compiled import inlined
from solver.visits.engine.board import NONE, Board
from solver.visits.engine.routes import Routes, add_arc, add_entry, add_string, begin_move

SINGLES, STRINGS, EXCHANGES, TAILS = 0.4, 0.5, 0.75, 0.95
"""Which trials, by share: up to the first number one node moves, then up to three, exchanges, tails, at last pairs."""


@inlined
def draw_move(b: Board, r: Routes, chance: Chance) -> bool:
    """Tell some move in the arcs and strings of `r`; False when what was drawn is none."""
    dice = fraction(chance)
    if dice < SINGLES:
        return move_string(b, r, chance, 1, 0)
    if dice < STRINGS:
        return move_string(b, r, chance, 3, 0)
    if dice < EXCHANGES or (dice >= TAILS and len(b.pairs) == 0):
        return move_string(b, r, chance, 3, 3)
    if dice < TAILS:
        return swap_tails(b, r, chance)
    return move_pair(b, r, chance)


@inlined
def move_string(b: Board, r: Routes, chance: Chance, most: int, most_back: int) -> bool:
    """A string of up to `most` nodes goes next to a neighbour; up to `most_back` nodes from there take its place."""
    bases = len(b.may)
    first = last = b.drawn[below(chance, len(b.drawn))]
    length = 1 + (below(chance, most) if most > 1 else 0)
    back = below(chance, most_back + 1) if most_back > 0 else 0
    if fraction(chance) < 0.5:
        before = b.before[first, near(b, chance)]
        for _ in range(length - 1):
            if r.node[last].next < bases:
                last = r.node[last].next
        left, right = before, r.node[before].next
        for _ in range(back):
            if right < bases and right != first:
                right = r.node[right].next
    else:
        after = b.after[first, near(b, chance)]
        for _ in range(length - 1):
            if r.node[first].prev < bases:
                first = r.node[first].prev
        left, right = r.node[after].prev, after
        for _ in range(back):
            if left < bases and left != last:
                left = r.node[left].prev
    return exchange(b, r, first, last, left, right)


@inlined
def near(b: Board, chance: Chance) -> int:
    """A rank among the neighbours of a node, better ones more often."""
    return int(fraction(chance) ** 2 * b.before.shape[1])


@inlined
def exchange(b: Board, r: Routes, first: int, last: int, left: int, right: int) -> bool:
    """The string from `first` to `last` and what stands between `left` and `right` (maybe nothing) change places."""
    here, there = r.node[first].carer, r.node[left].carer
    empty = r.node[left].next == right
    if here == there and (holds(r, first, last, left, right) or (empty and (left == last or right == first))):
        return False
    begin_move(r)
    if here != there:
        add_string(r, first, last, there)
        if not empty:
            add_string(r, r.node[left].next, r.node[right].prev, here)
    if left == last or right == first:
        turn(r, first, last, left, right)
    else:
        cross(r, first, last, left, right)
    return True


@inlined
def holds(r: Routes, first: int, last: int, left: int, right: int) -> bool:
    """Whether the place between `left` and `right` lies within the string."""
    node = first
    while True:
        if (node == left and node != last) or (node == right and node != first):
            return True
        if node == last:
            return False
        node = r.node[node].next


@inlined
def turn(r: Routes, first: int, last: int, left: int, right: int) -> None:
    """Two strings that stand next to one another change places."""
    if left == last:
        add_entry(r, r.node[first].prev, r.node[left].next)
        add_arc(r, r.node[right].prev, first)
        add_arc(r, last, right)
    else:
        add_entry(r, left, first)
        add_arc(r, last, r.node[left].next)
        add_arc(r, r.node[right].prev, r.node[last].next)


@inlined
def cross(r: Routes, first: int, last: int, left: int, right: int) -> None:
    """Two strings apart from one another change places; on one route the earlier place is the entry."""
    prev, following, inner_first, inner_last = (
        r.node[first].prev,
        r.node[last].next,
        r.node[left].next,
        r.node[right].prev,
    )
    add_entry(r, left, first)
    add_arc(r, last, right)
    if inner_first == right:
        add_entry(r, prev, following)
    else:
        add_entry(r, prev, inner_first)
        add_arc(r, inner_last, following)
    if r.sums[0].strings == 0:
        r.arcs[0 if r.node[prev].done < r.node[left].done else 2].entry = False


@inlined
def swap_tails(b: Board, r: Routes, chance: Chance) -> bool:
    """A route from one of its nodes on goes on after a neighbour, whose own rest goes the other way (2-opt*)."""
    bases = len(b.may)
    first = b.drawn[below(chance, len(b.drawn))]
    if fraction(chance) < 0.5:
        left = b.before[first, near(b, chance)]
    else:
        left = first
        first = b.after[left, near(b, chance)]
        if first >= bases:
            return False
    here, there = r.node[first].carer, r.node[left].carer
    if here == there or not b.may[first, there]:
        return False
    begin_move(r)
    home, other_home = bases + here, bases + there
    prev, last = r.node[first].prev, r.node[home].prev
    other_first, other_last = r.node[left].next, r.node[other_home].prev
    add_entry(r, left, first)
    add_arc(r, last, other_home)
    add_string(r, first, last, there)
    if other_first == other_home:
        add_entry(r, prev, home)
    else:
        add_entry(r, prev, other_first)
        add_arc(r, other_last, home)
        add_string(r, other_first, other_last, here)
    return True


@inlined
def move_pair(b: Board, r: Routes, chance: Chance) -> bool:
    """Both nodes of a pair go elsewhere: the first next to a neighbour by chance, the second where it costs least."""
    pair = below(chance, len(b.pairs))
    swapped = below(chance, 2)
    one, two = b.pairs[pair, swapped], b.pairs[pair, 1 - swapped]
    before_one = b.before[one, near(b, chance)]
    after_one = r.node[before_one].next
    prev_one, next_one = r.node[one].prev, r.node[one].next
    prev_two, next_two = r.node[two].prev, r.node[two].next
    who = r.node[before_one].carer
    if before_one in (one, two) or after_one in (one, two) or next_one == two or next_two == one:
        return False
    if not b.may[one, who]:
        return False
    before_two = cheapest_gap(b, r, chance, two, one, who)
    if before_two < 0:
        return False
    after_two = r.node[before_two].next
    begin_move(r)
    add_arc(r, prev_one, next_one)
    add_arc(r, prev_two, next_two)
    add_arc(r, before_one, one)
    add_arc(r, one, after_one)
    add_arc(r, before_two, two)
    add_arc(r, two, after_two)
    if who != r.node[one].carer:
        add_string(r, one, one, who)
    if r.node[before_two].carer != r.node[two].carer:
        add_string(r, two, two, r.node[before_two].carer)
    return True


@inlined
def cheapest_gap(b: Board, r: Routes, chance: Chance, node: int, other: int, who: int) -> int:
    """What the node comes behind for the least way, on a route that is not `who`'s nor beside itself or `other`; -1
    where there is nothing. Each way counts once to twice by chance, so that it is not always the same."""
    before, least = -1, 1 << 40
    for rank in range(b.before.shape[1]):
        left = b.before[node, rank]
        right, carer = r.node[left].next, r.node[left].carer
        if carer == who or not b.may[node, carer] or left in (node, other) or right in (node, other):
            continue
        extra = (
            b.way[r.node[left].place, r.node[node].place]
            + b.way[r.node[node].place, r.node[right].place]
            - r.node[right].leg
        )
        extra += below(chance, extra + 1) if extra > 0 else 0
        if extra < least:
            before, least = left, extra
    return before


@inlined
def carers_may(b: Board, r: Routes) -> bool:
    """Whether the carers may take the strings they would get."""
    for at in range(r.sums[0].strings):
        node, last, carer = r.strings[at].first, r.strings[at].last, r.strings[at].carer
        while b.may[node, carer] and node != last:
            node = r.node[node].next
        if not b.may[node, carer]:
            return False
    return True


@inlined
def twins_apart(r: Routes) -> bool:
    """Whether no carer was handed a node whose twin is hers; after a move was carried out."""
    for at in range(r.sums[0].hands):
        node = r.old_carers[at].at
        twin = r.node[node].twin
        if twin != NONE and r.node[twin].carer == r.node[node].carer:
            return False
    return True
