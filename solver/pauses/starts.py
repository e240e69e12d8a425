"""When a pause may begin: on the quarter of an hour where that is possible, for people keep such times."""

from collections.abc import Iterator
from itertools import pairwise

from solver.pauses.problem import Member, Span

QUARTER = 15


def possible_starts(member: Member) -> list[int]:
    """Quarter hours, the first and last minute of each stretch she is free in, and the one she was told.

    Only the one settled, if it is.
    """
    if member.settled is not None:
        return [member.settled]
    if not member.minutes:
        return []
    told = [member.told] if member.told is not None and member.may_pause_from(member.told) else []
    return sorted({start for stretch in _free(member) for start in _of_stretch(*stretch)}.union(told))


def unease(member: Member, start: int) -> int:
    """Minutes from what she was told, or from the middle of her bounds; a little for a time that is no quarter."""
    middle = (member.first + member.last - member.minutes) // 2
    best = middle if member.told is None else member.told
    return abs(start - best) + (start % QUARTER > 0 and start != member.told)


def _free(member: Member) -> Iterator[Span]:
    """The first and last start within each stretch that holds the whole pause."""
    busy = sorted((*member.busy, (member.last, member.last)))
    edges = [(member.first, member.first), *busy]
    free_from = member.first
    for (_, ends), (begins, _) in pairwise(edges):
        free_from = max(free_from, ends)
        if free_from + member.minutes <= min(begins, member.last):
            yield free_from, min(begins, member.last) - member.minutes


def _of_stretch(first: int, last: int) -> Iterator[int]:
    yield from (first, last)
    yield from range(-(-first // QUARTER) * QUARTER, last + 1, QUARTER)
