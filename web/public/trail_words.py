"""The facts of the trail as a reader can take them in: columns in words, nested counts on one line."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from eldercare.clock import DAY
from web import dates, words
from web.i18n import N_, gettext

NAMES = {
    "ability_level": N_("Ability level"),
    "access_notes": N_("How to get in"),
    "building": N_("Building"),
    "contract": N_("Contract"),
    "created": N_("Added"),
    "difference": N_("Difference"),
    "diet": N_("Diet"),
    "draft": N_("Draft"),
    "effort": N_("Effort"),
    "estate": N_("Estate or street"),
    "facility": N_("Facility"),
    "first_day": N_("First day"),
    "floor": N_("Floor"),
    "has_lift": N_("Lift"),
    "health_notes": N_("Health notes"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "languages": N_("Languages"),
    "last_day": N_("Last day"),
    "latitude": N_("Latitude"),
    "living_situation": N_("Living situation"),
    "login": N_("Sign-in name"),
    "longitude": N_("Longitude"),
    "name": N_("Name"),
    "note": N_("Note"),
    "number": N_("Version"),
    "phone": N_("Phone"),
    "risks": N_("Risks"),
    "role": N_("Role"),
    "room": N_("Room"),
    "scale": N_("Scale"),
    "seed": N_("Seed"),
    "shortage": N_("Shortage"),
    "staff": N_("Staff"),
    "texture": N_("Texture"),
    "travel_mode": N_("Way of travel"),
    "type_size": N_("Text size"),
    "unit": N_("Entrance"),
    "updated": N_("Changed"),
    "week": N_("Week"),
    "weekly_minutes": N_("Hours a week"),
    "address": N_("Address"),
    "after_task": N_("After the task"),
    "agreed_on": N_("Agreed on"),
    "availability": N_("Can work"),
    "birth_date": N_("Born"),
    "certificate": N_("Certificate"),
    "eats_at": N_("Eats at"),
    "elder": N_("Elder"),
    "emergency_contact": N_("In an emergency"),
    "employed_from": N_("Employed from"),
    "employed_to": N_("Employed until"),
    "ends": N_("Until"),
    "ends_on": N_("Last day"),
    "ended_on": N_("Served until"),
    "fixed_reason": N_("Why then"),
    "fixed_start": N_("Begins at"),
    "gap_longest": N_("At most so many minutes later"),
    "gap_shortest": N_("At least so many minutes later"),
    "gender": N_("Sex"),
    "job": N_("Job"),
    "key": N_("Key"),
    "kitchen": N_("Kitchen"),
    "level": N_("Level"),
    "meal": N_("Meal"),
    "minutes": N_("Minutes each time"),
    "name_en": N_("English name"),
    "parent": N_("Belongs to"),
    "people": N_("People"),
    "plan": N_("Care plan"),
    "preferred_start": N_("Best at"),
    "region": N_("Grid"),
    "relation": N_("Relation"),
    "rows": N_("Rows"),
    "sees_schedule": N_("May see the week"),
    "service": N_("Service"),
    "serving": N_("Where it is eaten"),
    "shift_type": N_("Shift"),
    "skill": N_("Skill"),
    "starts": N_("From"),
    "starts_on": N_("First day"),
    "tier": N_("Kind of place"),
    "times_a_week": N_("Times a week"),
    "valid_until": N_("Certificate valid until"),
    "weekdays": N_("On which days"),
    "window_end": N_("Begins at the latest"),
    "window_start": N_("Begins at the earliest"),
    "zone_kind": N_("Room"),
    "visits": N_("Visits"),
    "shifts": N_("Shifts"),
    "meals": N_("Meals"),
    "seats": N_("Seats"),
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("changed"),
}
KINDS = {
    **{"ability_level": "ability", "contract": "contract", "diet": "diet", "gender": "gender", "job": "job"},
    **{"level": "level", "living_situation": "living", "meal": "meal", "relation": "relation", "serving": "serving"},
    **{"texture": "texture", "tier": "tier", "travel_mode": "travel", "zone_kind": "zone"},
    **{"languages": "spoken", "risks": "risk"},
}
"""Facts that hold a code, with the kind of its words."""
OWN_KINDS = {"leave": "leave", "hold": "hold", "staff_bond": "bond", "zone": "zone"}
"""What `kind` means: by the noun, or by what was done to it."""
CLOCKS = {"window_start", "window_end", "preferred_start", "fixed_start", "starts", "ends"}
DAYS = {
    *("agreed_on", "birth_date", "employed_from", "employed_to", "ended_on", "ends_on", "first_day", "last_day"),
    *("starts_on", "valid_until"),
}


def lines(
    facts: Mapping[str, object], noun: str = "", name_of: Callable[[str, object], str] = lambda _name, _value: ""
) -> Iterator[tuple[str, str]]:
    """Name and value of each fact that says something: `name_of` names what facts refer to."""
    for name, value in facts.items():
        text = name_of(name, value) or said(noun, name, value)
        if text:
            yield named(name), text


def named(name: str) -> str:
    """A column's name in words; one that nobody worded yet is shown as it is."""
    return gettext(NAMES[name]) if name in NAMES else name


def said(noun: str, name: str, value: object) -> str:
    """A fact as its page would say it."""
    kind = OWN_KINDS.get(noun) if name == "kind" else KINDS.get(name)
    if kind and not isinstance(value, list | Mapping):
        return words.of(kind, value)
    if isinstance(value, list):
        return _several(kind, name, value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _number(name, value)
    if isinstance(value, str) and name in DAYS | {"week"}:
        return _day(value, dates.week if name == "week" else dates.plain_day)
    return _text(value)


def _several(kind: str | None, name: str, value: list[object]) -> str:
    if name == "availability":
        return gettext("; ").join(_span(part) for part in value)
    return gettext(", ").join(words.of(kind, part) if kind else _text(part) for part in value)


def _number(name: str, value: int) -> str:
    if name in CLOCKS:
        return dates.clock(value) if value < DAY else "24:00"
    if name == "weekdays":
        return dates.on_days(value)
    return dates.hours(value) if name == "weekly_minutes" else str(value)


def _span(part: object) -> str:
    """Weekdays with two minutes of the day; anything else as it is."""
    if isinstance(part, list) and len(part) == 3 and all(isinstance(one, int) for one in part):
        weekdays, starts, ends = part
        return f"{dates.on_days(weekdays)} {dates.span(starts, ends)}"
    return _text(part)


def _day(value: str, worded: Callable[[date], str]) -> str:
    try:
        return worded(date.fromisoformat(value))
    except ValueError:
        return value


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        parts = [(named(str(name)), _text(part)) for name, part in value.items()]
        return gettext(", ").join(f"{name} {text}" for name, text in parts if text and text != "0")
    if isinstance(value, list):
        return gettext(", ").join(_text(part) for part in value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "" if value is None else str(value)
