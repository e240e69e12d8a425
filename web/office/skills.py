"""What a member of staff can do and when she can work, as fields of a form and as rows."""

import re
from collections.abc import Iterator, Sequence

from eldercare.exchange.entry import Entry
from eldercare.people.models import Skill, Staff, StaffSkill
from web import dates, messages, words
from web.forms import Form
from web.office import files
from web.office.promise import at, ticked_days

Span = tuple[int, int, int]
"""Weekdays, from when, until when."""
SPARE = 2
"""Rows for times to come, so that nobody needs a script for one more."""
FIELD = re.compile(r"(?:days|from|until)-([0-9]{1,3})")
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
        form.lists[f"days-{number}"] = ticked_days(row.weekdays)
        form.values |= {f"from-{number}": at(row.starts), f"until-{number}": at(row.ends)}
    return form


async def met(form: Form, member: Staff) -> None:
    """Somebody else was quicker: what is stored by now stands beside what was typed and is different."""
    now, every = stored(member), [(skill.key, words.name(skill)) for skill in await skills()]
    for one in (form, now):
        one.lists["skills"] = files.ticked(one, "skills", every)
        one.values["times"] = " · ".join(_told(*span) for span in spans(one))
    both = [key for key in now.lists["skills"] if key in form.lists["skills"]]
    certificates = {f"{key}-certificate": "" for key in both} | {f"{key}-valid_until": files.DAY for key in both}
    files.met(form, now, {"skills": dict(every), **certificates, "times": ""})


def rows(form: Form) -> list[int]:
    """The numbers of the rows for times: those filled in, and some to spare."""
    filled = _filled(form)
    after = max(filled, default=-1) + 1
    return [*filled, *range(after, after + SPARE)]


def spans(form: Form) -> tuple[Span, ...]:
    """What was typed of the times, as the table has it; reasons stand in the form."""
    found: set[Span] = set()
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
    named = [found for name, typed in form.values.items() if typed and (found := FIELD.fullmatch(name))]
    ticked = [found for name, days in form.lists.items() if any(days) and (found := FIELD.fullmatch(name))]
    return sorted({int(found[1]) for found in (*named, *ticked)})


def _told(weekdays: int, starts: int, ends: int) -> str:
    return f"{dates.on_days(weekdays)} {dates.span(starts, ends)}"
