"""The standing promises to one elder, as a page reads them."""

from dataclasses import dataclass
from datetime import date

from eldercare.care.models import CarePlan, CareTask
from eldercare.people.models import Elder

WEEK = 7


@dataclass(frozen=True, slots=True)
class Promised:
    """A care plan with its tasks in the order of the day; tasks come with their service, its skill and their leader."""

    plan: CarePlan
    tasks: tuple[CareTask, ...]
    """Those that are not over."""
    in_force: bool
    day: date

    @property
    def over(self) -> bool:
        return self.plan.ends_on is not None and self.plan.ends_on < self.day

    @property
    def weekly_minutes(self) -> int:
        """Minutes of care in a full week of this time, each carer counted."""
        begun = [task for task in self.tasks if task.starts_on is None or task.starts_on <= self.day]
        return sum(task.minutes * times_a_week(task) * task.service.carers for task in begun)


async def plans_of(elder: Elder, day: date) -> list[Promised]:
    """Her plans, the one in force on `day` first, then the newest."""
    plans = await CarePlan.filter(elder_id=elder.id).order_by("-starts_on", "key")
    tasks = CareTask.filter(plan_id__in=[plan.id for plan in plans]).prefetch_related(
        "plan", "service__skill", "after_task__service"
    )
    rows = [row for row in await tasks.order_by("window_start", "key") if row.ends_on is None or row.ends_on >= day]
    found = [
        Promised(plan, tuple(row for row in rows if row.plan_id == plan.id), _runs(plan, day), day) for plan in plans
    ]
    return sorted(found, key=lambda promised: not promised.in_force)


def runs(task: CareTask) -> tuple[date, date | None]:
    """Its first and last day, the last None without an end; `task` comes with its plan."""
    first: date = max(day for day in (task.plan.starts_on, task.starts_on) if day)
    last: date | None = min((day for day in (task.plan.ends_on, task.ends_on) if day), default=None)
    return first, last


def times_a_week(task: CareTask) -> int:
    """How often in a full week."""
    return int(task.times_a_week or int(task.weekdays).bit_count())


def _runs(plan: CarePlan, day: date) -> bool:
    return plan.starts_on <= day and (plan.ends_on is None or day <= plan.ends_on)
