"""A promise before or after a change, as people would be told it."""

from collections.abc import Iterable, Mapping

from eldercare.planning.changes import Rows, Seen
from web import words
from web.dates import clock
from web.homes import o_clock
from web.i18n import gettext as _
from web.namesakes import Names
from web.office.reading import hours

Facts = Mapping[str, object]


def told(kind: str, facts: Facts, rows: Rows, names: Names, *, reader: int | None) -> str:
    """One line: when, what, where or with whom; the carer who reads it is not named to herself."""
    match kind:
        case "shifts":
            parts = [
                _name(rows.shift_types, facts["shift_type"]),
                _span(facts),
                _name(rows.facilities, facts["facility"]),
                _pause(facts),
            ]
        case "visits":
            parts = [_span(facts), _name(rows.services, facts["service"]), _carers(facts, rows, names, reader)]
        case "meals":
            serving = words.of("serving", facts["serving"])
            meal = [words.of("meal", facts["meal"]), serving, _name(rows.kitchens, facts["kitchen"])]
            parts = [_minute(facts), *meal, _carers(facts, rows, names, reader)]
        case _:
            zone = rows.zones.get(int(str(facts["zone"])))
            parts = [words.zone(zone) if zone else "", _span(facts)]
    return " ".join(part for part in parts if part)


def others(change: Seen, rows: Rows, names: Names) -> str:
    """To whom a visit goes from her, or from whom it comes."""
    known = _named(change.others, rows, names)
    if not known:
        return ""
    return _("goes to %(carers)s", carers=known) if change.after is None else _("from %(carers)s", carers=known)


def _named(carers: Iterable[int], rows: Rows, names: Names) -> str:
    """王秀英、李玉梅"""
    return names.listed(rows.staff[one] for one in carers if one in rows.staff)


def _span(facts: Facts) -> str:
    return hours(int(str(facts["starts"])), int(str(facts["ends"])))


def _pause(facts: Facts) -> str:
    pause = facts.get("break_starts")
    return _("break at %(time)s", time=clock(pause)) if isinstance(pause, int) else ""


def _minute(facts: Facts) -> str:
    arrives = facts.get("arrives")
    return o_clock(arrives) if isinstance(arrives, int) else ""


def _carers(facts: Facts, rows: Rows, names: Names, reader: int | None) -> str:
    carers = facts.get("staff")
    known = _named((one for one in carers if one != reader), rows, names) if isinstance(carers, list) else ""
    return _("with %(carers)s", carers=known) if known else ""


def _name(some: Mapping[int, object], key: object) -> str:
    row = some.get(int(str(key)))
    return words.name(row) if row is not None else ""
