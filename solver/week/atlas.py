"""Distances between places and facilities, and what it costs to be served at one."""

from solver.rules import weight
from solver.travel.estimate import Point, metres_between
from solver.week.problem import Facility, WeekProblem

HUNDRED_METRES = 100


class Atlas:
    """Distances between places and facilities, each measured once."""

    def __init__(self, problem: WeekProblem) -> None:
        self._points = {point.key: point for point in problem.points}
        self._facilities = {facility.key: facility for facility in problem.facilities}
        self._known: dict[tuple[str, str], float] = {}
        self._loan = weight("loan_from_other_centre", problem.weights)

    def metres(self, start: str, end: str) -> float:
        """As the crow flies, in metres; 0 from a place to itself."""
        if start == end:
            return 0.0
        if (start, end) not in self._known:
            self._known[start, end] = metres_between(self.point(start), self.point(end))
        return self._known[start, end]

    def point(self, key: str) -> Point:
        return self._points[key]

    def facility(self, key: str) -> Facility:
        return self._facilities[key]

    def way(self, start: str, facility: str) -> int:
        """Hundred metres."""
        return round(self.metres(start, facility) / HUNDRED_METRES)

    def loan(self, home_unit: str, facility: str) -> int:
        """The price of a place that belongs to another unit; 0 for one of its own."""
        return 0 if self.facility(facility).unit == home_unit else self._loan
