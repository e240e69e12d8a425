"""What a plan lists as open though nobody asks for it any more; what was due before stays listed."""

from collections import Counter
from collections.abc import Iterable, Iterator

from eldercare.clock import DAY
from eldercare.planning.week.due import Due
from eldercare.planning.week.models import NeedKind, NotPlanned
from eldercare.planning.week.shown import Shown


def lapsed(due: Due, shown: Shown) -> Iterator[NotPlanned]:
    """Rows of the list, and of those alike as many as there are beyond what is due and planned."""
    for one in [*_visits(due, shown), *_meals_and_seats(due, shown), *_shifts(due, shown)]:
        begun = one.day is not None and due.moment.has_begun(one.day, DAY - 1 if one.starts is None else one.starts)
        if not begun:
            yield one


def _visits(due: Due, shown: Shown) -> Iterator[NotPlanned]:
    """A need without a day has one in its key, which counts: on another one it is told as new."""
    needs = {need.task.key: need for need in due.needs.visits}
    asked = {f"{need.task.key}@{day}" for need in needs.values() for day in need.days}
    planned = Counter(key.rpartition("@")[0] for key in {part.key for part in shown.parts} & asked)
    yield from _beyond(
        (one for one in shown.left if one.kind == NeedKind.VISIT),
        asked,
        Counter({key: need.times - planned[key] for key, need in needs.items()}),
        "@",
    )


def _meals_and_seats(due: Due, shown: Shown) -> Iterator[NotPlanned]:
    meals = {f"{need.subscription.key}@{need.day}" for need in due.needs.meals}
    seats = {f"{need.attendance.key}@{need.day}" for need in due.needs.seats}
    asked = {NeedKind.MEAL: meals, NeedKind.SEAT: seats}
    yield from (one for one in shown.left if one.key not in asked.get(NeedKind(one.kind), {one.key}))


def _shifts(due: Due, shown: Shown) -> Iterator[NotPlanned]:
    heads = Counter(
        {f"{post.key}@{day}": post.people for post in due.posts for day in range(7) if post.weekdays >> day & 1}
    )
    heads.subtract(shift.demand_key for shift in shown.shifts if shift.demand_key in heads)
    rows = [one for one in shown.left if one.kind == NeedKind.SHIFT]
    yield from _beyond(rows, {one.key for one in rows}, heads, "#")


def _beyond(rows: Iterable[NotPlanned], asked: set[str], open_yet: Counter[str], sign: str) -> Iterator[NotPlanned]:
    """Those not asked for, and the last of more than are open yet; `sign` ends what their keys have in common."""
    for one in rows:
        of = one.key.rpartition(sign)[0]
        if one.key not in asked or open_yet[of] <= 0:
            yield one
        else:
            open_yet[of] -= 1
