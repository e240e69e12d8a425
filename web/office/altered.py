"""What of a plan is off or promised otherwise by now, elder by elder and then carer by carer, as a page tells it."""

from dataclasses import dataclass
from datetime import date

from eldercare.care.models import ServiceType
from eldercare.people.models import Elder, Staff
from eldercare.people.order import by_key
from eldercare.planning.week.altered import Altered, How
from eldercare.planning.week.conflicts import Conflicts
from web import words

Whose = dict[int, dict[tuple[str, How], list[date]]]
"""By id, what and how: the days."""


@dataclass(frozen=True, slots=True)
class Line:
    """One service, meal, seat or shift of hers and how it is altered, with its days."""

    what: str
    how: How
    days: list[date]


async def altered_of(conflicts: Conflicts) -> list[tuple[Elder | Staff, list[Line]]]:
    """In the order of their keys."""
    services = {
        one.id: one for one in await ServiceType.filter(id__in=list({one.service for one in conflicts.altered}))
    }
    elders: Whose = {}
    staff: Whose = {}
    for one in conflicts.altered:
        whose, of = (staff, one.staff) if one.elder is None else (elders, one.elder)
        whose.setdefault(of or 0, {}).setdefault((_what(one, services), one.how), []).append(one.day)
    people: list[tuple[Elder | Staff, Whose]] = [
        *((one, elders) for one in await by_key(Elder.filter(id__in=list(elders)))),
        *((one, staff) for one in await by_key(Staff.filter(id__in=list(staff)))),
    ]
    return [
        (one, [Line(what, how, sorted(days)) for (what, how), days in whose[one.id].items()]) for one, whose in people
    ]


def _what(one: Altered, services: dict[int, ServiceType]) -> str:
    service = services.get(one.service) if one.service else None
    if service is not None:
        return words.name(service)
    return words.of("meal", one.meal) if one.meal else words.of("need", one.kind)
