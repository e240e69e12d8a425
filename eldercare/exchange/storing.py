"""Writing the changes of an import: new rows, changed rows, the cells that are small tables, and paths of the trees."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tortoise.expressions import F

from eldercare.errors import Stale
from eldercare.exchange import tree
from eldercare.exchange.book import Column, PartOf, Table, Values
from eldercare.exchange.changes import Change, Changes
from eldercare.exchange.kinds import Ref, Value
from eldercare.exchange.parts import Part
from eldercare.exchange.sheets import BY_NOUN, TABLES

BATCH = 500
Ids = dict[str, dict[str, int]]
OnProgress = Callable[[str, int, int], None]


async def store(changes: Changes, on_progress: OnProgress) -> Ids:
    """Write everything, what is referred to first; the ids of all rows by noun and key. Call it inside `write()`."""
    ids: Ids = defaultdict(dict)
    for noun, rows in changes.stored.rows.items():
        ids[noun] = {key: old.id for key, old in rows.items()}
    done, of = 0, sum(len(found) for found in changes.by_noun.values())
    for table in TABLES:
        found = changes.by_noun[table.noun]
        if found:
            await _store_table(table, found, changes, ids)
            done += len(found)
            on_progress("store", done, of)
    return ids


async def _store_table(table: Table, found: list[Change], changes: Changes, ids: Ids) -> None:
    paths = tree.paths(table.noun, changes.known[table.noun]) if table.noun in tree.RANKS else {}
    await _create(table, [change for change in found if change.old is None], paths, ids)
    for change in found:
        if change.old is not None:
            await _update(table, change, ids)
    await _follow(table, found, ids)
    await _move(table, changes, paths)
    for column in table.columns:
        if column.part is not None:
            await _store_parts(column, column.part, table, found, ids)
    if table.bumps:
        await bump(table, [change.values for change in found], changes, ids)


async def _create(table: Table, new: list[Change], paths: dict[str, str], ids: Ids) -> None:
    """Trees level by level, since a row needs the id of the one above."""
    levels: dict[int, list[Change]] = defaultdict(list)
    for change in new:
        levels[paths.get(change.row.key, "").count("/")].append(change)
    for _, level in sorted(levels.items()):
        for some in batches(level):
            await table.model.bulk_create([table.model(**_columns(table, change, paths, ids)) for change in some])
            await table.stored([change.row.key for change in some])
        if table.keyed:
            ids[table.noun].update(await _ids_of(table, [change.row.key for change in level]))


def batches(found: list[Change]) -> Iterator[list[Change]]:
    """So many that whoever else is served by this process need not wait until all of them are made."""
    return (found[start : start + BATCH] for start in range(0, len(found), BATCH))


async def _ids_of(table: Table, keys: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(keys), BATCH):
        some = table.model.filter(key__in=keys[start : start + BATCH])
        found.update({str(key): int(number) for key, number in await some.values_list("key", "id")})
    return found


def _columns(table: Table, change: Change, paths: dict[str, str], ids: Ids) -> dict[str, Any]:
    values = {
        name: value
        for column in table.columns
        if column.part is None and not _to_itself(table, column)
        for name, value in [_stored(column, change.values.get(column.field), ids)]
    } | dict(table.besides(None, change.values))
    if change.row.key in paths:
        values["path"] = paths[change.row.key]
        values["parent_id"] = ids[table.noun].get(str(change.values.get("parent")))
    return values


async def _update(table: Table, change: Change, ids: Ids) -> None:
    """Only if nobody else changed the row since it was read."""
    old = change.old
    assert old is not None  # noqa: S101  # the caller picked those with one
    columns = [table.column(name) for name in change.differing]
    fresh: dict[str, Any] = dict(
        _stored(column, change.differing[column.field], ids)
        for column in columns
        if column.part is None and (not _to_itself(table, column) or table.noun in tree.RANKS)
    )
    fresh |= table.besides(old.values, old.values | change.differing)
    query = table.model.filter(id=old.id)
    if table.versioned:
        fresh["version"] = old.version + 1
        query = query.filter(version=old.version)
    if fresh and not await query.update(**fresh):
        raise Stale("row_changed_meanwhile", key=change.row.key)


async def _follow(table: Table, found: Iterable[Change], ids: Ids) -> None:
    """Which task comes after which, once all of them have ids."""
    columns = [column for column in table.columns if _to_itself(table, column) and table.noun not in tree.RANKS]
    for column in columns:
        for change in found:
            if column.field in (change.differing if change.old else change.values):
                after = change.values.get(column.field)
                if change.old or after is not None:
                    query = table.model.filter(id=ids[table.noun][change.row.key])
                    await query.update(**dict([_stored(column, after, ids)]))


async def _move(table: Table, changes: Changes, paths: dict[str, str]) -> None:
    """New paths for everything below a row that moved."""
    for key, old in changes.stored.rows[table.noun].items():
        if key in paths and paths[key] != old.path:
            await table.model.filter(id=old.id).update(path=paths[key])


async def _store_parts(column: Column, part: PartOf, table: Table, found: list[Change], ids: Ids) -> None:
    rewritten: dict[int, tuple[Part, ...]] = {}
    for change in found:
        value = (change.differing if change.old else change.values).get(column.field)
        if isinstance(value, tuple):
            rewritten[ids[table.noun][change.row.key]] = value
    owners = list(rewritten)
    for start in range(0, len(owners), BATCH):
        await part.model.filter(**{f"{part.owner}_id__in": owners[start : start + BATCH]}).delete()
    rows = [
        part.model(**{f"{part.owner}_id": owner}, **dict(zip(part.fields, piece, strict=True)))
        for owner, pieces in rewritten.items()
        for piece in pieces
    ]
    await part.model.bulk_create(rows, batch_size=BATCH)


async def bump(table: Table, rows: Iterable[Values], changes: Changes, ids: Ids) -> None:
    """The version of the rows that own these: who has one of them open must see it changed."""
    noun = next(c.kind.noun for c in table.columns if c.field == table.bumps and isinstance(c.kind, Ref))
    counted = {change.row.key for change in changes.by_noun[noun]}
    owners = sorted({ids[noun][str(row[table.bumps])] for row in rows if row[table.bumps] not in counted})
    for start in range(0, len(owners), BATCH):
        await BY_NOUN[noun].model.filter(id__in=owners[start : start + BATCH]).update(version=F("version") + 1)


def _to_itself(table: Table, column: Column) -> bool:
    return isinstance(column.kind, Ref) and column.kind.noun == table.noun


def _stored(column: Column, value: Value, ids: Ids) -> tuple[str, Any]:
    if not isinstance(column.kind, Ref):
        return column.field, value
    return f"{column.field}_id", None if value is None else ids[column.kind.noun][str(value)]
