"""What of a plan has no room any more, kitchen by kitchen and zone by zone, as a page tells it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from eldercare.hierarchy.models import Facility, Zone
from eldercare.meals.models import Kitchen
from eldercare.planning.week.conflicts import Conflicts
from eldercare.planning.week.models import NeedKind
from eldercare.planning.week.room import Crowded
from web import words
from web.i18n import gettext, ngettext


@dataclass(frozen=True, slots=True)
class Line:
    """How much room there is, and by how many that is too little on which days."""

    room: str
    days: list[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class Place:
    """A kitchen or zone, and the facility it is in."""

    name: str
    facility: Facility
    lines: list[Line]


def crowded_places(conflicts: Conflicts) -> list[Place]:
    """Kitchens first, as they stand in the plan."""
    places: dict[tuple[NeedKind, int], Kitchen | Zone] = {}
    days: dict[tuple[NeedKind, int], dict[str, Counter[date]]] = {}
    for one in conflicts.crowded:
        at = one.kind, one.place.id
        places[at] = one.place
        days.setdefault(at, {}).setdefault(_room(one), Counter())[one.day] += 1
    return [
        Place(
            words.zone(place) if isinstance(place, Zone) else words.name(place),
            place.facility,
            [Line(room, sorted(many.items())) for room, many in sorted(days[at].items())],
        )
        for at, place in places.items()
    ]


def _room(one: Crowded) -> str:
    match one.rule:
        case "zone_seats":
            return ngettext("there is one seat", "there are %(num)d seats", one.room)
        case "staff_ratio":
            return gettext("too few staff for the guests")
        case "opening_hours":
            return gettext("closed at that time")
    facts = {"meal": words.of("meal", one.meal), "wave": one.wave or 0}
    if not one.room:
        return gettext("%(meal)s, wave %(wave)d: there are no portions", **facts)
    if one.diet:
        return ngettext(
            "%(meal)s, wave %(wave)d, %(diet)s: there is one portion",
            "%(meal)s, wave %(wave)d, %(diet)s: there are %(num)d portions",
            one.room,
            diet=words.of("diet", one.diet),
            **facts,
        )
    return ngettext(
        "%(meal)s, wave %(wave)d: there is one portion",
        "%(meal)s, wave %(wave)d: there are %(num)d portions",
        one.room,
        **facts,
    )
