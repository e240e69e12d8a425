"""A canteen's day for the tests of pauses, crews drawn at random, and what a choice of pauses costs by the minute."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import product

from hypothesis import strategies as st

from solver.pauses.problem import Member, PausesProblem, Span, Want

QUARTER = 15
Cost = tuple[int, int, int, int]
"""What lacks, minutes with nobody left, most away at once, unease."""
CREWS = (("hall",), ("hall", "hall/cook"), ("hall", "hall/staff"), ("yard",))


WANTS = (
    Want("hall", 600, 780, 6),
    Want("hall/cook", 700, 730, 1),
    Want("hall/staff", 480, 960, 7),
    Want("yard", 660, 757, 2),
    Want("yard", 757, 760, 6),
    Want("nowhere", 0, 1440, 1),
)


def cook(key: str = "lin", *crews: str, busy: tuple[Span, ...] = (), settled: int | None = None) -> Member:
    """On duty from eight to four, half an hour off between eleven and one."""
    return Member(key, crews or ("hall",), 480, 960, 30, 660, 780, busy, settled)


@st.composite
def problems(draw: st.DrawFn, *, people: int = 12, settled: bool = True) -> PausesProblem:
    """Few shapes, so that many are alike; some are busy so long that no minute is left."""
    members = tuple(draw(_members(f"m{number}", settled=settled)) for number in range(draw(st.integers(1, people))))
    wants = draw(st.lists(st.sampled_from(WANTS), max_size=3))
    return PausesProblem(members, tuple(wants), draw(st.sampled_from((1, 6))))


@st.composite
def _members(draw: st.DrawFn, key: str, *, settled: bool) -> Member:
    start, end = draw(st.sampled_from(((480, 960), (480, 960), (655, 1200), (480, 735), (700, 960))))
    minutes = draw(st.sampled_from((0, 30, 30, 35)))
    busy = draw(st.sampled_from(((), (), ((670, 700),), ((690, 709), (739, 800)), ((0, 1440),))))
    member = Member(key, draw(st.sampled_from(CREWS)), start, end, minutes, 660, 780, busy)
    starts = choices(member)
    return replace(member, settled=starts[0]) if settled and draw(st.booleans()) else member


@cache
def choices(member: Member) -> list[int | None]:
    """Quarters of an hour at which she may begin, and each as early or late as she can; None: there is no minute."""
    if member.settled is not None:
        return [member.settled]
    free = {start for start in range(1440) if member.minutes and member.may_pause_from(start)}
    edges = sorted(start for start in free if start % QUARTER == 0 or not {start - 1, start + 1} <= free)
    return [*edges] or [None]


def cheapest(problem: PausesProblem) -> Cost:
    """The least cost of all choices."""
    return min(cost(problem, starts) for starts in product(*(choices(member) for member in problem.members)))


def cost(problem: PausesProblem, starts: Sequence[int | None]) -> Cost:
    """The levels of a choice, worked out minute by minute; what lacks counts where anybody might pause."""
    lacks = deserted = most = 0
    for crew in {crew for member in problem.members for crew in member.crews}:
        minutes = list(_minutes(problem, crew, starts))
        lacking = [max(0, wanted - (there - away) * problem.units_a_head) for there, away, wanted in minutes]
        lacks += sum(lacking) + 1440 * max(lacking, default=0)
        deserted += sum(there == away > 0 for there, away, _ in minutes)
        most += max((away for _, away, _ in minutes), default=0)
    return lacks, deserted, most, sum(map(_unease, problem.members, starts))


def _minutes(problem: PausesProblem, crew: str, starts: Sequence[int | None]) -> Iterator[tuple[int, int, int]]:
    """On duty, of these away, and units wanted, at every minute in which anybody might pause."""
    pairs = [pair for pair in zip(problem.members, starts, strict=True) if crew in pair[0].crews]
    wants = [want for want in problem.wants if want.crew == crew]
    for minute in sorted(_pausing(member for member, _ in pairs)):
        there = sum(member.start <= minute < member.end for member, _ in pairs)
        away = sum(start is not None and start <= minute < start + member.minutes for member, start in pairs)
        yield there, away, sum(want.units for want in wants if want.start <= minute < want.end)


def _pausing(members: Iterable[Member]) -> set[int]:
    return {
        minute
        for member in members
        for start in choices(member)
        if start is not None
        for minute in range(start, start + member.minutes)
    }


def _unease(member: Member, start: int | None) -> int:
    if start is None:
        return 0
    return abs(start - (member.first + member.last - member.minutes) // 2) + (start % QUARTER > 0)
