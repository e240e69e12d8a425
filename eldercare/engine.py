"""The two database engines, mended where the stock ones fail: Tortoise loads this module by name.

SQLite transactions begin IMMEDIATE: a deferred one that reads before it writes fails with "database is locked" as soon
as a second process writes. On both engines a BEGIN that fails gives back what it had taken. A database that does not
answer is `Refused("database_unreachable")`, one that stays locked `Refused("database_busy")`, one that takes no more
`Refused("database_full")` or `Refused("database_read_only")`, wherever it happens.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from tortoise.exceptions import DBConnectionError, OperationalError

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

SQLITE_SAYS = {
    sqlite3.SQLITE_BUSY: "database_busy",
    sqlite3.SQLITE_LOCKED: "database_busy",
    sqlite3.SQLITE_FULL: "database_full",
    sqlite3.SQLITE_READONLY: "database_read_only",
    sqlite3.SQLITE_IOERR: "database_unreachable",
    sqlite3.SQLITE_CANTOPEN: "database_unreachable",
    sqlite3.SQLITE_CORRUPT: "database_unreachable",
    sqlite3.SQLITE_NOTADB: "database_unreachable",
}


def get_client_class(parameters: Mapping[str, Any]) -> type[BaseDBAsyncClient]:
    """The engine for these connection parameters; the name is Tortoise's."""
    return SqliteEngine if "file_path" in parameters["credentials"] else PostgresEngine


class _Able:
    """Every statement of an SQLite client says in the house's terms what the file did not allow."""

    async def execute_insert(self, query: str, values: list[Any]) -> Any:
        with _able():
            return await super().execute_insert(query, values)  # type: ignore[misc]  # of the stock client

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        with _able():
            await super().execute_many(query, values)  # type: ignore[misc]

    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, Sequence[Any]]:
        with _able():
            return await super().execute_query(query, values)  # type: ignore[misc,no-any-return]

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        with _able():
            return await super().execute_query_dict(query, values)  # type: ignore[misc,no-any-return]


class SqliteEngine(_Able, SqliteClient):
    async def create_connection(self, with_db: bool) -> None:
        try:
            await super().create_connection(with_db)
        except SqliteError as error:
            await self.close()
            raise Refused("database_unreachable") from error

    def _in_transaction(self) -> TransactionContext:
        return _SqliteTransaction(_SqliteWork(self), self._lock)


class _SqliteWork(_Able, StockSqliteWork):
    async def begin(self) -> None:
        with _able():
            await self._connection.execute("BEGIN IMMEDIATE")

    async def commit(self) -> None:
        """What could not be kept is let go of: a transaction left open would take in, and lose, whatever comes next."""
        with _able():
            try:
                await super().commit()
            except SqliteError:
                await self.rollback()
                raise

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
def _able() -> Iterator[None]:
    try:
        yield
    except (SqliteError, OperationalError) as error:
        said = error.args[0] if isinstance(error, OperationalError) else error
        code = SQLITE_SAYS.get(getattr(said, "sqlite_errorcode", 0) & 0xFF)
        if code is None:
            raise
        raise Refused(code) from error


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except asyncpg.DiskFullError as error:
        raise Refused("database_full") from error
    except asyncpg.LockNotAvailableError as error:
        raise Refused("database_busy") from error
    except asyncpg.ReadOnlySQLTransactionError as error:
        raise Refused("database_read_only") from error
    except UNREACHABLE as error:
        raise Refused("database_unreachable") from error
