"""Rows of a workbook that stand in the tables already where whoever brings it does not answer: they stay as they are.

A workbook of a whole district can so be brought in by one centre. What stands there is not compared with what the
workbook says: that would tell what is on record about people of other centres.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from eldercare.exchange import tree
from eldercare.exchange.book import Row, Table, Values, joined_identity
from eldercare.exchange.stored import Stored, keys_taken, noun_of

AT_ONCE = 500


@dataclass(slots=True)
class Elsewhere:
    """Beyond the facility path `scope`; nothing is where that is empty."""

    scope: str
    rows: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    """Those set aside, by noun and key."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The paths of all facilities there will be, once their sheet was looked at."""

    def locate(self, rows: Iterable[Row], stored: Stored) -> None:
        """Take down where the facilities lie, stored or in the workbook."""
        known: dict[str, Values] = {key: old.values for key, old in stored.rows["facility"].items()}
        known |= {row.key: {**known.get(row.key, {}), **row.values} for row in rows}
        self.places = tree.paths("facility", known)

    async def set_aside(self, table: Table, rows: list[Row], stored: Stored) -> list[Row]:
        """The rows that are left when those that stand elsewhere already are taken out."""
        beyond = [row for row in rows if self.scope and self._lies_beyond(row, stored)]
        there = await _standing(table, beyond)
        self.rows[table.noun] = {row.key: row for row in beyond if row.key in there}
        return [row for row in rows if row.key not in self.rows[table.noun]]

    def holds(self, noun: str, key: object) -> bool:
        """Whether that row was set aside."""
        return key in self.rows[noun]

    def _lies_beyond(self, row: Row, stored: Stored) -> bool:
        """Whether the row says itself that it is of another facility, or of somebody there."""
        noun, field_name = row.table.noun, row.table.scope.split("__")[0]
        if not field_name or field_name in row.bad or stored.get(noun, row.key) is not None:
            return False
        whose = row.values.get(field_name)
        if field_name == "facility":
            return not self.places.get(str(whose), "").startswith(self.scope)
        return self.holds(noun_of(field_name), whose)


async def _standing(table: Table, rows: list[Row]) -> set[str]:
    """The keys of those that are in the table, whoever answers for them."""
    if table.keyed:
        return await keys_taken(table, [row.key for row in rows])
    owner, found = table.identity[0], set()
    columns = {name: table.column(name).path for name in table.identity}
    owners = sorted({str(row.values[owner]) for row in rows})
    for start in range(0, len(owners), AT_ONCE):
        some = table.model.filter(**{f"{columns[owner]}__in": owners[start : start + AT_ONCE]})
        for raw in await some.values(*columns.values()):
            found.add(joined_identity(table, {name: raw[path] for name, path in columns.items()}))
    return found
