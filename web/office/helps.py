"""What was tried for an open need and lets it in, as sentences from its facts."""

from collections.abc import Callable, Iterator, Mapping
from math import ceil

from eldercare.planning.week.room import members
from web.dates import clock, duration, weekday_name
from web.i18n import gettext as _
from web.i18n import language, ngettext
from web.office.reading import listed

Facts = Mapping[str, object]


def helps(facts: Facts) -> Iterator[str]:
    """Whether it is proven that nothing on its day does as it stands; else what does, the least asked first."""
    if facts.get("impossible") is True:
        yield _("It is proven: those on duty cannot make it beside what is as urgent, however they go.")
    yield from _gives_way(facts)
    yield from _more_carers(facts)
    yield from _more_room(facts)
    yield from _free_days(facts)


def _gives_way(facts: Facts) -> Iterator[str]:
    for kind, told in _REMEDIES.items():
        minutes, moves = number(facts, f"fits_{kind}"), number(facts, f"moves_{kind}") or 0
        if minutes is not None:
            others = (
                ngettext("another visit moves", "%(num)s other visits move", moves)
                if moves
                else _("nothing else moves")
            )
            # Translators: %(what)s is one of “it could begin up to 30 min later” …, %(others)s who else moves for it
            yield _("Tried, and it fits if %(what)s; %(others)s.", what=told(duration(minutes)), others=others)
    tried = dict.fromkeys(told() for kind, told in _TRIED.items() if facts.get(f"tried_{kind}") is True)
    if tried:
        yield _("Tried in vain, as the others go: %(what)s.", what=listed(tried))


_TRIED: dict[str, Callable[[], str]] = {
    "later": lambda: _("other hours"),
    "earlier": lambda: _("other hours"),
    "longer_shift": lambda: _("longer shifts"),
    "one_more": lambda: _("people who are off that day"),
}


_REMEDIES: dict[str, Callable[[str], str]] = {
    "later": lambda time: _("it may begin up to %(time)s later", time=time),
    "earlier": lambda time: _("it may begin up to %(time)s earlier", time=time),
    "longer_shift": lambda time: _("somebody on duty who may works up to %(time)s more at either end", time=time),
    "one_more": lambda time: _("somebody who is off that day takes a shift"),
}
"""By kind of remedy, as the engine calls it: what gives way."""


def _more_carers(facts: Facts) -> Iterator[str]:
    people = number(facts, "more_carers")
    if people is not None:
        yield ngettext(
            "Tried, and it fits with one more carer on that day, such as are on duty; nothing else moves.",
            "Tried, and it fits with %(num)s more carers on that day, such as are on duty; nothing else moves.",
            people,
        )


def _more_room(facts: Facts) -> Iterator[str]:
    """How much more there would have to be where it lacks least, for everybody who waits for the same."""
    place, leaves = place_of(facts, "more"), number(facts, "more_leaves")
    more = [told(count) for rule, told in _ROOM.items() if (count := number(facts, f"more_{rule}"))]
    if not place or not more:
        return
    if leaves is None:
        yield _(
            "Tried: with %(more)s in %(place)s it fits, and so does whoever waits for the same.",
            more=listed(more),
            place=place,
        )
    else:
        yield _(
            "Tried: with %(more)s in the wave of %(place)s at %(time)s there is one, and one for whoever waits for the"
            " same. Who would carry them was not tried.",
            more=listed(more),
            place=place,
            time=clock(leaves),
        )


_ROOM: dict[str, Callable[[int], str]] = {
    "kitchen_portions": lambda count: ngettext("one more portion", "%(num)s more portions", count),
    "kitchen_diet": lambda count: ngettext("one more of this diet", "%(num)s more of this diet", count),
    "zone_seats": lambda count: ngettext("one more seat", "%(num)s more seats", count),
    "staff_ratio": lambda share: ngettext(
        "one more member of staff", "%(num)s more members of staff", ceil(members(share))
    ),
}
"""By the rule of what is full: so much more of it."""


def _free_days(facts: Facts) -> Iterator[str]:
    days = [weekday_name(day) for day in range(7) if facts.get(f"free_{day}") is True]
    if days:
        yield _("A seat in reach is free at these hours on %(days)s.", days=listed(days))
    elif "free_days" in facts:
        yield _("Of the days on which she has none, no other has a seat in reach free at these hours.")


def place_of(facts: Facts, which: str) -> str:
    """The name of the place that the facts call `which`, in the reader's language; empty where they tell none."""
    english = facts.get(f"{which}_place_en") if language() == "en" else None
    return str(english or facts.get(f"{which}_place") or "")


def number(facts: Facts, name: str) -> int | None:
    """A fact that is a whole number; None where there is none."""
    value = facts.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
