"""What is known of a member of staff as fields of a form: filled from her row, and read back as the workbook has it."""

import re

from eldercare.exchange.kinds import Value
from eldercare.people.models import Contract, Gender, Job, Staff, TravelMode
from eldercare.people.staff import LONGEST_WEEK
from web import messages
from web.forms import Form
from web.i18n import gettext as _
from web.office import files

HOURS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")


def languages(member: Staff | None = None) -> list[tuple[str, str]]:
    """What can be ticked, with what somebody wrote of her in other words."""
    return files.ticks("spoken", member.languages if member else ())


def stored(member: Staff) -> Form:
    """The form as the row fills it; she comes with her facility."""
    values = {
        "version": str(member.version),
        "name": member.name,
        "gender": member.gender,
        "job": member.job,
        "employed_from": str(member.employed_from),
        "employed_to": str(member.employed_to or ""),
        "phone": member.phone,
        "contract": member.contract,
        "weekly_hours": typed_hours(member.weekly_minutes),
        "travel_mode": member.travel_mode,
        "facility": member.facility.key,
    }
    held = Form(lists={"languages": member.languages})
    return Form(values, {"languages": files.ticked(held, "languages", languages(member))})


def told(places: list[tuple[str, str]]) -> dict[str, files.Words]:
    """Every field with its words, to say what is stored."""
    return {**KINDS, "facility": dict(places)}


def values(form: Form, member: Staff | None = None) -> dict[str, Value]:
    """What was typed; where it cannot be, the reasons stand in the form."""
    contract, mode = form.choice("contract", Contract), form.choice("travel_mode", TravelMode)
    return {
        **_who_she_is(form),
        "phone": form.text("phone", longest=20),
        "contract": contract.value if contract else None,
        "weekly_minutes": minutes(form, "weekly_hours"),
        "travel_mode": mode.value if mode else None,
        "languages": files.ticked(form, "languages", languages(member), member.languages if member else ()),
        "facility": form.text("facility", longest=40, needed=True),
    }


def _who_she_is(form: Form) -> dict[str, Value]:
    gender, job = form.choice("gender", Gender), form.choice("job", Job)
    return {
        "name": form.text("name", longest=60, needed=True),
        "gender": gender.value if gender else None,
        "job": job.value if job else None,
        "employed_from": form.day("employed_from"),
        "employed_to": form.day("employed_to", needed=False),
    }


def typed_hours(minutes: int) -> str:
    """40, 37.5 or 33.33: as short as can be read back to the same minute."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def minutes(form: Form, name: str) -> int | None:
    """The hours that were typed."""
    hours = form.decimal(name, HOURS, _("Hours as a number such as 40 or 37.5, please."), needed=True)
    if hours is None:
        return None
    minutes = round(hours * 60)
    if not 0 < minutes <= LONGEST_WEEK:
        form.wrong(name, messages.say("hours_out_of_range", found=f"{hours:g}", most=LONGEST_WEEK // 60))
    return minutes


KINDS = {
    **dict.fromkeys(("name", "phone", "weekly_hours"), ""),
    **dict.fromkeys(("employed_from", "employed_to"), files.DAY),
    "gender": "gender",
    "job": "job",
    "contract": "contract",
    "travel_mode": "travel",
    "languages": "spoken",
}
"""Each field with the kind of its words; `told` adds the one that names a row."""
