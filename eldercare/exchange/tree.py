"""The two trees: whether each row hangs below the right kind of row, and the path that follows from it."""

from collections.abc import Mapping

from eldercare.exchange.book import Row, Table, Values
from eldercare.exchange.faults import Faults
from eldercare.hierarchy.models import Level, Tier

RANKS = {
    "region": ("level", [level.value for level in Level]),
    "facility": ("tier", [tier.value for tier in Tier]),
}
"""What says how far down a row is, from the root."""


def paths(noun: str, known: Mapping[str, Values]) -> dict[str, str]:
    """The path of every row, the keys from its root each followed by a slash; a row in a ring has none."""
    found: dict[str, str] = {}
    for key in known:
        _climb(key, known, found)
    return found


def check(table: Table, rows: list[Row], known: Mapping[str, Values], faults: Faults) -> None:
    """A fault for each row of the workbook that hangs nowhere, below an equal or lower one, or in a ring.

    `known` has every row there will be: of the workbook and of the database.
    """
    field, ranks = RANKS[table.noun]
    found = paths(table.noun, known)
    for row in rows:
        values = known[row.key]
        code = None if {field, "parent"} & row.bad else _fault(values, known, field, ranks, found.get(row.key))
        if code:
            code = "institution_needed" if code == "parent_needed" and table.noun == "facility" else code
            faults.add(code, table.column("parent").header, row.sheet, row.number)
    _check_below(table, {row.key: row for row in rows}, known, faults)


def _check_below(table: Table, rows: Mapping[str, Row], known: Mapping[str, Values], faults: Faults) -> None:
    """Rows of the database alone that hang below one of the workbook: theirs may have sunk to their level."""
    field, ranks = RANKS[table.noun]
    for key, values in known.items():
        above = rows.get(str(values.get("parent")))
        if key not in rows and above and not {field, "parent"} & above.bad:
            lower = ranks.index(str(values[field])) > ranks.index(str(known[above.key][field]))
            if not lower:
                faults.add("below_too_high", table.column(field).header, above.sheet, above.number, {"key": key})


def _fault(values: Values, known: Mapping[str, Values], field: str, ranks: list[str], path: str | None) -> str | None:
    parent, rank = values.get("parent"), ranks.index(str(values[field]))
    if (rank == 0) != (parent is None):
        return "parent_unwanted" if parent else "parent_needed"
    above = known.get(str(parent))
    if above and above.get(field) in ranks and ranks.index(str(above[field])) >= rank:
        return "parent_not_above"
    return "tree_ring" if above and path is None else None


def _climb(key: str, known: Mapping[str, Values], found: dict[str, str]) -> None:
    trail: list[str] = []
    while key not in found and key in known and key not in trail:
        trail.append(key)
        parent = known[key].get("parent")
        if parent is None:
            found[key] = f"{key}/"
            break
        key = str(parent)
    if key in found:
        for below in reversed(trail):
            parent = known[below].get("parent")
            found.setdefault(below, f"{found[str(parent)]}{below}/" if parent is not None else f"{below}/")
