"""The database in use: how to be connected to it and how to write to it.

async with connected("sqlite://var/eldercare.sqlite3"):
    async with write():
        ...
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

import asyncpg
from tortoise.backends.base.client import TransactionalDBClient
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.context import TortoiseContext, get_current_context
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from eldercare.connection import place_of, tortoise_configuration
from eldercare.errors import Refused
from eldercare.migrations.upgrade import SchemaState, migrate, schema_state
from eldercare.sqlite_engine import AT_ONCE

__all__ = ["SchemaState", "at_once", "connected", "in_turn", "migrate", "retried", "schema_state", "write"]

ATTEMPTS = 5
FIRST_PAUSE = 0.05

Answer = TypeVar("Answer")


@asynccontextmanager
async def connected(url: str, *, patience: float = 3.0) -> AsyncIterator[None]:
    """Models speak to the database at `url` within the block, in every task of the process.

    `patience` is how many seconds one statement may take on PostgreSQL: a page gives up early, long work asks for more.
    One engine at a time: a block inside a block must be of the same engine.
    """
    place = place_of(url)
    place.make_room()
    outermost = get_current_context() is None
    async with TortoiseContext() as context:
        EXECUTOR_CACHE.clear()  # keyed by connection name only, so it would serve the other engine's statements
        await context.init(tortoise_configuration(place, patience), _enable_global_fallback=outermost)
        try:
            await context.db().execute_query("SELECT 1")
        except Refused as error:
            raise Refused("database_unreachable", place=place.name) from error
        yield


@asynccontextmanager
async def write() -> AsyncIterator[TransactionalDBClient]:
    """One transaction that writes: all of the block or nothing of it.

    A task started inside the block would take part in the transaction; start it outside.
    """
    async with in_transaction() as transaction:
        yield transaction


@contextmanager
def at_once() -> Iterator[None]:
    """What would have to wait for another transaction on SQLite is Refused("database_busy") instead."""
    before = AT_ONCE.set(True)
    try:
        yield
    finally:
        AT_ONCE.reset(before)


async def in_turn(rows: QuerySet[Any]) -> None:
    """Whoever does the same for one of these rows waits until this transaction is over; call it inside `write()`.

    SQLite lets one transaction write at a time anyway; PostgreSQL would let both look before either writes.
    """
    table: str = rows.model._meta.db_table
    await rows.only("id").order_by("id").select_for_update(no_key=True, of=(table,))


async def retried(work: Callable[[], Awaitable[Answer]]) -> Answer:
    """The answer of `work`, asked for again a few times when the database is locked or found a deadlock."""
    for attempt in range(ATTEMPTS - 1):
        try:
            return await work()
        except Refused as refused:
            if refused.code != "database_busy":
                raise
        except asyncpg.TransactionRollbackError:
            pass
        await asyncio.sleep(FIRST_PAUSE * 2**attempt * random.uniform(0.5, 1.5))
    return await work()
