"""The rows of the plan that is shown: of the draft that waits or, where there is none, of the version in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.planning.drafts import Standing
from eldercare.planning.week.models import DraftShift, DraftVisit
from eldercare.shifts.models import Shift
from eldercare.visits.models import VisitStaff


@dataclass(frozen=True, slots=True)
class Part:
    """A visit as one carer makes it."""

    key: str
    elder: int
    service: int
    staff: int
    day: date
    starts: int
    ends: int


async def shifts_shown(standing: Standing) -> Sequence[Shift | DraftShift]:
    """Every shift."""
    if standing.unpublished is not None:
        return await DraftShift.filter(draft_id=standing.unpublished.id)
    return await Shift.filter(publication_id=standing.publication.id) if standing.publication else []


async def parts_shown(standing: Standing, since: date) -> list[Part]:
    """Every carer's every visit from a day on."""
    of_visit = ("key", "elder_id", "service_id", "starts", "ends")
    if standing.unpublished is not None:
        drafted = DraftVisit.filter(draft_id=standing.unpublished.id, day__gte=since)
        rows = await drafted.values_list(*of_visit, "staff_id", "day")
    elif standing.publication is not None:
        told = VisitStaff.filter(visit__publication_id=standing.publication.id, day__gte=since)
        rows = await told.values_list(*(f"visit__{name}" for name in of_visit), "staff_id", "day")
    else:
        rows = []
    return [
        Part(key, elder, service, staff, day, starts, ends) for key, elder, service, starts, ends, staff, day in rows
    ]
