"""The two database engines, mended where the stock ones fail: Tortoise loads this module by name.

SQLite transactions begin IMMEDIATE: a deferred one that reads before it writes fails with "database is locked" as soon
as a second process writes. On both engines a BEGIN that fails gives back what it had taken. A database that does not
answer is `Refused("database_unreachable")`, one that stays locked `Refused("database_busy")`, wherever it happens.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from sqlite3 import Error as SqliteError
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.asyncpg.client import TransactionWrapper as StockPostgresWork
from tortoise.backends.base.client import (
    BaseDBAsyncClient,
    NestedTransactionContext,
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext
from tortoise.backends.sqlite.client import SqliteTransactionWrapper as StockSqliteWork
from tortoise.connection import get_connections
from tortoise.exceptions import DBConnectionError

from eldercare.errors import Refused

UNREACHABLE = (
    OSError,
    DBConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)
"""What the driver raises when the server is away, hangs, restarts or turns us off; a timeout is an OSError."""


def get_client_class(parameters: Mapping[str, Any]) -> type[BaseDBAsyncClient]:
    """The engine for these connection parameters; the name is Tortoise's."""
    return SqliteEngine if "file_path" in parameters["credentials"] else PostgresEngine


class SqliteEngine(SqliteClient):
    async def create_connection(self, with_db: bool) -> None:
        try:
            await super().create_connection(with_db)
        except SqliteError as error:
            await self.close()
            raise Refused("database_unreachable") from error

    def _in_transaction(self) -> TransactionContext:
        return _SqliteTransaction(_SqliteWork(self), self._lock)


class _SqliteWork(StockSqliteWork):
    async def begin(self) -> None:
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except SqliteError as error:
            raise Refused("database_busy") from error

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(_SqliteWork(self))


class _SqliteTransaction(SqliteTransactionContext):
    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            # A cancelled BEGIN may still have been carried out by the driver's thread.
            await self._roll_back()
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]  # untyped in Tortoise

    async def _roll_back(self) -> None:
        if self.connection._connection:
            await self.connection._connection.rollback()


class _Reachable:
    """Every statement of a PostgreSQL client says in the house's terms that the server did not answer."""

    async def _translate_exceptions(self, func: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with _reachable():
            return await super()._translate_exceptions(func, *args, **kwargs)  # type: ignore[misc]  # of the stock client


class PostgresEngine(_Reachable, AsyncpgDBClient):
    async def create_connection(self, with_db: bool) -> None:
        with _reachable():
            await super().create_connection(with_db)

    def _in_transaction(self) -> TransactionContext:
        return _PostgresTransaction(_PostgresWork(self), self._pool_init_lock)


class _PostgresWork(_Reachable, StockPostgresWork):
    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(_PostgresWork(self))


class _PostgresTransaction(TransactionContextPooled):
    async def __aenter__(self) -> TransactionalDBClient:
        with _reachable():
            await self.ensure_connection()
            pool = self.client._parent._pool
            self.client._connection = await pool.acquire()
        try:
            await self.client.begin()
        except BaseException:
            await pool.release(self.client._connection)
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client

    async def __aexit__(self, *raised: Any) -> None:
        with _reachable():
            await super().__aexit__(*raised)


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except UNREACHABLE as error:
        raise Refused("database_unreachable") from error
