"""Reading a workbook into the tables: all of it or nothing, as often as one likes.

A row whose key is there already updates it, so that an import can be repeated; rows that are not in the workbook stay.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tortoise.exceptions import IntegrityError

from eldercare import db
from eldercare.audit import trail
from eldercare.auth.models import Account
from eldercare.errors import Fault, Refused
from eldercare.exchange import located
from eldercare.exchange.book import Row
from eldercare.exchange.changes import Changes, changes
from eldercare.exchange.duplicates import Duplicate
from eldercare.exchange.noted import note_import
from eldercare.exchange.reach import in_turn_within, reach_of
from eldercare.exchange.read import AT_ONCE, Reading, read_book
from eldercare.exchange.rewritten import Rewritten, rewritten
from eldercare.exchange.sheets import BOOK
from eldercare.exchange.storing import store

OnProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a sheet are new, differ, or are as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Unlocated:
    """An elder of the workbook without coordinates, or with those of another address."""

    sheet: str
    row: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do."""

    dry_run: bool
    counts: dict[str, Count]
    """By sheet, in the workbook's order."""
    faults: tuple[Fault, ...] = ()
    more_faults: int = 0
    """Beyond those listed."""
    duplicates: tuple[Duplicate, ...] = ()
    unlocated: tuple[Unlocated, ...] = ()
    left_behind: tuple[Unlocated, ...] = ()
    """Who has another address by now and the coordinates of the old one."""
    ignored: tuple[str, ...] = ()
    """What is not of the format: sheets, and columns as `sheet!header`."""
    elsewhere: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """The rows of each sheet that stand where whoever brings them does not answer, and stay as they are."""

    written: datetime | None = None
    """When the workbook was first made, where it says so."""
    rewritten: tuple[Rewritten, ...] = ()

    @property
    def put_back(self) -> tuple[Rewritten, ...]:
        """The rows with something that somebody stored after the workbook was made."""
        return tuple(row for row in self.rewritten if row.is_newer)

    @property
    def merged(self) -> tuple[Rewritten, ...]:
        """The rows that change somebody on record though they came as somebody new."""
        return tuple(row for row in self.rewritten if row.merged)

    @property
    def stored(self) -> bool:
        """Whether anything was written: only without any fault, and not when it was a rehearsal."""
        return not self.dry_run and not self.faults


async def import_book(
    source: Path | bytes,
    *,
    dry_run: bool = False,
    actor: Account | str = trail.TERMINAL,
    merge: Mapping[str, str] | None = None,
    on_progress: OnProgress = lambda phase, done, of: None,
) -> ImportReport:
    """Take a workbook in; with any fault, or as a rehearsal, nothing is stored.

    `merge` decides look-alikes, see `duplicates`. Refused when the file cannot be opened as a workbook at all,
    Stale when somebody changed a row in between.
    """
    async with AT_ONCE:
        return await _brought_in(source, dry_run, actor, merge or {}, on_progress)


async def _brought_in(
    source: Path | bytes, dry_run: bool, actor: Account | str, merge: Mapping[str, str], on_progress: OnProgress
) -> ImportReport:
    reach = reach_of(actor)
    on_progress("read", 0, 1)
    reading = await read_book(source)
    on_progress("read", 1, 1)
    if dry_run:
        found = await changes(reading, reach.path, reach.whole_district, merge)
        return _report(found, reading, await rewritten(found, reading.written, actor), dry_run=True)
    try:
        async with db.write():
            await in_turn_within(reach)
            found = await changes(reading, reach.path, reach.whole_district, merge)
            told = await rewritten(found, reading.written, actor)
            if not reading.faults.count:
                ids = await store(found, on_progress)
                await note_import(actor, found, ids)
    except IntegrityError as error:
        raise Refused("import_conflict") from error
    return _report(found, reading, told, dry_run=False)


def _report(found: Changes, reading: Reading, told: tuple[Rewritten, ...], *, dry_run: bool) -> ImportReport:
    return ImportReport(
        dry_run=dry_run,
        counts=_counts(found, reading),
        faults=reading.faults.in_order(reading.sheets),
        more_faults=reading.faults.more,
        duplicates=tuple(found.duplicates),
        unlocated=tuple(
            _elder(row, found)
            for row in found.rows["elder"]
            if found.known["elder"][row.key].get("latitude") is None and "latitude" not in row.bad
        ),
        left_behind=tuple(
            _elder(change.row, found)
            for change in found.by_noun["elder"]
            if change.old and located.left_behind(change.differing, change.values)
        ),
        ignored=tuple(reading.ignored),
        elsewhere=_elsewhere(found),
        written=reading.written,
        rewritten=told,
    )


def _elder(row: Row, found: Changes) -> Unlocated:
    return Unlocated(row.sheet, row.number, row.key, str(found.known["elder"][row.key].get("name", "")))


def _elsewhere(found: Changes) -> dict[str, tuple[int, ...]]:
    rows = [row for by_key in found.elsewhere.rows.values() for row in by_key.values()]
    numbers = {sheet.name: sorted({row.number for row in rows if row.sheet == sheet.name}) for sheet in BOOK}
    return {name: tuple(those) for name, those in numbers.items() if those}


def _counts(found: Changes, reading: Reading) -> dict[str, Count]:
    """A row of two tables counts as new when either is; one that stays as it is elsewhere counts as nothing."""
    aside = {(name, number) for name, numbers in _elsewhere(found).items() for number in numbers}
    lines = {(row.sheet, row.number): "unchanged" for row in reading.rows if (row.sheet, row.number) not in aside}
    for change in [change for rows in found.by_noun.values() for change in rows]:
        line = change.row.sheet, change.row.number
        lines[line] = "created" if change.old is None or lines[line] == "created" else "updated"
    states: dict[str, list[str]] = {}
    for (sheet, _), state in lines.items():
        states.setdefault(sheet, []).append(state)
    order = [sheet.name for sheet in BOOK if sheet.name in states]
    return {name: Count(*(states[name].count(s) for s in ("created", "updated", "unchanged"))) for name in order}
