"""What is known of an elder as fields of a form: filled from her row, and read back."""

import re

from eldercare.errors import Invalid
from eldercare.people import elders
from eldercare.people.models import Diet, Elder, LivingSituation, Texture
from web.forms import Form
from web.i18n import gettext as _
from web.office import files

USUAL = {"floor": "1", "diet": "regular", "texture": "normal"}
"""What a form for a new elder shows before anybody typed."""
DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,12})?")


def options(elder: Elder | None = None) -> dict[str, list[tuple[str, str]]]:
    """What can be ticked, with what somebody wrote of her in other words."""
    return {
        "risks": files.ticks("risk", elder.risks if elder else ()),
        "languages_spoken": files.ticks("spoken", elder.languages if elder else ()),
    }


def stored(elder: Elder) -> Form:
    """The form as the row fills it."""
    values = {name: getattr(elder, name) for name in elders.FIELDS}
    texts = {name: "" if value is None else str(value) for name, value in values.items()}
    texts |= {"version": str(elder.version), "has_lift": "1" if elder.has_lift else ""}
    return Form(texts, {"risks": list(elder.risks), "languages": list(elder.languages)})


def laid_over(elder: Elder, typed: Form) -> Form:
    """The form as her row fills it, with what somebody typed laid over; what stood there unasked was not typed."""
    known = stored(elder)
    told = {name: value for name in known.values if (value := typed.values.get(name, "").strip())}
    told = {name: value for name, value in told.items() if value != USUAL.get(name)}
    form = Form({**known.values, **told, "version": known.values["version"]})
    for name, had in known.lists.items():
        form.lists[name] = list(dict.fromkeys([*had, *typed.lists.get(name, [])]))
    files.laid_over(form, known, KINDS)
    return form


def facts(form: Form, elder: Elder | None = None) -> elders.ElderFacts | None:
    """What was typed, if all of it can be; else the reasons stand in the form."""
    shown = options(elder)
    living = form.choice("living_situation", LivingSituation)
    diet, texture = form.choice("diet", Diet), form.choice("texture", Texture)
    floor, ability = form.number("floor", elders.LOWEST_FLOOR, elders.HIGHEST_FLOOR), form.number("ability_level", 0, 4)
    texts = {name: form.text(name, longest=longest, needed=name == "estate") for name, longest in LONGEST.items()}
    latitude, longitude = _degrees(form, "latitude"), _degrees(form, "longitude")
    if not form.ok or living is None or diet is None or texture is None or floor is None or ability is None:
        return None
    try:
        return elders.ElderFacts(
            **texts,
            floor=floor,
            has_lift=form.ticked("has_lift"),
            latitude=latitude,
            longitude=longitude,
            ability_level=ability,
            living_situation=living,
            diet=diet,
            texture=texture,
            languages=files.ticked(form, "languages", shown["languages_spoken"]),
            risks=files.ticked(form, "risks", shown["risks"]),
        )
    except Invalid as invalid:
        form.refuse(invalid)
        return None


def _degrees(form: Form, name: str) -> float | None:
    value = form.text(name)
    if value and not DEGREES.fullmatch(value):
        form.wrong(name, _("Degrees as a decimal number such as 27.8883, please."))
    return float(value) if value and name not in form.errors else None


KINDS = {
    **dict.fromkeys(elders.FIELDS, ""),
    "has_lift": "yes_no",
    "ability_level": "ability",
    "living_situation": "living",
    "diet": "diet",
    "texture": "texture",
    "languages": "spoken",
    "risks": "risk",
}
"""Each field with the kind of its words."""
LONGEST = {
    "phone": 20,
    "estate": 60,
    "building": 20,
    "unit": 20,
    "room": 20,
    "access_notes": 300,
    "health_notes": 500,
}
