"""What the files of elders, staff and facilities have in common: several ticks, edits that met."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import quote, urlencode

from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.errors import NotFound
from eldercare.hierarchy.models import Facility, Tier
from web import dates, words
from web.forms import Form
from web.i18n import gettext as _
from web.office.reading import listed
from web.pages import redirect
from web.session import Asked, person

DEEPEST = len(Tier) - 1
LARGEST_VERSION = 2**31 - 1
SEVERAL = {"languages", "risks", "skills", "weekdays"}
"""Fields that hold any number of ticks."""
OTHERWISE = {"weekly_hours": "weekly_minutes", "zone_kind": "facility"}
"""Fields of forms that are another one, or one more, in the workbook."""
SHOWN = "shown"
"""The hidden field with what the form was filled with when it was opened."""
DAY = "day"
"""The kind of a field that holds a date."""
Words = str | Mapping[str, str]
"""Of a field's values: a kind of `web.words`, DAY, none where a value speaks for itself, or the words themselves."""


async def places(request: Asked) -> list[tuple[str, str]]:
    """The facilities within reach to choose from, those below others set in."""
    found = await scope.facilities_of(person(request)).order_by("path")
    above = min((facility.path.count("/") for facility in found), default=0)
    return [(one.key, "\u2003" * min(one.path.count("/") - above, DEEPEST) + words.name(one)) for one in found]


async def place(request: Asked, key: str) -> Facility | None:
    """The facility that a filter names; NotFound out of reach, None for no filter."""
    if not key:
        return None
    found = await scope.facilities_of(person(request)).get_or_none(key=key)
    if found is None:
        raise NotFound("not_found")
    return found


def ticks(kind: str, held: Iterable[str]) -> list[tuple[str, str]]:
    """Everything of a kind that can be ticked; what somebody wrote in words of her own stays among it."""
    known = words.options(kind)
    return [*known, *((own, own) for own in held if own not in dict(known))]


def ticked(form: Form, name: str, options: Iterable[tuple[str, str]], held: Sequence[str] = ()) -> list[str]:
    """Those that were ticked: what was `held` before as it stood, the others in the order they are shown."""
    chosen = form.lists.get(name, [])
    shown = [key for key, _word in options if key in chosen]
    kept = [key for key in held if key in shown]
    return [*kept, *(key for key in shown if key not in kept)]


def version(form: Form) -> int:
    """The version that the form was filled from; 0, which no row has, for none."""
    return form.number("version", 1, LARGEST_VERSION, needed=False) or 0


def unread(form: Form) -> set[str]:
    """The fields that cannot be read, as the form names them and as the workbook does."""
    return {*form.errors, *(OTHERWISE[name] for name in form.errors if name in OTHERWISE)}


def met(form: Form, stored: Form, kinds: Mapping[str, Words]) -> None:
    """Somebody else was quicker: what nobody touched becomes what is stored by now, and beside each field that
    both changed stands what is; save over that next.

    `kinds` has every field that is told with its words.
    """
    shown = _shown(form)
    untouched, hers_alone = set(_as_shown(form, shown, stored)), set(_as_shown(stored, shown, stored))
    for name, theirs in list(_differing(form, stored, kinds)):
        if name in hers_alone:
            continue
        if name in untouched:
            form.wrong(name, _("Stored in the meantime and taken over here: %(value)s.", value=theirs))
        else:
            form.wrong(name, _("Stored in the meantime: %(value)s. Sending again replaces it.", value=theirs))
    for name in untouched:
        if name in stored.lists:
            form.lists[name] = list(stored.lists[name])
        else:
            form.values[name] = stored.values[name]
    if "version" in stored.values:
        form.values |= {"version": stored.values["version"], SHOWN: _packed(stored)}


def opened(stored: Form) -> Form:
    """The form as somebody is shown it, which it then says itself when it is sent."""
    stored.values[SHOWN] = _packed(stored)
    return stored


def laid_over(form: Form, stored: Form, kinds: Mapping[str, Words]) -> None:
    """Say beside each field that differs what saving would replace."""
    for name, theirs in _differing(form, stored, kinds):
        form.wrong(name, _("On record: %(value)s. Saving replaces it.", value=theirs))


def to(noun: str, key: str, done: str = "", *, until: date | None = None) -> Redirect:
    """Back to a file, which says what was done, and until when it holds where nobody asked for an end."""
    told = {"done": done} | ({"until": str(until)} if until else {})
    return redirect(f"/{noun}/{quote(key, safe='')}" + (f"?{urlencode(told)}" if done else ""))


def _packed(form: Form) -> str:
    values = {name: value for name, value in form.values.items() if name != SHOWN}
    return json.dumps({**values, **form.lists}, ensure_ascii=False)


def _as_shown(form: Form, shown: Mapping[str, object], stored: Form) -> Iterator[str]:
    """The fields of the stored row that this form has as somebody was shown them."""
    for name, value in shown.items():
        if name in stored.lists:
            if isinstance(value, list) and sorted(map(str, value)) == sorted(form.lists.get(name, [])):
                yield name
        elif name in stored.values and _plain(str(value)) == _plain(form.values.get(name, "")):
            yield name


def _shown(form: Form) -> Mapping[str, object]:
    """How the form was filled; nothing where it does not say."""
    try:
        shown = json.loads(form.values.get(SHOWN, ""))
    except (ValueError, RecursionError):
        return {}
    return shown if isinstance(shown, dict) else {}


def _plain(text: str) -> str:
    """Browsers send other line breaks than they were given."""
    return "\n".join(text.split("\r\n")).strip()


def _differing(form: Form, stored: Form, kinds: Mapping[str, Words]) -> Iterator[tuple[str, str]]:
    """Each field that was typed otherwise, with what is stored in words."""
    for name, kind in kinds.items():
        theirs = _said(stored, name, kind)
        if theirs != _said(form, name, kind):
            yield name, theirs or _("nothing")


def _said(form: Form, name: str, kind: Words) -> str:
    values = form.lists.get(name, []) if name in SEVERAL else [form.values.get(name, "").strip()]
    return listed(_word(kind, value) for value in values)


def _word(kind: Words, value: str) -> str:
    if kind == DAY:
        return _day(value)
    if isinstance(kind, str):
        return words.of(kind, value) if kind else value
    return kind.get(value, value).strip()


def _day(value: str) -> str:
    """What is no date stays as it was typed."""
    try:
        return dates.plain_day(date.fromisoformat(value))
    except ValueError:
        return value
