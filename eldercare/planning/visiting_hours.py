"""The hours in which anybody is on the way to elders: those of the shift types that visits are made on."""

from dataclasses import dataclass

from eldercare.care.demand import window
from eldercare.care.models import CareTask
from eldercare.shifts.models import ShiftType
from solver.week.problem import VISITING_JOBS


@dataclass(frozen=True, slots=True)
class VisitingHours:
    """Starts and ends of the shift types, minutes of the day."""

    shifts: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        return min((starts for starts, _ in self.shifts), default=0)

    @property
    def last(self) -> int:
        return max((ends for _, ends in self.shifts), default=0)

    def hold(self, task: CareTask, leeway: int) -> bool:
        """Whether a shift lasts from a start that the task allows until it is done; `task` comes with its service, and
        what is given at the centre does not ask for a shift on the way. `leeway` is that of a fixed start. Without any
        shift type nothing can be said."""
        if not task.service.at_home or not self.shifts:
            return True
        earliest, latest = window(task, leeway)
        return any(max(starts, earliest) <= min(ends - task.minutes, latest) for starts, ends in self.shifts)


async def visiting_hours() -> VisitingHours:
    """Of every job that visits."""
    kinds = await ShiftType.filter(visiting=True, jobs__job__in=list(VISITING_JOBS)).distinct()
    return VisitingHours(tuple(sorted((kind.starts, kind.ends) for kind in kinds)))
