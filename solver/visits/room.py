"""Where a route leaves room for a pause."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solver.visits.problem import Break, Carer, Stop, VisitsProblem
from solver.visits.routes import Visit


@dataclass(frozen=True, slots=True)
class Room:
    """The time without a service `after` a stop (None: at the base), of which the `way` on takes so many minutes."""

    after: str | None
    free_from: int
    free_to: int
    way: int

    def nearest(self, pause: Break, told: int) -> int | None:
        """The start for a pause that is nearest to the one told; None where there is no room for it here."""
        first = max(self.free_from, pause.earliest)
        last = min(self.free_to, pause.latest) - pause.minutes
        fits = first <= last and self.free_to - self.free_from >= pause.minutes + self.way
        return min(max(told, first), last) if fits else None


def rooms(problem: VisitsProblem, carer: Carer, route: Iterable[Visit]) -> Iterator[Room]:
    """Before, between and behind the stops of a route, each with its start, in order of time."""
    here: Stop | None = None
    free_from = carer.start
    for there, start in route:
        yield Room(here.key if here else None, free_from, start, problem.gap(carer, here, there))
        here, free_from = there, start + there.minutes
    yield Room(here.key if here else None, free_from, carer.end, problem.gap(carer, here, None))


def nearest_pause(problem: VisitsProblem, carer: Carer, route: Iterable[Visit], told: int) -> int | None:
    """The start of her pause on this route that is nearest to the one told; None without a pause or room for one."""
    pause = carer.pause
    if pause is None:
        return None
    starts = [start for room in rooms(problem, carer, route) if (start := room.nearest(pause, told)) is not None]
    return min(starts, key=lambda start: abs(start - told), default=None)
