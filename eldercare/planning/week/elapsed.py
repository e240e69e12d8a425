"""What of a published week has begun when it is planned again: it stays as people were told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from eldercare import clock
from eldercare.care.demand import VisitNeed
from eldercare.clock import DAY
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.meals.models import KitchenWave
from eldercare.people.models import Leave
from eldercare.planning.models import Publication
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NotPlanned

WEEK = 7 * DAY
AHEAD = 30
"""Minutes before something starts at which people have set out for it and can no longer be told."""


@dataclass
class Elapsed:
    """Rows of the published draft that have begun before `begins`, a minute of the week; none where that is 0."""

    begins: int = 0
    shifts: list[DraftShift] = field(default_factory=list)
    visits: list[DraftVisit] = field(default_factory=list)
    meals: list[DraftMeal] = field(default_factory=list)
    seats: list[DraftSeat] = field(default_factory=list)
    was_open: list[NotPlanned] = field(default_factory=list)
    """What the published plan left open up to today."""
    meals_begun: frozenset[tuple[int, str]] = frozenset()
    """Days and meals of which a first wave has left its kitchen."""

    @cached_property
    def _days_begun(self) -> dict[str, set[int]]:
        days: dict[str, set[int]] = {}
        for visit in self.visits:
            need, _, day = visit.key.rpartition("@")
            days.setdefault(need, set()).add(int(day))
        return days

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

    def is_over(self, day: int) -> bool:
        """The whole day lies behind."""
        return (day + 1) * DAY <= self.begins

    def remaining(self, need: VisitNeed, latest: int) -> tuple[tuple[int, ...], int, int]:
        """Days on which the need is still planned, how often, and how often it can no longer be.

        A visit that has begun today keeps its day: its carers are held by it.
        """
        if not self.begins:
            return need.days, need.times, 0
        began = self._days_begun.get(need.task.key, set())
        done = sum(self.is_over(day) for day in began)
        days = tuple(
            day for day in need.days if not self.is_over(day) and (day in began or day * DAY + latest >= self.begins)
        )
        left = max(0, need.times - done)
        return days, min(left, len(days)), max(0, left - len(days))


async def elapsed_of(unit: Facility, monday: date, leave: Iterable[Leave]) -> Elapsed:
    """From the publication in force; Refused("week_is_over") when nothing of its week is left to plan.

    Who is on leave today has stopped working: what she had begun is planned again, where there is time for it.
    """
    publication = await Publication.get_or_none(unit_id=unit.id, week=monday, replaced_at=None)
    begins = _begins(monday)
    if publication is None or begins <= 0:
        return Elapsed()
    if begins >= WEEK:
        raise Refused("week_is_over", week=clock.week_name(monday), facility=unit.name)
    today = monday + timedelta(days=begins // DAY)
    gone = {row.staff_id for row in leave if row.first_day <= today <= row.last_day}
    here = {"draft_id": publication.draft_id, "day__lte": today}

    def begun(row: DraftShift | DraftVisit | DraftSeat) -> bool:
        minute: int = (row.day - monday).days * DAY + row.starts
        return minute < begins

    shifts = await DraftShift.filter(**here).prefetch_related("staff", "shift_type", "facility").order_by("id")
    visits = await DraftVisit.filter(**here).order_by("id")
    left_alone = {visit.key for visit in visits if visit.day == today and visit.staff_id in gone}
    meals_begun = await _meals_begun(begins)
    return Elapsed(
        begins=begins,
        shifts=[one for one in shifts if begun(one) and not (one.day == today and one.staff_id in gone)],
        visits=[one for one in visits if begun(one) and one.key not in left_alone],
        meals=[
            one
            for one in await DraftMeal.filter(**here).prefetch_related("elder").order_by("id")
            if ((one.day - monday).days, one.meal) in meals_begun
        ],
        seats=[
            one
            for one in await DraftSeat.filter(**here).prefetch_related("elder", "zone__facility").order_by("id")
            if begun(one)
        ],
        was_open=await NotPlanned.filter(**here).order_by("id"),
        meals_begun=meals_begun,
    )


def _begins(monday: date) -> int:
    """The first minute of the week that can still be planned, to five minutes."""
    now = (clock.today() - monday).days * DAY + clock.minute_of_day()
    return max(0, -(-(now + AHEAD) // 5) * 5)


async def _meals_begun(begins: int) -> frozenset[tuple[int, str]]:
    """Whole meals: once a first wave is on its way, who carries what is settled for the rest too."""
    waves = await KitchenWave.all().values_list("meal", "leaves_at")
    return frozenset((day, meal) for day in range(7) for meal, leaves in waves if day * DAY + leaves < begins)
