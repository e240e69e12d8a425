"""What is known of an elder as fields of a form: filled from her row, and read back as the workbook would have it."""

import re
from collections.abc import Mapping

from eldercare.exchange.kinds import Value
from eldercare.hierarchy.models import Facility, Level, Region
from eldercare.people import elders
from eldercare.people.models import Diet, Elder, Gender, LivingSituation, Texture
from web import words
from web.forms import Form
from web.i18n import gettext as _
from web.office import files

DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,12})?")
Options = list[tuple[str, str]]


def options(elder: Elder | None = None) -> dict[str, Options]:
    """What can be ticked, with what somebody wrote of her in other words."""
    return {
        "risks": files.ticks("risk", elder.risks if elder else ()),
        "languages": files.ticks("spoken", elder.languages if elder else ()),
    }


async def grids(place: Facility | None, kept: Region | None = None) -> Options:
    """The grids of a place's street to choose from, each with its community; `kept`, where she lives, among them."""
    region = await Region.get(id=place.region_id) if place else None
    path = region.path if region else "/"
    here = Region.filter(level=Level.GRID.value, path__startswith=path).prefetch_related("parent")
    found = [(one.key, _grid(one)) for one in await here.order_by("path")]
    return found if kept is None or kept.key in dict(found) else [(kept.key, _grid(kept)), *found]


def stored(elder: Elder) -> Form:
    """The form as the row fills it; she comes with her facility and region."""
    values = {name: getattr(elder, name) for name in KINDS}
    texts = {name: "" if value is None else str(value) for name, value in values.items()}
    texts |= {"version": str(elder.version), "has_lift": "1" if elder.has_lift else ""}
    texts |= {"facility": elder.facility.key, "region": elder.region.key}
    held, shown = Form(lists={"risks": elder.risks, "languages": elder.languages}), options(elder)
    return Form(texts, {name: files.ticked(held, name, shown[name]) for name in held.lists})


def usual(place: Facility | None) -> dict[str, str]:
    """What the form for a new elder shows before anybody typed."""
    return {"floor": "1", "diet": "regular", "texture": "normal", "facility": place.key if place else ""}


def laid_over(elder: Elder, typed: Form, unasked: Mapping[str, str], told: Mapping[str, files.Words]) -> Form:
    """The form as her row fills it, with what somebody typed laid over; what stood there unasked was not typed.

    An address is one thing: as typed, or as on record. `told` has every field with its words.
    """
    known = stored(elder)
    meant = {name: value for name in known.values if (value := typed.values.get(name, "").strip())}
    meant = {name: value for name, value in meant.items() if value != unasked.get(name)}
    if any(value != known.values[name] for name, value in meant.items() if name in ADDRESS):
        meant |= {name: typed.values.get(name, "").strip() for name in ADDRESS}
    form = Form({**known.values, **meant, "version": known.values["version"]})
    for name, had in known.lists.items():
        form.lists[name] = list(dict.fromkeys([*had, *typed.lists.get(name, [])]))
    files.laid_over(form, known, told)
    form.values[files.SHOWN] = files.opened(known).values[files.SHOWN]
    return form


def told(places: Options, grids: Options) -> dict[str, files.Words]:
    """Every field with its words, to say what is stored."""
    return {**KINDS, "facility": dict(places), "region": dict(grids)}


def values(form: Form, elder: Elder | None = None) -> dict[str, Value]:
    """What was typed; where it cannot be, the reasons stand in the form."""
    return {**_who_she_is(form), **_facts(form, elder), **(_end(form) if elder else {})}


def _who_she_is(form: Form) -> dict[str, Value]:
    born, gender = form.day("birth_date"), form.choice("gender", Gender)
    return {
        "name": form.text("name", longest=60, needed=True),
        "gender": gender.value if gender else None,
        "birth_date": born,
        "facility": form.text("facility", longest=40, needed=True),
        "region": form.text("region", longest=40, needed=True),
    }


def _facts(form: Form, elder: Elder | None) -> dict[str, Value]:
    shown = options(elder)
    living = form.choice("living_situation", LivingSituation)
    diet, texture = form.choice("diet", Diet), form.choice("texture", Texture)
    return {
        **{name: form.text(name, longest=longest, needed=name == "estate") for name, longest in LONGEST.items()},
        "floor": form.number("floor", elders.LOWEST_FLOOR, elders.HIGHEST_FLOOR),
        "has_lift": form.ticked("has_lift"),
        "latitude": _degrees(form, "latitude"),
        "longitude": _degrees(form, "longitude"),
        "ability_level": form.number("ability_level", 0, 4),
        "living_situation": living.value if living else None,
        "diet": diet.value if diet else None,
        "texture": texture.value if texture else None,
        "languages": files.ticked(form, "languages", shown["languages"], elder.languages if elder else ()),
        "risks": files.ticked(form, "risks", shown["risks"], elder.risks if elder else ()),
    }


def _end(form: Form) -> dict[str, Value]:
    return {"ended_on": form.day("ended_on", needed=False)}


def _degrees(form: Form, name: str) -> float | None:
    return form.decimal(name, DEGREES, _("Degrees as a decimal number such as 27.8883, please."))


def _grid(grid: Region) -> str:
    above = words.name(grid.parent) if grid.parent else ""
    return " · ".join(filter(None, [above, words.name(grid)]))


LONGEST = {
    "phone": 20,
    "estate": 60,
    "building": 20,
    "unit": 20,
    "room": 20,
    "access_notes": 300,
    "health_notes": 500,
}
ADDRESS = ("region", "estate", "building", "unit", "room", "floor", "has_lift", "latitude", "longitude")
KINDS = {
    **dict.fromkeys(("name", "floor", "latitude", "longitude"), ""),
    **dict.fromkeys(("birth_date", "ended_on"), files.DAY),
    **dict.fromkeys(LONGEST, ""),
    "gender": "gender",
    "has_lift": "yes_no",
    "ability_level": "ability",
    "living_situation": "living",
    "diet": "diet",
    "texture": "texture",
    "languages": "spoken",
    "risks": "risk",
}
"""Each field with the kind of its words; `told` adds those that name a row."""
