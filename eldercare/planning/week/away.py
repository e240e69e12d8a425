"""When elders are not at home by now: at the seats they are given or, since the week was planned, promised, and on the
way to and from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eldercare.daycare.demand import PRIORITY_CLASS, SeatNeed
from eldercare.hierarchy.models import Facility
from eldercare.meals.models import Meal
from eldercare.planning.week.due import Due
from eldercare.planning.week.models import DraftMeal, NeedKind
from eldercare.planning.week.places import place_of
from eldercare.planning.week.shown import Part, Shown
from solver.travel.estimate import Point, metres_between
from solver.visits.check import at_home_breaches
from solver.visits.problem import Stop
from solver.visits.solution import Assignment
from solver.week.problem import SeatNeed as Seat
from solver.week.way_home import Stay, away, is_away

Away = Mapping[tuple[str, int], Sequence[tuple[int, int]]]
"""Spans in minutes of the day, by elder and day."""
Given = Mapping[tuple[int, int, str, int, int], Facility]
"""Where seats are that the plan gives: by elder, day of the week, kind of zone, and from when to when."""


@dataclass(frozen=True, slots=True)
class _Ground:
    points: Mapping[str, Point]

    def metres(self, start: str, end: str) -> float:
        return metres_between(self.points[start], self.points[end])


def away_by_now(due: Due, shown: Shown) -> Away:
    """By the id of the elder and the day of the week; a seat that stays open keeps nobody from home."""
    given = {
        (seat.elder_id, seat.day.weekday(), seat.zone.kind, seat.starts, seat.ends): seat.zone.facility
        for seat in shown.seats
    }
    stays = [(need, at) for need in due.needs.seats if (at := _where(due, shown, given, need)) is not None]
    points = {at.key: Point(at.key, at.latitude, at.longitude) for _, at in stays}
    for need, _ in stays:
        place = place_of(need.elder)
        if place is not None and need.elder.latitude is not None and need.elder.longitude is not None:
            points[place] = Point(place, need.elder.latitude, need.elder.longitude)
    return away(_Ground(points), [_stay(need, at) for need, at in stays])


def _where(due: Due, shown: Shown, given: Given, need: SeatNeed) -> Facility | None:
    """Where she sits or, if the seat has no place in the plan yet, should sit."""
    guest = need.attendance
    there = given.get((need.elder.id, need.day, guest.zone_kind, guest.starts, guest.ends))
    is_open = f"{guest.key}@{need.day}" in shown.listed(NeedKind.SEAT)
    gone = due.moment.has_begun(due.date_of(need.day), guest.starts)
    return there or (None if is_open or gone else guest.facility)


def _stay(need: SeatNeed, at: Facility) -> Stay:
    guest = need.attendance
    seat = Seat(
        key=f"{guest.key}@{need.day}",
        elder=str(need.elder.id),
        place=place_of(need.elder),
        facility=at.key,
        zone_kind=guest.zone_kind,
        day=need.day,
        start=guest.starts,
        end=guest.ends,
        ability_level=need.elder.ability_level,
        priority_class=PRIORITY_CLASS,
    )
    return seat, at.key


def visited_while_away(part: Part, gone: Away) -> bool:
    """The rule `elder_in_one_place` of a visit."""
    spans = gone.get((str(part.elder), part.day.weekday()))
    if not spans:
        return False
    stop = Stop(
        key=part.key,
        elder=str(part.elder),
        place="",
        minutes=part.ends - part.starts,
        earliest=part.starts,
        latest=part.starts,
        priority_class=1,
        blocked=tuple(spans),
    )
    return any(at_home_breaches(Assignment(part.key, "", part.starts, 0, 0), stop))


def brought_while_away(meal: Meal | DraftMeal, gone: Away) -> bool:
    """The same of a meal that is brought home."""
    home, spans = meal.eats_at_id is None, gone.get((str(meal.elder_id), meal.day.weekday()), ())
    return home and meal.arrives is not None and is_away(spans, meal.arrives)
