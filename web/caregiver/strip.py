"""A day drawn as a line from its first hour to its last: where a piece of it lies, in per cent."""

from collections.abc import Iterable
from dataclasses import dataclass

from eldercare.shifts.models import Shift
from eldercare.visits.route import Break, RouteDay, RouteStop
from eldercare.visits.week import WorkWeek

HOUR = 60
LABELS = 5
"""About as many hours are named as a phone has room for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the line; `kind` is its class."""

    kind: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """From one full hour to another."""

    first: int
    last: int

    @property
    def labels(self) -> range:
        """The hours that are named, evenly apart; never the last, which has no room to its right."""
        return range(self.first, self.last, -(-(self.last - self.first) // LABELS))

    def at(self, minute: int) -> float:
        """How far along the line, in per cent."""
        return round(100 * (minute - self.first * HOUR) / ((self.last - self.first) * HOUR), 2)

    def piece(self, kind: str, starts: int, ends: int) -> Piece:
        return Piece(kind, self.at(starts), round(self.at(ends) - self.at(starts), 2))


def line_of(spans: Iterable[tuple[int, int]]) -> Line | None:
    """The shortest line that has room for all of them; None where there is nothing to draw."""
    held = list(spans)
    if not held:
        return None
    return Line(min(starts for starts, _ends in held) // HOUR, -(-max(ends for _starts, ends in held) // HOUR))


def day_line(route: RouteDay) -> Line | None:
    """The line of her day: what she does, and the shift round it."""
    return line_of([(item.starts, item.ends) for item in route.items] + _span(route.shift))


def pieces(route: RouteDay, line: Line) -> list[Piece]:
    """Her shift below, then what she does in it."""
    ground = [line.piece("shift", starts, ends) for starts, ends in _span(route.shift)]
    return ground + [line.piece(_kind(item), item.starts, item.ends) for item in route.items]


def week_line(week: WorkWeek) -> Line | None:
    """One line for all days of a week, so that early and late show at a glance."""
    return line_of(span for day in week.days for span in _span(day.shift))


def _span(shift: Shift | None) -> list[tuple[int, int]]:
    return [(shift.starts, shift.ends)] if shift else []


def _kind(item: object) -> str:
    if isinstance(item, RouteStop):
        return "visit"
    return "pause" if isinstance(item, Break) else "round"
