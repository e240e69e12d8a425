"""The breaks of a plan as its shift types and ways are now: the rule `break_taken`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.places import pause_of
from eldercare.planning.week.ways import At, Walk
from eldercare.shifts.models import Shift, ShiftType
from solver.pauses.check import check as check_pauses
from solver.pauses.problem import Member, PausesProblem
from solver.pauses.solution import Pause, PausesSolution
from solver.result import Breach
from solver.visits.check import break_breaches
from solver.visits.problem import Break

Row = Shift | DraftShift


def without_break(
    shifts: Iterable[Row], types: Mapping[int, ShiftType], walks: Mapping[At, Walk]
) -> Iterator[tuple[Row, Breach]]:
    """The shifts whose break does not lie where it may any more, or has no room between the visits; whatever else
    somebody is busy with at a place is not asked about."""
    for shift in shifts:
        pause = pause_of(types[shift.shift_type_id])
        if pause is not None:
            for breach in _breaches(shift, pause, walks.get((shift.staff_id, shift.day))):
                yield shift, breach
                break


def _breaches(shift: Row, pause: Break, walk: Walk | None) -> Iterable[Breach]:
    starts = [] if shift.break_starts is None else [shift.break_starts]
    if max(shift.starts, pause.earliest) + pause.minutes > min(shift.ends, pause.latest):
        return [Breach("break_taken", str(shift.staff_id), {"minutes": pause.minutes, "free": 0})]
    if walk is not None:
        return break_breaches(walk.problem, replace(walk.carer, pause=pause), walk.route, starts)
    member = Member(
        key=str(shift.staff_id),
        crews=(),
        start=shift.starts,
        end=shift.ends,
        minutes=pause.minutes,
        earliest=pause.earliest,
        latest=pause.latest,
    )
    return check_pauses(PausesProblem((member,)), PausesSolution(tuple(Pause(member.key, at) for at in starts)))
