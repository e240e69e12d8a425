"""The facts of the trail as a reader can take them in: columns in words, nested counts on one line."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from eldercare.clock import DAY
from web import dates, words
from web.i18n import gettext, pgettext
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
