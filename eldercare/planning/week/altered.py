"""What of a plan nobody asks for any more, or not like this, since its promises were changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eldercare.care.calendar import WEEK
from eldercare.care.demand import VisitNeed, window
from eldercare.daycare.demand import SeatNeed
from eldercare.daycare.models import Seat
from eldercare.meals.demand import MealNeed
from eldercare.meals.models import Meal
from eldercare.planning.moment import Moment
from eldercare.planning.week.away import Away, away_by_now, brought_while_away, visited_while_away
from eldercare.planning.week.due import Due
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, NeedKind
from eldercare.planning.week.places import place_of
from eldercare.planning.week.presence import is_post
from eldercare.planning.week.shown import Part, Shown, shift_key
from eldercare.planning.week.waves import Waves
from eldercare.shifts.models import Shift, ShiftDemand, ShiftType


class How(StrEnum):
    """What is no longer as planned; OFF is nothing that anybody asks for, LOCATED a visit or meal at a door that has no
    place on the map, AWAY one at her door while she should sit elsewhere."""

    OFF = "off"
    LOCATED = "located"
    SERVICE = "service"
    CARERS = "carers"
    MINUTES = "minutes"
    WINDOW = "window"
    ORDER = "order"
    PLACE = "place"
    DIET = "diet"
    HOURS = "hours"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Altered:
    """A planned visit, meal, seat or shift still to begin; `starts` and `ends` are minutes of its day, of a meal None.

    A shift is a carer's and no elder's.
    """

    kind: NeedKind
    how: How
    key: str
    elder: int | None
    day: date
    service: int | None = None
    meal: str = ""
    starts: int | None = None
    ends: int | None = None
    staff: int | None = None
    for_visits: bool = False
    """Of a shift: no place asks for it by name."""

    @property
    def off(self) -> bool:
        return self.how is How.OFF

    @property
    def unlocated(self) -> bool:
        """Whether somebody can still go there, but no plan that is made from now on sends anybody."""
        return self.how is How.LOCATED


def altered(due: Due, shown: Shown, waves: Waves, diets: Mapping[int, frozenset[str]]) -> Iterator[Altered]:
    """Of elders who are served, as if nobody paused; `diets` are what each kitchen cooks."""
    gone = away_by_now(due, shown)
    found = [*_visits(due, shown, gone), *_meals(due, shown, waves, diets, gone), *_seats(due, shown)]
    yield from (one for one in found if one.elder is not None and due.is_served(one.elder, one.day))
    yield from altered_shifts(shown.shifts, due.posts, due.kinds, due.moment)


def shifts_otherwise(found: Iterable[Altered]) -> dict[tuple[int, date], str]:
    """By person and day how her shift is asked for otherwise (`How`); whose goes that nobody asks for any more is for
    the next plan to choose."""
    return {(one.staff, one.day): one.how.value for one in found if one.staff is not None and not one.off}


def _visits(due: Due, shown: Shown, gone: Away) -> Iterator[Altered]:
    needs = {need.task.key: need for need in due.unpaused.visits}
    together: dict[str, list[Part]] = {}
    for part in shown.parts:
        together.setdefault(part.key, []).append(part)
    surplus = _surplus(due, needs, [parts[0] for parts in together.values()])
    for key, parts in together.items():
        first, (task, _, day) = parts[0], key.rpartition("@")
        need = needs.get(task)
        if due.moment.has_begun(first.day, first.starts):
            continue
        if need is None or int(day) not in need.days or key in surplus:
            how: How | None = How.OFF
        elif place_of(need.elder) is None:
            how = How.LOCATED
        else:
            how = _how(due, need, parts, together.get(f"{need.after}@{day}"))
            how = how or (How.AWAY if visited_while_away(first, gone) else None)
        if how:
            yield Altered(
                NeedKind.VISIT, how, key, first.elder, first.day, first.service, starts=first.starts, ends=first.ends
            )


def _how(due: Due, need: VisitNeed, parts: list[Part], before: list[Part] | None) -> How | None:
    """The rules of a visit that its task alone decides: `time_window`, `two_at_once`, `order_and_gap`."""
    task, first = need.task, parts[0]
    earliest, latest = window(task, due.leeway)
    if first.service != need.service.id:
        return How.SERVICE
    if len(parts) != need.service.carers:
        return How.CARERS
    if first.ends - first.starts != task.minutes:
        return How.MINUTES
    if not earliest <= first.starts <= latest:
        return How.WINDOW
    if before and not task.gap_shortest <= first.starts - before[0].ends <= task.gap_longest:
        return How.ORDER
    return None


def _surplus(due: Due, needs: Mapping[str, VisitNeed], visits: Iterable[Part]) -> set[str]:
    """Keys of visits beyond the number a week that is promised: the last of them."""
    planned: dict[str, list[Part]] = {}
    for visit in visits:
        task, _, day = visit.key.rpartition("@")
        if task in needs and int(day) in needs[task].days:
            planned.setdefault(task, []).append(visit)
    return {
        visit.key
        for task, theirs in planned.items()
        for visit in sorted(theirs, key=lambda one: (one.day, one.starts))[needs[task].times :]
    }


def _meals(due: Due, shown: Shown, waves: Waves, diets: Mapping[int, frozenset[str]], gone: Away) -> Iterator[Altered]:
    needs = {(need.elder.id, need.day, need.subscription.meal): need for need in due.unpaused.meals}
    sitting = {(seat.elder_id, seat.day, seat.zone.facility_id) for seat in shown.seats}
    for meal in shown.meals:
        if due.moment.has_begun(meal.day, waves.of(meal)):
            continue
        need = needs.get((meal.elder_id, meal.day.weekday(), meal.meal))
        seated = (meal.elder_id, meal.day, meal.eats_at_id) in sitting
        how = _otherwise(need, meal, diets, seated=seated) if need else How.OFF
        how = how or (How.AWAY if brought_while_away(meal, gone) else None)
        if how:
            yield Altered(NeedKind.MEAL, how, str(meal.pk), meal.elder_id, meal.day, meal=meal.meal)


def _otherwise(
    need: MealNeed, meal: Meal | DraftMeal, diets: Mapping[int, frozenset[str]], *, seated: bool
) -> How | None:
    """Whoever sits somewhere at the time eats there."""
    if meal.eats_at_id is None and place_of(need.elder) is None:
        return How.LOCATED
    if meal.eats_at_id != need.subscription.eats_at_id and not seated:
        return How.PLACE
    return None if need.elder.diet in diets.get(meal.kitchen_id, ()) else How.DIET


def _seats(due: Due, shown: Shown) -> Iterator[Altered]:
    """A seat in another place near by is one that was offered."""
    needs: dict[tuple[int, int, str], list[SeatNeed]] = {}
    for need in due.unpaused.seats:
        needs.setdefault((need.elder.id, need.day, need.attendance.zone_kind), []).append(need)
    for seat in shown.seats:
        if not due.moment.has_begun(seat.day, seat.starts):
            how = _seat(seat, needs.get((seat.elder_id, seat.day.weekday(), seat.zone.kind), []))
            if how:
                yield Altered(
                    NeedKind.SEAT, how, str(seat.pk), seat.elder_id, seat.day, starts=seat.starts, ends=seat.ends
                )


def altered_shifts(
    shifts: Iterable[Shift | DraftShift],
    posts: Iterable[ShiftDemand],
    kinds: Mapping[int, ShiftType],
    moment: Moment,
) -> Iterator[Altered]:
    """At places, which ask for them by name, of more than are asked for the last; and for visits, by their hours."""
    asked = {f"{post.key}@{day}": post for post in posts for day in range(WEEK) if post.weekdays >> day & 1}
    heads: dict[str, int] = {}
    for shift in sorted(shifts, key=lambda one: one.staff_id):
        heads[shift.demand_key] = heads.get(shift.demand_key, 0) + 1
        if is_post(shift.demand_key):
            how = _post(shift, asked.get(shift.demand_key), heads[shift.demand_key])
        else:
            how = None if _same_hours(shift, kinds[shift.shift_type_id]) else How.HOURS
        if how and not moment.has_begun(shift.day, shift.starts):
            yield Altered(
                NeedKind.SHIFT,
                how,
                shift_key(shift.staff_id, shift.day),
                None,
                shift.day,
                staff=shift.staff_id,
                starts=shift.starts,
                ends=shift.ends,
                for_visits=not is_post(shift.demand_key),
            )


def _post(shift: Shift | DraftShift, post: ShiftDemand | None, head: int) -> How | None:
    if post is None or head > post.people:
        return How.OFF
    if shift.facility_id != post.facility_id:
        return How.PLACE
    return None if _same_hours(shift, post.shift_type) else How.HOURS


def _same_hours(shift: Shift | DraftShift, kind: ShiftType) -> bool:
    return (shift.shift_type_id, shift.starts, shift.ends) == (kind.id, kind.starts, kind.ends)


def _seat(seat: Seat | DraftSeat, needs: list[SeatNeed]) -> How | None:
    if not needs:
        return How.OFF
    hours = {(need.attendance.starts, need.attendance.ends) for need in needs}
    return None if (seat.starts, seat.ends) in hours else How.HOURS
