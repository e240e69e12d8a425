"""An elder is in one place at a time: her seats whose hours meet, and her hours that are gone when the plan begins."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from solver.week.problem import DAY, SeatNeed, VisitNeed, WeekProblem, minutes_of

ElderDay = tuple[str, int]
Span = tuple[int, int]


def shared_hours(problem: WeekProblem) -> Mapping[str, tuple[str, ...]]:
    """By the key of a seat need, the stretches of its day that another seat need of the same elder wants too.

    A stretch lasts from one coming or going of hers to the next. Needs that meet no other are absent.
    """
    hers: dict[ElderDay, list[SeatNeed]] = {}
    for need in (need for unit in problem.units for need in unit.seats):
        hers.setdefault((need.elder, need.day), []).append(need)
    shared: dict[str, tuple[str, ...]] = {}
    for (elder, day), needs in hers.items():
        for start, those in _stretches(needs):
            for need in those if len(those) > 1 else ():
                shared[need.key] = (*shared.get(need.key, ()), f"{elder}@{day}@{start}/hers")
    return shared


def _stretches(needs: Iterable[SeatNeed]) -> Iterator[tuple[int, list[SeatNeed]]]:
    """Where each begins, and the needs that hold it."""
    needs = list(needs)
    edges = sorted({edge for need in needs for edge in (need.start, need.end)})
    for start, end in pairwise(edges):
        yield start, [need for need in needs if need.start <= start and end <= need.end]


class Gone:
    """Hours that an elder cannot be given again: she sits somewhere already, or a visit to her has begun."""

    def __init__(self, problem: WeekProblem) -> None:
        self._seated: dict[ElderDay, list[Span]] = {}
        self._at_home: dict[ElderDay, list[Span]] = {}
        for unit in problem.units:
            for guest in unit.seated:
                self._seated.setdefault((guest.elder, guest.day), []).append((guest.start, guest.end))
            for need in unit.visits:
                for day, span in _begun(need, unit.begins):
                    self._at_home.setdefault((need.elder, day), []).append(span)

    def meet(self, seat: SeatNeed, way: int) -> bool:
        """Whether the seat, or the `way` in minutes to it and from it, takes some of them."""
        sits, at_home = (where.get((seat.elder, seat.day), ()) for where in (self._seated, self._at_home))
        return _meets(sits, seat.start, seat.end) or _meets(at_home, seat.start - way, seat.end + way)


def _begun(need: VisitNeed, begins: int) -> Iterator[tuple[int, Span]]:
    """Of the visits that began before the plan can: the day, and from when to when."""
    for day, told in need.announced.items():
        start = day * DAY + told.start
        if day in need.days and start < begins:
            yield day, (told.start, told.start + minutes_of(need, start, begins))


def _meets(spans: Iterable[Span], start: int, end: int) -> bool:
    return any(begins < end and start < ends for begins, ends in spans)
