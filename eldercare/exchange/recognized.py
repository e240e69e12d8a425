"""Staff and relatives without a key in a workbook who are on record under one that the import did not make.

By the fields that keys are made of she is that one, and nobody is asked: else she would stand there twice, and the
planner would give shifts to both. Elders have fewer such facts that are sure; `duplicates` asks about them.
"""

from collections import defaultdict

from eldercare.errors import FactValue
from eldercare.exchange.book import Row, Table, Values
from eldercare.exchange.faults import Faults
from eldercare.exchange.kinds import Value
from eldercare.exchange.references import Directory, told
from eldercare.exchange.stored import Stored

NOUNS = {"staff", "relative"}
NAMED = 5
"""So many keys of one person are told."""


def recognize(table: Table, rows: list[Row], stored: Stored, directory: Directory, faults: Faults) -> None:
    """Such rows take the key of the one on record; where that is not one row, the workbook has to say which."""
    if table.noun not in NOUNS:
        return
    on_record = defaultdict[tuple[Value, ...], list[str]](list)
    for key, old in stored.rows[table.noun].items():
        on_record[_identity(table, old.values)].append(key)
    written = {row.key: row for row in rows if not row.made}
    twins = {_identity(table, row.values): row for row in written.values()}
    for row in [row for row in rows if row.made and not row.nameless]:
        keys = on_record.get(_identity(table, row.values), [])
        twin = twins.get(_identity(table, row.values)) or (written.get(keys[0]) if len(keys) == 1 else None)
        if twin:
            _refuse("doubled_key", row, {**told(row, directory), "first_row": twin.number}, faults)
        elif len(keys) > 1:
            facts: dict[str, FactValue] = {"name": str(row.values["name"]), "count": len(keys)}
            _refuse("several_on_record", row, {**facts, "keys": " / ".join(keys[:NAMED])}, faults)
        elif keys and keys[0] != row.key:
            row.merge_into(keys[0])


def _identity(table: Table, values: Values) -> tuple[Value, ...]:
    return tuple(values.get(name) for name in table.identity)


def _refuse(code: str, row: Row, facts: dict[str, FactValue], faults: Faults) -> None:
    faults.add(code, row.table.column("key").header, row.sheet, row.number, facts)
