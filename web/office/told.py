"""A promise before or after a change, as people would be told it."""

from collections.abc import Mapping

from eldercare.planning.changes import Names
from web import words
from web.i18n import gettext as _
from web.office.reading import hours, listed

Facts = Mapping[str, object]


def told(kind: str, facts: Facts, names: Names, *, of_staff: bool) -> str:
    """One line: when, what, where or with whom; carers are not named to themselves."""
    match kind:
        case "shifts":
            parts = [
                _name(names.shift_types, facts["shift_type"]),
                _span(facts),
                _name(names.facilities, facts["facility"]),
            ]
        case "visits":
            parts = [_span(facts), _name(names.services, facts["service"]), "" if of_staff else _carers(facts, names)]
        case "meals":
            serving = words.of("serving", facts["serving"])
            parts = [words.of("meal", facts["meal"]), serving, _name(names.kitchens, facts["kitchen"])]
        case _:
            parts = [_name(names.zones, facts["zone"]), _span(facts)]
    return " ".join(part for part in parts if part)


def _span(facts: Facts) -> str:
    return hours(int(str(facts["starts"])), int(str(facts["ends"])))


def _carers(facts: Facts, names: Names) -> str:
    carers = facts.get("staff")
    known = [names.staff[one].name for one in carers if one in names.staff] if isinstance(carers, list) else []
    return _("with %(carers)s", carers=listed(known)) if known else ""


def _name(rows: Mapping[int, object], key: object) -> str:
    row = rows.get(int(str(key)))
    return words.name(row) if row is not None else ""
