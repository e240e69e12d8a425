"""What the care plans ask of a week: CarePlan → VisitNeed. Pure; rows come in, needs go out."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from math import ceil

from eldercare.care.calendar import Absence, days_of
from eldercare.care.chain import in_circle, leaders
from eldercare.care.models import CareTask, ServiceType
from eldercare.care.plans import runs
from eldercare.people.models import Elder


@dataclass(frozen=True, slots=True)
class VisitNeed:
    """A home service of one elder in one week: on `times` of the `days` (0 Monday … 6 Sunday)."""

    task: CareTask
    elder: Elder
    service: ServiceType
    days: tuple[int, ...]
    times: int
    after: str | None

    def counted(self, done: Set[int]) -> set[int]:
        """Those days on which it was done that fulfil it: any where so many times a week are promised."""
        return {*done} if self.task.times_a_week is not None else {*done}.intersection(self.days)


def visit_needs(tasks: Sequence[CareTask], monday: date, absences: Mapping[int, Sequence[Absence]]) -> list[VisitNeed]:
    """Needs of the week; `tasks` come with plan, elder and service, `absences` by elder id.

    A promise of so many times a week shrinks in proportion when holds take some of its days away. Needs that come after
    each other in a circle are not among them.
    """
    return out_of_circles(all_needs(tasks, monday, absences))


def out_of_circles(asked: Iterable[VisitNeed]) -> list[VisitNeed]:
    """Those of a week's needs that do not come, in the end, after themselves."""
    needs = {need.task.key: need for need in asked}
    return [need for need in needs.values() if not in_circle(need.task.key, lambda key: needs[key].after)]


def circled_needs(
    tasks: Sequence[CareTask], monday: date, absences: Mapping[int, Sequence[Absence]]
) -> list[list[VisitNeed]]:
    """Circle by circle the needs that come after each other, so that none can be first."""
    needs = {need.task.key: need for need in all_needs(tasks, monday, absences)}
    circles = {frozenset(ahead) for key in needs if key in (ahead := leaders(key, lambda one: needs[one].after))}
    return [[need for key, need in needs.items() if key in circle] for circle in sorted(circles, key=min)]


def all_needs(tasks: Sequence[CareTask], monday: date, absences: Mapping[int, Sequence[Absence]]) -> list[VisitNeed]:
    """Needs of the week, those in a circle among them."""
    needs = []
    for task in tasks:
        elder, service = task.plan.elder, task.service
        if not service.at_home:
            continue
        first, last = runs(task)
        last = min((day for day in (last, elder.ended_on) if day), default=None)
        days = days_of(task.weekdays, monday, first, last, absences.get(elder.id, ()))
        if days:
            needs.append(VisitNeed(task, elder, service, days, _times(task, days), None))
    present = {need.task.id: need.task.key for need in needs}
    return [_chained(need, present) for need in needs]


def _times(task: CareTask, days: tuple[int, ...]) -> int:
    if task.times_a_week is None:
        return len(days)
    offered: int = task.weekdays.bit_count()
    times: int = task.times_a_week
    return min(len(days), ceil(times * len(days) / offered))


def _chained(need: VisitNeed, present: Mapping[int, str]) -> VisitNeed:
    leader: int | None = need.task.after_task_id
    if leader is None or leader not in present:
        return need
    return VisitNeed(need.task, need.elder, need.service, need.days, need.times, present[leader])


def window(task: CareTask, leeway: int) -> tuple[int, int]:
    """When the visit may start; a fixed time leaves only a little room around it."""
    if task.fixed_start is None:
        return task.window_start, task.window_end
    return max(task.window_start, task.fixed_start - leeway), min(task.window_end, task.fixed_start + leeway)
