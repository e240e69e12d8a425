"""What the tables hold already, in the terms of the workbook: references as keys, small tables as values of a cell."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tortoise.models import Model

from eldercare import clock
from eldercare.care.models import ServiceType
from eldercare.exchange.book import Column, PartOf, Table, Values, joined_identity
from eldercare.exchange.kinds import Ref
from eldercare.exchange.parts import Part
from eldercare.exchange.sheets import BY_NOUN
from eldercare.hierarchy.models import Zone
from eldercare.people.models import Skill
from eldercare.rulebook.models import RuleValue
from eldercare.rulebook.rules import running_on
from eldercare.shifts.models import ShiftType

CATALOGUES: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "skill": (Skill, ("name_en", "needs_certificate")),
    "service": (ServiceType, ("name_en", "shortest_minutes", "longest_minutes", "at_home")),
    "shift_type": (ShiftType, ()),
    "every_zone": (Zone, ("facility__key", "kind")),
}
"""What a workbook may refer to but not change."""
RULE = "rule_value"
LOOKED_UP = {"attendance": {"every_zone"}, "care_plan": {"care_task", "service"}, "elder": {RULE}}
"""What a noun is compared with besides what its columns refer to."""
READABLE = {"region", "facility"}
"""Everybody may refer to every one of these."""


@dataclass(slots=True)
class StoredRow:
    """A row of a table; `path` only of regions and facilities."""

    id: int
    key: str
    values: Values
    version: int = 0
    path: str = ""


@dataclass(slots=True)
class Stored:
    """The rows by noun and key, of the tables that a workbook touches."""

    rows: dict[str, dict[str, StoredRow]] = field(default_factory=lambda: defaultdict(dict))

    def get(self, noun: str, key: str) -> StoredRow | None:
        return self.rows[noun].get(key)

    def values(self) -> dict[str, dict[str, Values]]:
        """By noun and key, as they are before anything changes."""
        return {noun: {key: row.values for key, row in rows.items()} for noun, rows in self.rows.items()}


async def stored(nouns: Iterable[str], scope: str) -> Stored:
    """The rows of these nouns under the facility path `scope`, all with an empty one, and of what they refer to."""
    found = Stored()
    for noun in sorted(_with_references(nouns)):
        if noun in CATALOGUES:
            found.rows[noun] = await _catalogue(*CATALOGUES[noun])
        elif noun == RULE:
            found.rows[noun] = await _rules()
        else:
            found.rows[noun] = await rows_of(BY_NOUN[noun], "" if noun in READABLE else scope)
    return found


async def rows_of(table: Table, scope: str) -> dict[str, StoredRow]:
    """The rows of a table under the facility path `scope`, by key, oldest first."""
    query = table.model.filter(**{f"{table.scope}__startswith": scope}) if scope and table.scope else table.model.all()
    columns = [column for column in table.columns if column.part is None]
    extra = [name for name in ("version", "path") if name in table.model._meta.fields_map]
    found: dict[str, StoredRow] = {}
    for raw in await query.order_by("id").values("id", *extra, *(column.path for column in columns)):
        values = {column.field: _value(raw[column.path]) for column in columns}
        key = str(values["key"]) if table.keyed else joined_identity(table, values)
        found[key] = StoredRow(raw["id"], key, values, raw.get("version", 0), raw.get("path", ""))
    for column in table.columns:
        if column.part is not None:
            await _add_parts(column, column.part, found)
    return found


async def keys_taken(table: Table, keys: list[str]) -> set[str]:
    """Those of the keys that a row has, within anybody's reach or not."""
    taken: set[str] = set()
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        taken.update(str(key) for key in await table.model.filter(key__in=some).values_list("key", flat=True))
    return taken


def _with_references(nouns: Iterable[str]) -> set[str]:
    wanted = set(nouns)
    for noun in list(wanted):
        wanted |= {column.kind.noun for column in BY_NOUN[noun].columns if isinstance(column.kind, Ref)}
        wanted |= LOOKED_UP.get(noun, set()) | {noun_of(step) for step in BY_NOUN[noun].scope.split("__")[:-1]}
    return wanted


def noun_of(field: str) -> str:
    """What a step on the way to a facility leads to."""
    return "care_plan" if field == "plan" else field


async def _catalogue(model: type[Model], facts: tuple[str, ...]) -> dict[str, StoredRow]:
    rows = await model.all().order_by("id").values("id", "key", "name", *facts)
    return {row["key"]: StoredRow(row["id"], row["key"], dict(row)) for row in rows}


async def _rules() -> dict[str, StoredRow]:
    """The thresholds of today, everybody's and each place's."""
    rows = await RuleValue.filter(running_on(clock.today())).values("id", "key", "value", "facility__key")
    return {str(row["id"]): StoredRow(row["id"], row["key"], dict(row)) for row in rows}


async def _add_parts(column: Column, part: PartOf, found: dict[str, StoredRow]) -> None:
    cells: dict[int, list[Part]] = defaultdict(list)
    owner = f"{part.owner}_id"
    for raw in await part.model.all().values(owner, *part.fields):
        cells[raw[owner]].append(tuple(raw[name] for name in part.fields))
    for row in found.values():
        row.values[column.field] = tuple(sorted(cells.get(row.id, ())))


def _value(raw: Any) -> Any:
    """Text as the workbook reads it back: an enumeration as its code."""
    return str(raw) if isinstance(raw, str) else raw
