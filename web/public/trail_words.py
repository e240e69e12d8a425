"""The facts of the trail as a reader can take them in: columns in words, nested counts on one line."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from eldercare.auth.models import Role
from eldercare.clock import DAY
from eldercare.planning.runs import EFFORTS
from web import dates, i18n, words
from web.homes import grouped
from web.i18n import LANGUAGES, gettext, pgettext
from web.nav import ROLE_NAMES
from web.public.trail_columns import CLOCKS, DAYS, KINDS, NAMES, OWN_KINDS, OWN_NAMES, THINGS


def lines(
    facts: Mapping[str, object], noun: str = "", name_of: Callable[[str, object], str] = lambda _name, _value: ""
) -> Iterator[tuple[str, str]]:
    """Name and value of each fact that says something: `name_of` names what facts refer to."""
    for name, value in facts.items():
        text = name_of(name, value) or said(noun, name, value)
        if text:
            yield named(name, noun), text


def named(name: str, noun: str = "") -> str:
    """A column's name in words; one that nobody worded yet is shown as it is."""
    if name == "name" and noun in THINGS:
        return pgettext("of a thing", "Name")
    word = OWN_NAMES.get((noun, name)) or NAMES.get(name)
    return gettext(word) if word else name


def said(noun: str, name: str, value: object) -> str:
    """A fact as its page would say it."""
    if name in OTHERWISE and isinstance(value, str | float | int):
        return OTHERWISE[name](value)
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
    if name in PARTS:
        return gettext("; ").join(PARTS[name](part) if isinstance(part, list) else _text(part) for part in value)
    return gettext(", ").join(words.of(kind, part) if kind else _text(part) for part in value)


def _number(name: str, value: int) -> str:
    if name in CLOCKS:
        return dates.clock(value) if value < DAY else "24:00"
    if name == "weekdays":
        return dates.on_days(value)
    return dates.hours(value) if name == "weekly_minutes" else str(value)


def _span(part: list[int]) -> str:
    """A set of weekdays with two minutes of the day."""
    weekdays, starts, ends = part
    return f"{dates.on_days(weekdays)} {dates.span(starts, ends)}"


def _opening(part: list[int]) -> str:
    """One weekday with two minutes of the day."""
    weekday, opens, closes = part
    return f"{dates.weekday_name(weekday)} {dates.span(opens, closes)}"


def _ratio(part: list[int]) -> str:
    level, guests = part
    return f"{words.of('ability', level)}: {guests}"


def _amount(part: list[object]) -> str:
    diet, portions = part
    return f"{words.of('diet', diet)} {portions}"


PARTS: dict[str, Callable[[list[Any]], str]] = {
    "availability": _span,
    "hours": _opening,
    "ratios": _ratio,
    "diets": _amount,
}
"""Facts that are lists of parts, with how one of them is said."""


def _effort(value: object) -> str:
    """As the choice on the week board is called; the command line may ask for any."""
    chosen = next((name for name, effort in EFFORTS.items() if effort == value), "")
    return words.of("effort", chosen) if chosen else f"{value:g}" if isinstance(value, float | int) else str(value)


def _role(value: object) -> str:
    return gettext(ROLE_NAMES[Role(str(value))]) if str(value) in set(Role) else str(value)


def _moment(value: object) -> str:
    return dates.moment(datetime.fromisoformat(str(value)))


OTHERWISE: dict[str, Callable[[object], str]] = {
    "effort": _effort,
    "entered_at": _moment,
    "language": lambda value: i18n.name_of(str(value)) if str(value) in LANGUAGES else str(value),
    "phone": lambda value: grouped(str(value)),
    "role": _role,
}
"""Facts that are said as nothing else is."""


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
