"""What is known of a member of staff as fields of a form: filled from her row, and read back."""

import re

from eldercare.errors import Invalid
from eldercare.people import staff
from eldercare.people.models import Contract, Staff, TravelMode
from web.forms import Form
from web.i18n import gettext as _
from web.office import files
from web.session import Asked

HOURS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")


def languages(member: Staff | None = None) -> list[tuple[str, str]]:
    """What can be ticked, with what somebody wrote of her in other words."""
    return files.ticks("spoken", member.languages if member else ())


def stored(member: Staff) -> Form:
    """The form as the row fills it."""
    values = {
        "version": str(member.version),
        "phone": member.phone,
        "contract": member.contract,
        "weekly_hours": typed_hours(member.weekly_minutes),
        "travel_mode": member.travel_mode,
        "facility": member.facility.key,
    }
    return Form(values, {"languages": list(member.languages)})


async def facts(request: Asked, form: Form, member: Staff | None = None) -> staff.StaffFacts | None:
    """What was typed, if all of it can be; else the reasons stand in the form."""
    phone, weekly = form.text("phone", longest=20), minutes(form, "weekly_hours")
    contract, mode = form.choice("contract", Contract), form.choice("travel_mode", TravelMode)
    place = await files.place(request, form.text("facility", longest=40, needed=True))
    if not form.ok or weekly is None or contract is None or mode is None or place is None:
        return None
    try:
        return staff.StaffFacts(
            phone=phone,
            contract=contract,
            weekly_minutes=weekly,
            travel_mode=mode,
            languages=files.ticked(form, "languages", languages(member)),
            facility_id=place.id,
        )
    except Invalid as invalid:
        form.refuse(invalid)
        return None


def typed_hours(minutes: int) -> str:
    """40, 37.5 or 33.33: as short as can be read back to the same minute."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def minutes(form: Form, name: str) -> int | None:
    """The hours that were typed."""
    value = form.text(name, needed=True)
    if value and not HOURS.fullmatch(value):
        form.wrong(name, _("Hours as a number such as 40 or 37.5, please."))
    return round(float(value) * 60) if value and name not in form.errors else None


KINDS = {
    "phone": "",
    "contract": "contract",
    "weekly_hours": "",
    "travel_mode": "travel",
    "languages": "spoken",
    "facility": "",
}
"""Each field with the kind of its words."""
