"""What has been promised for a week since it was planned: it stands neither in the plan nor on its list of open needs,
and is told as an open need until somebody plans again."""

from collections import Counter
from collections.abc import Iterator

from eldercare.care.demand import VisitNeed, window
from eldercare.daycare.demand import PRIORITY_CLASS as SEAT_CLASS
from eldercare.daycare.demand import SeatNeed
from eldercare.meals.demand import PRIORITY_CLASS as MEAL_CLASS
from eldercare.meals.demand import MealNeed
from eldercare.planning.week.due import Due
from eldercare.planning.week.models import NeedKind, NotPlanned
from eldercare.planning.week.problem import SHIFT_CLASS
from eldercare.planning.week.shown import Shown
from eldercare.planning.week.waves import Waves
from eldercare.shifts.models import ShiftDemand
from solver.week.portions import MEAL_MINUTES

RULE = "new_promise"


def unplanned(due: Due, shown: Shown, waves: Waves) -> Iterator[NotPlanned]:
    """Each in a row of its own that no draft holds; only what can still be planned."""
    yield from _visits(due, shown)
    yield from _meals(due, shown, waves)
    yield from _seats(due, shown)
    yield from _shifts(due, shown)


def _visits(due: Due, shown: Shown) -> Iterator[NotPlanned]:
    """As often as the task is still due beyond what is planned or listed; without a day where it could be another."""
    planned: dict[str, dict[int, int]] = {}
    for part in shown.parts:
        planned.setdefault(part.key.rpartition("@")[0], {})[part.day.weekday()] = part.starts
    listed = shown.listed(NeedKind.VISIT)
    for need in due.needs.visits:
        latest = window(need.task, due.leeway)[1]
        starts = planned.get(need.task.key, {})
        begun = {day for day, minute in starts.items() if due.moment.has_begun(due.date_of(day), minute)}
        days = [day for day in need.days if not due.moment.has_begun(due.date_of(day), latest) and day not in begun]
        free = [day for day in days if day not in starts and f"{need.task.key}@{day}" not in listed]
        gone_by = sum(f"{need.task.key}@{day}" in listed for day in need.days if day not in days)
        missing = min(need.times - len(need.counted(begun)) - gone_by, len(days)) - (len(days) - len(free))
        for day in free[: max(0, missing)]:
            yield _visit(due, need, day, certain=missing >= len(free))


def _visit(due: Due, need: VisitNeed, day: int, *, certain: bool) -> NotPlanned:
    earliest, latest = window(need.task, due.leeway)
    return NotPlanned(
        kind=NeedKind.VISIT.value,
        key=f"{need.task.key}@{day}",
        priority_class=need.service.priority_class,
        minutes=need.task.minutes,
        rule=RULE,
        elder=need.elder,
        service=need.service,
        facility=due.unit,
        day=due.date_of(day) if certain else None,
        starts=earliest,
        ends=latest + need.task.minutes,
    )


def _meals(due: Due, shown: Shown, waves: Waves) -> Iterator[NotPlanned]:
    planned = {(meal.elder_id, meal.day.weekday(), meal.meal) for meal in shown.meals}
    listed = shown.listed(NeedKind.MEAL)
    for need in due.needs.meals:
        key, meal = f"{need.subscription.key}@{need.day}", need.subscription.meal
        leaves = waves.last(need.day, meal)
        if (need.elder.id, need.day, meal) not in planned and key not in listed and _is_ahead(due, need, leaves):
            yield NotPlanned(
                kind=NeedKind.MEAL.value,
                key=key,
                priority_class=MEAL_CLASS,
                minutes=MEAL_MINUTES,
                rule=RULE,
                facts={"meal": meal},
                elder=need.elder,
                facility=due.unit,
                day=due.date_of(need.day),
            )


def _seats(due: Due, shown: Shown) -> Iterator[NotPlanned]:
    """A seat at other hours of the day is not missing: it is promised otherwise."""
    taken = {(seat.elder_id, seat.day.weekday(), seat.zone.kind) for seat in shown.seats}
    listed = shown.listed(NeedKind.SEAT)
    for need in due.needs.seats:
        key, guest = f"{need.attendance.key}@{need.day}", need.attendance
        planned = (need.elder.id, need.day, guest.zone_kind) in taken
        if not planned and key not in listed and _is_ahead(due, need, guest.starts):
            yield NotPlanned(
                kind=NeedKind.SEAT.value,
                key=key,
                priority_class=SEAT_CLASS,
                minutes=guest.ends - guest.starts,
                rule=RULE,
                elder=need.elder,
                facility=guest.facility,
                day=due.date_of(need.day),
                starts=guest.starts,
                ends=guest.ends,
            )


def _shifts(due: Due, shown: Shown) -> Iterator[NotPlanned]:
    """Heads that a place asks for beyond those who come and those who are listed as missing."""
    heads = Counter(key.rpartition("#")[0] for key in shown.listed(NeedKind.SHIFT))
    heads.update(shift.demand_key for shift in shown.shifts)
    for post in due.posts:
        for day in (day for day in range(7) if post.weekdays >> day & 1):
            key = f"{post.key}@{day}"
            if not due.moment.has_begun(due.date_of(day), post.shift_type.starts):
                yield from (_shift(due, post, day, number) for number in range(heads[key] + 1, post.people + 1))


def _shift(due: Due, post: ShiftDemand, day: int, number: int) -> NotPlanned:
    kind = post.shift_type
    return NotPlanned(
        kind=NeedKind.SHIFT.value,
        key=f"{post.key}@{day}#{number}",
        priority_class=SHIFT_CLASS,
        minutes=kind.ends - kind.starts - kind.break_minutes,
        rule=RULE,
        facts={"shift": kind.key, "job": post.job, "skill": post.skill.key if post.skill else None},
        facility=post.facility,
        day=due.date_of(day),
        starts=kind.starts,
        ends=kind.ends,
    )


def _is_ahead(due: Due, need: MealNeed | SeatNeed, minute: int) -> bool:
    return not due.moment.has_begun(due.date_of(need.day), minute)
