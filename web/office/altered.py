"""What of a plan is off or promised otherwise by now, elder by elder, as a page tells it."""

from dataclasses import dataclass
from datetime import date

from eldercare.care.models import ServiceType
from eldercare.people.models import Elder
from eldercare.people.order import by_key
from eldercare.planning.week.altered import Altered, How
from eldercare.planning.week.conflicts import Conflicts
from web import words


@dataclass(frozen=True, slots=True)
class Line:
    """One service, meal or seat of hers and how it is altered, with its days."""

    what: str
    how: How
    days: list[date]


async def altered_of(conflicts: Conflicts) -> list[tuple[Elder, list[Line]]]:
    """In the order of the elders' keys."""
    services = {
        one.id: one for one in await ServiceType.filter(id__in=list({one.service for one in conflicts.altered}))
    }
    whose: dict[int, dict[tuple[str, How], list[date]]] = {}
    for one in conflicts.altered:
        days = whose.setdefault(one.elder, {}).setdefault((_what(one, services), one.how), [])
        days.append(one.day)
    elders = await by_key(Elder.filter(id__in=list(whose)))
    return [
        (elder, [Line(what, how, sorted(days)) for (what, how), days in whose[elder.id].items()]) for elder in elders
    ]


def _what(one: Altered, services: dict[int, ServiceType]) -> str:
    service = services.get(one.service) if one.service else None
    if service is not None:
        return words.name(service)
    return words.of("meal", one.meal) if one.meal else words.of("need", one.kind)
