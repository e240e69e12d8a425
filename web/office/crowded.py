"""What of a plan has no room any more, kitchen by kitchen and zone by zone, as a page tells it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from eldercare.hierarchy.models import Facility, Zone
from eldercare.planning.week.conflicts import Conflicts
from eldercare.planning.week.crowded import Crowded
from web import words
from web.i18n import gettext, ngettext


@dataclass(frozen=True, slots=True)
class Line:
    """How much room there is, and by how many that is too little on which days."""

    room: str
    days: list[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class Full:
    """A kitchen or zone, and the facility it is in."""

    name: str
    facility: Facility
    lines: list[Line]


def full_places(conflicts: Conflicts) -> list[Full]:
    """Kitchens first, as they stand in the plan."""
    days: dict[str, dict[str, Counter[date]]] = {}
    facilities: dict[str, Facility] = {}
    for one in conflicts.crowded:
        name = _name(one)
        facilities[name] = one.place.facility
        days.setdefault(name, {}).setdefault(_room(one), Counter())[one.day] += 1
    return [
        Full(name, facilities[name], [Line(room, sorted(many.items())) for room, many in lines.items()])
        for name, lines in days.items()
    ]


def _name(one: Crowded) -> str:
    if isinstance(one.place, Zone):
        return f"{words.name(one.place.facility)} · {words.name(one.place)}"
    return words.name(one.place)


def _room(one: Crowded) -> str:
    match one.rule:
        case "zone_seats":
            return ngettext("at most one seat", "at most %(num)d seats", one.room or 0)
        case "staff_ratio":
            return gettext("too few staff for the guests")
        case "opening_hours":
            return gettext("closed at that time")
    facts = {"meal": words.of("meal", one.meal), "wave": one.wave or 0}
    if not one.room:
        return gettext("%(meal)s, wave %(wave)d: not cooked any more", **facts)
    if one.diet:
        return ngettext(
            "%(meal)s, wave %(wave)d, %(diet)s: at most one portion",
            "%(meal)s, wave %(wave)d, %(diet)s: at most %(num)d portions",
            one.room,
            diet=words.of("diet", one.diet),
            **facts,
        )
    return ngettext(
        "%(meal)s, wave %(wave)d: at most one portion",
        "%(meal)s, wave %(wave)d: at most %(num)d portions",
        one.room,
        **facts,
    )
