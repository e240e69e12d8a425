"""What of a published week has begun when it is planned again: it stays as people were told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from tortoise.models import Model

from eldercare import clock
from eldercare.care.demand import VisitNeed
from eldercare.care.holds import pausing_until
from eldercare.clock import DAY
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Staff
from eldercare.planning.models import Publication
from eldercare.planning.moment import Moment
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NotPlanned
from eldercare.planning.week.presence import has_stopped, is_post, leave_of
from eldercare.planning.week.waves import all_waves

MEAL_WITH = ("elder", "kitchen__facility", "carrier", "vehicle", "eats_at")

R = TypeVar("R", bound=Model)


@dataclass
class Begun:
    """Rows of a plan that have begun."""

    shifts: list[DraftShift] = field(default_factory=list)
    visits: list[DraftVisit] = field(default_factory=list)
    meals: list[DraftMeal] = field(default_factory=list)
    meals_waiting: list[DraftMeal] = field(default_factory=list)
    seats: list[DraftSeat] = field(default_factory=list)


@dataclass
class Elapsed:
    """Rows of the published draft that have begun before `begins`, a minute of the week; none where that is 0."""

    begins: int = 0
    shifts: list[DraftShift] = field(default_factory=list)
    """Of the unit's people; they are pinned in its rosters."""
    shifts_apart: list[DraftShift] = field(default_factory=list)
    """Of people who are no longer the unit's, or have another job: nobody plans them any more."""
    visits: list[DraftVisit] = field(default_factory=list)
    meals: list[DraftMeal] = field(default_factory=list)
    seats: list[DraftSeat] = field(default_factory=list)
    meals_waiting: list[DraftMeal] = field(default_factory=list)
    """Of the running day, with a wave that is still to leave."""
    given_up: Begun = field(default_factory=Begun)
    """What has begun by somebody who had stopped working before it was over: planned again where there is time."""
    was_open: list[NotPlanned] = field(default_factory=list)
    """What the published plan left open up to today."""

    @cached_property
    def _begun(self) -> dict[str, set[int]]:
        """Days of visits that have begun, by need."""
        return _days(self.visits)

    @cached_property
    def under_way(self) -> list[DraftVisit]:
        """Of them, the running day's parts of carers on a shift for visits: the routes hold them, asked for or not.

        Where an older plan gave somebody two at once, the one begun later holds her.
        """
        walking = {(one.staff_id, one.day) for one in self.shifts if not is_post(one.demand_key)}
        today = [one for one in self.visits if not self.is_past(one.day.weekday())]
        theirs = sorted(today, key=lambda one: (one.staff_id, one.starts, one.id))
        left = {one.id for one, then in pairwise(theirs) if one.staff_id == then.staff_id and then.starts < one.ends}
        return [one for one in today if (one.staff_id, one.day) in walking and one.id not in left]

    @cached_property
    def _held(self) -> dict[str, set[int]]:
        """Their days, by need."""
        return _days(self.under_way)

    def is_ahead(self, day: int, starts: int) -> bool:
        """What starts at this minute of the day can still be planned."""
        return day * DAY + starts >= self.begins

    def seats_today(self) -> list[tuple[int, DraftSeat]]:
        """The seats of the running day, with its number."""
        today = self.begins // DAY
        return [(today, seat) for seat in self.seats if seat.day.weekday() == today]

    def meals_today(self) -> list[tuple[int, DraftMeal]]:
        """The meals of the running day, with its number."""
        today = self.begins // DAY
        return [(today, meal) for meal in self.meals if meal.day.weekday() == today]

    def is_past(self, day: int) -> bool:
        """Nothing of the day can be planned any more."""
        return (day + 1) * DAY <= self.begins

    def remaining(self, need: VisitNeed, latest: int) -> tuple[tuple[int, ...], int, int]:
        """Days on which the need is still planned, how often, and how often it can no longer be.

        A visit under way today keeps its day, even one on which nobody asks for it any more: its carers are held by it.
        """
        if not self.begins:
            return need.days, need.times, 0
        begun, held = self._begun.get(need.task.key, set()), self._held.get(need.task.key, set())
        counted = need.counted(begun)
        ahead = (day for day in need.days if day not in begun and self.is_ahead(day, latest))
        days = tuple(sorted({*ahead, *held}))
        left = max(0, need.times - len(counted - held)) + len(held - counted)
        return days, max(len(held), min(left, len(days))), max(0, left - len(days))


async def elapsed_of(unit: Facility, monday: date, staff: Iterable[Staff]) -> Elapsed:
    """From the publication in force; `staff` are the unit's people.

    What whoever went on leave, or is employed no more, had not finished by then is given up, on whatever day that was.
    Refused("week_is_over") when nothing is left to plan.
    """
    publication = await Publication.get_or_none(unit_id=unit.id, week=monday, replaced_at=None)
    moment = Moment.of(monday)
    if publication is None or moment.begins <= 0:
        return Elapsed()
    if moment.is_past:
        raise Refused("week_is_over", week=clock.week_name(monday))
    begun = await _begun(unit, publication.draft_id, moment)
    given_up = await _given_up(begun, monday)
    jobs = {one.id: one.job for one in staff}
    shifts = _without(begun.shifts, given_up.shifts)
    return Elapsed(
        begins=moment.begins,
        shifts=[shift for shift in shifts if shift.shift_type.suits(jobs.get(shift.staff_id))],
        shifts_apart=[shift for shift in shifts if not shift.shift_type.suits(jobs.get(shift.staff_id))],
        visits=_without(begun.visits, given_up.visits),
        meals=_without(begun.meals, given_up.meals),
        seats=begun.seats,
        meals_waiting=begun.meals_waiting,
        given_up=given_up,
        was_open=await NotPlanned.filter(draft_id=publication.draft_id, day__lte=moment.first_day).order_by("id"),
    )


async def _begun(unit: Facility, draft: int, moment: Moment) -> Begun:
    """A meal has begun once its wave has left; what is still to come to an elder who pauses is called off."""
    pausing = await pausing_until(unit, moment.first_day)

    def stays(elder: int, day: date, starts: int) -> bool:
        return moment.has_begun(day, starts) and not pausing.calls_off(elder, day, starts)

    told = {"draft_id": draft, "day__lte": moment.first_day}
    shifts = DraftShift.filter(**told).prefetch_related("staff", "shift_type__jobs", "facility").order_by("id")
    visits = DraftVisit.filter(**told).prefetch_related("service", "elder", "staff").order_by("id")
    seats = DraftSeat.filter(**told).prefetch_related("elder", "zone__facility").order_by("id")
    meals = await DraftMeal.filter(**told).prefetch_related(*MEAL_WITH).order_by("id")
    waves = await all_waves()
    left = [one for one in meals if stays(one.elder_id, one.day, waves.of(one))]
    return Begun(
        shifts=[one for one in await shifts if moment.has_begun(one.day, one.starts)],
        visits=[one for one in await visits if stays(one.elder_id, one.day, one.starts)],
        meals=left,
        meals_waiting=_without(meals, left),
        seats=[one for one in await seats if stays(one.elder_id, one.day, one.starts)],
    )


async def _given_up(begun: Begun, monday: date) -> Begun:
    people = {shift.staff_id for shift in begun.shifts} | {visit.staff_id for visit in begun.visits}
    people |= {meal.carrier_id for meal in begun.meals if meal.carrier_id}
    staff = {one.id: one for one in await Staff.filter(id__in=list(people))}
    leave = await leave_of(people, monday)

    def gone(who: int | None, day: date, ends: int | None) -> bool:
        if who is None or ends is None:
            return False
        return has_stopped(staff[who], day, ends, leave.get(who, ()))

    undone = {visit.key for visit in begun.visits if gone(visit.staff_id, visit.day, visit.ends)}
    return Begun(
        shifts=[shift for shift in begun.shifts if gone(shift.staff_id, shift.day, shift.ends)],
        visits=[visit for visit in begun.visits if visit.key in undone],
        meals=[meal for meal in begun.meals if gone(meal.carrier_id, meal.day, meal.arrives)],
    )


def _without(rows: list[R], others: list[R]) -> list[R]:
    left_out = {row.pk for row in others}
    return [row for row in rows if row.pk not in left_out]


def _days(visits: Iterable[DraftVisit]) -> dict[str, set[int]]:
    """By need."""
    days: dict[str, set[int]] = {}
    for visit in visits:
        need, _, day = visit.key.rpartition("@")
        days.setdefault(need, set()).add(int(day))
    return days
