"""Tasks for which nobody finds the elder at home: their windows lie within the hours that she sits elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.care.demand import window
from eldercare.care.models import CareTask
from eldercare.care.plans import runs
from eldercare.daycare.models import Attendance


@dataclass(frozen=True, slots=True)
class Clash:
    """A task that cannot be done on these weekdays, on which she is at `guests` all through its window."""

    task: CareTask
    weekdays: int
    guests: tuple[Attendance, ...]


def clashes(tasks: Iterable[CareTask], attendance: Iterable[Attendance], day: date, leeway: int) -> list[Clash]:
    """Those from `day` on; tasks come with plan and service, `leeway` is minutes round a fixed start.

    A task that needs fewer days than it may have clashes where too few of them are left.
    """
    standing = list(attendance)
    found = (_clash(task, [guest for guest in standing if _meet(task, guest, day)], leeway) for task in tasks)
    return [clash for clash in found if clash is not None]


def _clash(task: CareTask, guests: Sequence[Attendance], leeway: int) -> Clash | None:
    taken = {at: [guest for guest in guests if guest.weekdays >> at & 1] for at in range(7) if task.weekdays >> at & 1}
    away = [at for at, there in taken.items() if not _fits(task, there, leeway)]
    if not away or (task.times_a_week is not None and len(taken) - len(away) >= task.times_a_week):
        return None
    hers = tuple(guest for guest in guests if any(guest in taken[at] for at in away))
    return Clash(task, sum(1 << at for at in away), hers)


def _fits(task: CareTask, guests: Sequence[Attendance], leeway: int) -> bool:
    """Whether it can begin at some minute at which she is at home until it ends; the way there is left aside."""
    earliest, latest = window(task, leeway)
    starts = [earliest, *(guest.ends for guest in guests if earliest < guest.ends <= latest)]
    return any(all(start + task.minutes <= guest.starts or guest.ends <= start for guest in guests) for start in starts)


def _meet(task: CareTask, guest: Attendance, day: date) -> bool:
    """Whether both run on some day, and the task is a visit at all."""
    first, last = runs(task)
    begins, ends = max(first, guest.starts_on, day), min(last or date.max, guest.ends_on or date.max)
    return task.service.at_home and begins <= ends
