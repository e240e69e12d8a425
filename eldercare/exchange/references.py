"""Keys: every row gets one, and what a row refers to is found by key, or by name where the name is nobody else's."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from eldercare.errors import FactValue
from eldercare.exchange.book import Column, Row, Table, Values, joined_identity
from eldercare.exchange.faults import Faults
from eldercare.exchange.kinds import Ref, Value
from eldercare.exchange.readings import Bad, narrow
from eldercare.exchange.stored import Stored

MADE = 12
"""Hexadecimal digits of a key made by the import."""


@dataclass(slots=True)
class Directory:
    """What can be referred to: keys and names by noun, and keys that stand for another since rows were merged."""

    keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    called: dict[tuple[str, str], Values] = field(default_factory=dict)
    """The row by whose name a key is told."""
    instead: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Stored) -> "Directory":
        directory = cls()
        for noun, rows in stored.rows.items():
            for key, row in rows.items():
                directory.enter(noun, key, row.values)
        return directory

    def enter(self, noun: str, key: str, values: Values) -> None:
        self.keys[noun].add(key)
        if values.get("name"):
            self.names[noun][str(values["name"])].add(key)
            self.called[noun, key] = values

    def find(self, noun: str, text: str) -> str:
        """The key that `text` means; Bad when it means nothing or more than one."""
        if (noun, text) in self.instead:
            return self.instead[noun, text]
        if text in self.keys[noun]:
            return text
        named = self.names[noun].get(text, set())
        if not named and narrow(text) in self.keys[noun]:
            return narrow(text)
        if len(named) > 1:
            raise Bad("reference_ambiguous", found=text, count=len(named))
        if not named:
            raise Bad("unknown_reference", found=text)
        return next(iter(named))


def refer(rows: Iterable[Row], directory: Directory, faults: Faults, *, own: bool) -> None:
    """Replace what rows refer to by keys: within their own table (`own`), or in others."""
    for row in rows:
        for column in row.table.columns:
            text = row.values.get(column.field)
            if not isinstance(column.kind, Ref) or (column.kind.noun == row.table.noun) != own or not text:
                continue
            try:
                row.values[column.field] = directory.find(column.kind.noun, str(text))
            except Bad as bad:
                if column.header:
                    faults.add(bad.code, column.header, row.sheet, row.number, bad.facts)
                row.bad.add(column.field)


def give_keys(table: Table, rows: list[Row], directory: Directory, faults: Faults) -> list[Row]:
    """Every row with its key; of rows that repeat a plan only the first is kept, other repetitions are faults."""
    kept: dict[str, Row] = {}
    for row in rows:
        row.key = _key(table, row)
        first = kept.setdefault(row.key, row)
        if first is row:
            continue
        if not _repeats(table, first, row, faults):
            header = table.column("key" if table.keyed else table.identity[-1]).header
            facts = {**told(row, directory), "first_row": first.number}
            faults.add("doubled_key", header, row.sheet, row.number, facts)
    return list(kept.values())


def _key(table: Table, row: Row) -> str:
    given = row.values.get("key") if table.keyed else None
    if given:
        return str(given)
    row.made = True
    if row.nameless:
        return f"?{row.number}"
    made = made_key(table, row.values)
    if table.keyed:
        row.values["key"] = made
    return made


def made_key(table: Table, values: Values) -> str:
    """The key of a row that was given none: the same whenever and wherever such a row comes in."""
    identity = joined_identity(table, values)
    return f"{table.prefix}-{hashlib.sha256(identity.encode()).hexdigest()[:MADE]}" if table.keyed else identity


def _repeats(table: Table, first: Row, row: Row, faults: Faults) -> bool:
    """Whether the row may repeat the first: only the plan of a task, and in the same words."""
    if table.noun != "care_plan":
        return False
    for name in first.values.keys() & row.values.keys():
        if first.values[name] != row.values[name] and name not in first.bad | row.bad:
            header = table.column(name).header
            faults.add("plan_rows_differ", header, row.sheet, row.number, {"first_row": first.number})
    return True


def told(row: Row, directory: Directory) -> dict[str, FactValue]:
    """The row by a key that somebody wrote, else by all that it is known by, as people call it."""
    if not row.made:
        return {"key": row.key}
    columns = [row.table.column(name) for name in row.table.identity]
    known = [(column, row.values.get(column.field)) for column in columns]
    names = [_name(column, value, directory, "name") for column, value in known]
    english = [_name(column, value, directory, "name_en") for column, value in known]
    return {"key": _listed(names), "key_en": _listed(english)}


def _name(column: Column, value: Value, directory: Directory, which: str) -> str:
    """What a reference leads to by its name, or that in English where it has one; anything else as it is written."""
    values = directory.called.get((column.kind.noun, str(value)), {}) if isinstance(column.kind, Ref) else {}
    return str(values.get(which) or values.get("name") or column.text(value))


def _listed(names: list[str]) -> str:
    return " / ".join(name for name in names if name)[:80]
