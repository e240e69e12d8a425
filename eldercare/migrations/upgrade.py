"""Bring a database to this version's schema, or tell how far it is from it."""

import sqlite3
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from eldercare.connection import CONNECT_SECONDS, Place, place_of, sqlalchemy_url
from eldercare.errors import Refused
from eldercare.postgres_engine import UNREACHABLE
from eldercare.sqlite_engine import SQLITE_SAYS

SCRIPTS = "eldercare:migrations"

Answer = TypeVar("Answer")


class SchemaState(StrEnum):
    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    UNKNOWN = "unknown"
    """Made by another version of the product than this one."""


async def migrate(url: str) -> None:
    """Bring the schema at `url` to the newest revision, making the database file if there is none."""
    place = place_of(url)
    place.make_room()
    await on_connection(place, _upgrade)


async def schema_state(url: str) -> SchemaState:
    """How the schema at `url` compares to this version's; it only looks, and makes no file."""
    place = place_of(url)
    if place.file and not place.file.exists():
        return SchemaState.EMPTY
    return await on_connection(place, _compare)


async def on_connection(place: Place, work: Callable[[Connection], Answer]) -> Answer:
    """The answer of `work`, given a connection on which schema changes are all or nothing.

    Refused("database_unreachable") and its like when the database does not answer, Refused("database_unchanged") with
    its own words when it does and will not have it.
    """
    _try_file(place)
    engine = _engine(place)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(work)
    except OSError as error:
        raise Refused("database_unreachable", place=place.name) from error
    except DBAPIError as error:
        raise _said(place, error) from error
    finally:
        await engine.dispose()


def _try_file(place: Place) -> None:
    """The asynchronous driver's thread would speak of its own, on top, of a file that cannot be opened."""
    try:
        if place.file:
            sqlite3.connect(place.file).close()
    except sqlite3.Error as error:
        raise Refused("database_unreachable", place=place.name) from error


def _said(place: Place, error: DBAPIError) -> Refused:
    """What the database said, as far as there is something that a person could do about it."""
    driver = error.orig.__cause__ if error.orig else None
    away = not place.file and (isinstance(error, OperationalError | InterfaceError) or isinstance(driver, UNREACHABLE))
    code = "database_unreachable" if away else SQLITE_SAYS.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF)
    if code is not None:
        return Refused(code, place=place.name)
    return Refused("database_unchanged", place=place.name, reason=str(error.orig).partition("\n")[0])


def _engine(place: Place) -> AsyncEngine:
    if not place.file:
        return create_async_engine(sqlalchemy_url(place), connect_args={"timeout": CONNECT_SECONDS})
    engine = create_async_engine(sqlalchemy_url(place), connect_args={"timeout": 60})
    event.listen(engine.sync_engine, "connect", _begin_by_hand)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _begin_by_hand(connection: Any, _record: object) -> None:
    """The driver's own transactions would commit before each change of a table."""
    connection.isolation_level = None


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _compare(connection: Connection) -> SchemaState:
    found = set(MigrationContext.configure(connection).get_current_heads())
    scripts = ScriptDirectory.from_config(_config())
    if not found:
        return SchemaState.EMPTY
    if found == set(scripts.get_heads()):
        return SchemaState.CURRENT
    known = {revision.revision for revision in scripts.walk_revisions()}
    return SchemaState.BEHIND if found <= known else SchemaState.UNKNOWN


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    return config
