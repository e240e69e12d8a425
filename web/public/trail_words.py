"""The facts of the trail as a reader can take them in: columns in words, nested counts on one line."""

from collections.abc import Iterator, Mapping

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
    "unit": N_("Entrance"),
    "updated": N_("Changed"),
    "week": N_("Week"),
    "weekly_minutes": N_("Minutes a week"),
    "visits": N_("Visits"),
    "shifts": N_("Shifts"),
    "meals": N_("Meals"),
    "seats": N_("Seats"),
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("changed"),
}


def lines(facts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Name and value of each fact that says something."""
    for name, value in facts.items():
        text = _text(value)
        if text:
            yield named(name), text


def named(name: str) -> str:
    """A column's name in words; one that nobody worded yet is shown as it is."""
    return gettext(NAMES[name]) if name in NAMES else name


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        parts = [(named(str(name)), _text(part)) for name, part in value.items()]
        return gettext(", ").join(f"{name} {text}" for name, text in parts if text and text != "0")
    if isinstance(value, list):
        return gettext(", ").join(_text(part) for part in value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "" if value is None else str(value)
