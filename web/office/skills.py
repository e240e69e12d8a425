"""What a member of staff can do and when she can work, as fields of a form and as rows."""

import re
from collections.abc import Iterator, Sequence

from eldercare.exchange.entry import Entry
from eldercare.exchange.parts import Part
from eldercare.people.models import Skill, Staff, StaffSkill
from web import messages
from web.forms import Form

SPARE = 2
"""Rows for times to come, so that nobody needs a script for one more."""
SPAN = re.compile(r"(?:days|from|until)-([0-9]{1,3})")
"""The fields of one of them."""
LONGEST_CERTIFICATE = 40


async def skills() -> list[Skill]:
    """All there are, those without a certificate first."""
    return await Skill.all().order_by("needs_certificate", "id")


def stored(member: Staff) -> Form:
    """The form as the rows fill it; `member` comes with skills and availability."""
    form = Form({"version": str(member.version)}, {"skills": [held.skill.key for held in member.skills]})
    for held in member.skills:
        until = held.valid_until
        form.values |= {
            f"{held.skill.key}-certificate": held.certificate,
            f"{held.skill.key}-valid_until": until.isoformat() if until else "",
        }
    for number, row in enumerate(sorted(member.availability, key=lambda one: (one.weekdays, one.starts))):
        form.lists[f"days-{number}"] = [str(day) for day in range(7) if row.weekdays >> day & 1]
        form.values |= {f"from-{number}": _clock(row.starts), f"until-{number}": _clock(row.ends)}
    return form


def rows(form: Form) -> list[int]:
    """The numbers of the rows for times: those filled in, and some to spare."""
    filled = _filled(form)
    after = max(filled, default=-1) + 1
    return [*filled, *range(after, after + SPARE)]


def spans(form: Form) -> tuple[Part, ...]:
    """What was typed of the times, as the table has it; reasons stand in the form."""
    found: set[Part] = set()
    for number in _filled(form):
        days = form.weekdays(f"days-{number}")
        starts, ends = form.clock(f"from-{number}"), form.clock(f"until-{number}", end=True)
        if not days:
            form.wrong(f"days-{number}", messages.say("required"))
        if starts is not None and ends is not None and ends <= starts:
            form.wrong(f"until-{number}", messages.say("end_before_start"))
        if days and starts is not None and ends is not None:
            found.add((days, starts, ends))
    return tuple(sorted(found))


def entries(form: Form, every: Sequence[Skill], held: Sequence[StaffSkill], of: Entry) -> Iterator[Entry]:
    """What changes in what she can do: skills ticked, and those that are ticked no more. `of` is her own entry."""
    before = {one.skill.key: one for one in held}
    for skill in every:
        ticked, prefix = skill.key in form.lists.get("skills", []), f"{skill.key}-"
        whose = {"staff": of.key or of, "skill": skill.key}
        about = ("staff", of.key) if of.key else of
        if ticked:
            more = {
                "certificate": form.text(prefix + "certificate", longest=LONGEST_CERTIFICATE),
                "valid_until": form.day(prefix + "valid_until", needed=False),
            }
            action = "skill.edit" if skill.key in before else "skill.add"
            yield Entry("staff_skill", {**whose, **more}, action, about=about, prefix=prefix)
        elif skill.key in before:
            yield Entry("staff_skill", whose, "skill.drop", about=about, prefix=prefix, gone=True)


def _filled(form: Form) -> list[int]:
    named = [found for name, typed in form.values.items() if typed and (found := SPAN.fullmatch(name))]
    ticked = [found for name, days in form.lists.items() if any(days) and (found := SPAN.fullmatch(name))]
    return sorted({int(found[1]) for found in (*named, *ticked)})


def _clock(minutes: int) -> str:
    """24:00 is 00:00 to a browser's field for a time."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
