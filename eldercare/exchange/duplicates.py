"""Elders of a workbook who may be somebody already there under another key.

Same name with the same phone or birth date is one person until somebody decides otherwise: such a row is refused.
The same phone alone (couples share one) or the same name at the same door is only told. A decision is
`merge[key of the row]`: the key of the other, to update that row instead, or the row's own key, to keep the two apart.
Only who looks like her can be the other: a key that somebody mistypes would write over a stranger.
Whoever wrote the row took her for somebody new: what it leaves empty she did not mean to empty on record.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from eldercare.errors import FactValue, Refused
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults
from eldercare.exchange.references import Directory
from eldercare.exchange.stored import Stored

NOUN = "elder"
UNDECIDED = "duplicate_undecided"


class Reason(StrEnum):
    NAME_AND_PHONE = "name_and_phone"
    NAME_AND_BIRTH = "name_and_birth"
    NAME_AND_HOME = "name_and_home"
    PHONE = "phone"

    @property
    def sure(self) -> bool:
        """Whether it is taken for one person until somebody decides otherwise."""
        return self in (Reason.NAME_AND_PHONE, Reason.NAME_AND_BIRTH)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The row `key` of the workbook looks like `existing`, of the database or of an earlier row."""

    sheet: str
    row: int
    key: str
    name: str
    existing: str
    existing_name: str
    reason: Reason
    mergeable: bool
    """`existing` is stored: a row of the same workbook can only be kept apart, or taken out of it."""
    decided: bool = False


@dataclass(slots=True)
class _Known:
    """Everybody so far, by what two people rarely share."""

    by_mark: dict[tuple[object, ...], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def enter(self, key: str, values: Values) -> None:
        for _, mark in _marks(values):
            self.by_mark[mark].append((key, str(values.get("name"))))

    def like(self, values: Values) -> Iterator[tuple[Reason, str, str]]:
        seen: set[str] = set()
        for reason, mark in _marks(values):
            for key, name in self.by_mark.get(mark, ()):
                if key not in seen:
                    seen.add(key)
                    yield reason, key, name


def settle(
    rows: list[Row], stored: Stored, merge: Mapping[str, str], directory: Directory, faults: Faults
) -> list[Duplicate]:
    """The look-alikes among the elders; rows to be merged take the other's key, and so does who refers to them.

    Refused where `merge` is about a row that nobody new has.
    """
    known = _Known()
    found: list[Duplicate] = []
    standing = {row.key: row for row in rows}
    asked = {new for new, into in merge.items() if new != into}
    for key, old in stored.rows[NOUN].items():
        known.enter(key, old.values)
    for row in rows:
        if stored.get(NOUN, row.key) is None and not row.key.startswith("?"):
            asked.discard(row.key)
            alike = list(_look_alikes(row, known, stored, merge, faults))
            if _may_merge(row, merge, alike, stored, faults):
                _merge(row, merge[row.key], stored, directory, standing, faults)
            found.extend(alike)
        known.enter(row.key, row.values)
    if asked:
        raise Refused("merge_no_row", key=min(asked))
    return found


def _look_alikes(
    row: Row, known: _Known, stored: Stored, merge: Mapping[str, str], faults: Faults
) -> Iterator[Duplicate]:
    decided = row.key in merge
    name = str(row.values.get("name"))
    for reason, key, other in known.like(row.values):
        if reason.sure and not decided:
            facts = {"existing": key, "name": other, "key": row.key, "reason": reason.value}
            faults.add(UNDECIDED, row.table.column("name").header, row.sheet, row.number, {**facts})
        yield Duplicate(
            row.sheet, row.number, row.key, name, key, other, reason, stored.get(NOUN, key) is not None, decided
        )


def _may_merge(row: Row, merge: Mapping[str, str], alike: list[Duplicate], stored: Stored, faults: Faults) -> bool:
    """Whether somebody decided that she is one of those on record who look like her; any other is a fault."""
    into = merge.get(row.key, row.key)
    offered = {one.existing: f"{one.existing_name} ({one.existing})" for one in alike if one.mergeable}
    if into == row.key or into in offered:
        return into != row.key
    old = stored.get(NOUN, into)
    who = f"{old.values['name']} ({into})" if old else into
    facts: dict[str, FactValue] = {
        "key": row.key,
        "existing": into,
        "who": who,
        "offered": " / ".join(offered.values()),
    }
    code = "merge_not_offered" if offered else "merge_unknown"
    faults.add(code, row.table.column("key").header, row.sheet, row.number, facts)
    return False


def _merge(row: Row, into: str, stored: Stored, directory: Directory, standing: dict[str, Row], faults: Faults) -> None:
    first = standing.setdefault(into, row)
    if first is not row:
        name = str(stored.rows[NOUN][into].values["name"])
        facts: dict[str, FactValue] = {"name": name, "existing": into, "first_row": first.number}
        faults.add("merged_twice", row.table.column("key").header, row.sheet, row.number, facts)
    directory.instead[NOUN, row.key] = into
    row.merge_into(into)


def _marks(values: Values) -> Iterator[tuple[Reason, tuple[object, ...]]]:
    name, phone = values.get("name"), values.get("phone")
    if name and phone:
        yield Reason.NAME_AND_PHONE, ("name_phone", name, phone)
    if name and values.get("birth_date"):
        yield Reason.NAME_AND_BIRTH, ("name_birth", name, values["birth_date"])
    if name and (values.get("building") or values.get("room")):
        home = (values.get("estate"), values.get("building"), values.get("unit"), values.get("room"))
        yield Reason.NAME_AND_HOME, ("home", name, *home)
    if phone:
        yield Reason.PHONE, ("phone", phone)
