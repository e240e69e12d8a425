"""What the forms of tasks, meals and day care have in common: how a kind of promise is read, filled in and ended."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tortoise.models import Model

from eldercare import clock
from eldercare.exchange.entry import Entry
from eldercare.people.models import Elder
from web import dates
from web.forms import Form
from web.i18n import gettext as _
from web.office.files import DAY, Words
from web.session import Asked

Shown = dict[str, object]
KINDS = {
    **{"meal": "meal", "serving": "serving", "diet": "diet", "texture": "texture"},
    **{"starts_on": DAY, "ends_on": DAY},
}
"""Fields with the kind of their words."""
CHOSEN = {"eats_at": "places", "zone_kind": "zones", "after_task": "leaders"}
"""Fields with what the page shows to choose from."""


def _nothing(_form: Form, _elder: Elder) -> None:
    pass


async def _never(_keys: Sequence[str]) -> date | None:
    return None


def _as_typed(_row: Any, typed: date | None) -> date | None:
    return typed


@dataclass(frozen=True, slots=True)
class Promise:
    """One kind; `row` is a row of `model` with everything in `loaded`, None for a new one."""

    model: type[Model]
    owner: str
    """The way from the row to its elder."""
    loaded: tuple[str, ...]
    template: str
    usual: Callable[[Asked, Elder], Awaitable[Form]]
    stored: Callable[[Any], Form]
    entries: Callable[[Form, Elder, Any], Awaitable[list[Entry]]]
    """What was typed as rows; faults stand in the form."""
    over: Callable[[Any, Elder, date | None, int], list[Entry]]
    """It ends with that day, or with None is taken away; the number is the version that was read."""
    shown: Callable[[Asked, Elder, Form, Any], Awaitable[Shown]]
    """What the page needs beside the form."""
    first_day: Callable[[Any, date | None], date | None] = _as_typed
    """The day on which the row begins where that one is its first by the form."""
    cut_off: Callable[[Sequence[str]], Awaitable[date | None]] = _never
    """Of the keys of what was stored: the last day that something else sets to it, where it has none of its own."""
    beside: Callable[[Form, Elder], None] = _nothing
    """Facts of the elder herself that stand in the form: brought up to date when somebody else was quicker."""


def has_begun(promise: Promise, row: Any) -> bool:
    """Before today: what begins today may have been typed by mistake, and goes or moves like what is to come."""
    first = promise.first_day(row, row.starts_on)
    return first is not None and first < clock.today()


def keep_the_past(promise: Promise, form: Form, row: Any) -> None:
    """What was is in the books: a first day that is over stays, and nothing is changed to end before yesterday."""
    typed = form.day("starts_on", needed=False)
    if has_begun(promise, row) and promise.first_day(row, typed) != promise.first_day(row, row.starts_on):
        form.wrong("starts_on", _("It has begun, so its first day stays. End it and add another instead."))
    keep_last_day(form, "ends_on", row)


def keep_last_day(form: Form, name: str, row: Any) -> None:
    """The last day in field `name` is what it was, or yesterday, or later."""
    last = form.day(name, needed=False)
    if last and last != row.ends_on and last < clock.today() - timedelta(days=1):
        form.wrong(name, _("What was is in the books. The last day can be yesterday or later."))


def told(form: Form, stored: Form, shown: Shown) -> dict[str, Words]:
    """Every field that was sent with its words, to say what somebody else stored."""
    chosen = {field: shown.get(name) for field, name in CHOSEN.items()}
    known: dict[str, Words] = {**KINDS, "weekdays": {str(day): dates.weekday_name(day) for day in range(7)}}
    known |= {field: dict(options) for field, options in chosen.items() if isinstance(options, list)}
    sent = [name for name in stored.values if name in form.values and name != "version"]
    return {name: known.get(name, "") for name in (*sent, *stored.lists)}


def at(minutes: int | None) -> str:
    """As a browser's field for a time has it; the end of the day is 00:00."""
    return "" if minutes is None else f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def ticked_days(weekdays: int) -> list[str]:
    """The ticks of a set of weekdays."""
    return [str(number) for number in range(7) if weekdays >> number & 1]
