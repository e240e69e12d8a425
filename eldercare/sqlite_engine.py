"""SQLite as `eldercare.engine` promises it, reading over one connection and writing over another.

So pages are read while a transaction writes, or waits for another process: each statement of a page sees what is
committed. Within a transaction everything goes over the writing connection. Transactions begin IMMEDIATE: a deferred
one that reads before it writes fails with "database is locked" as soon as a second process writes. They take turns, and
wait no longer for each other than for another process.
"""

import asyncio
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from sqlite3 import Error as SqliteError
from typing import Any

import aiosqlite
from tortoise.backends.base.client import NestedTransactionContext, TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext
from tortoise.backends.sqlite.client import SqliteTransactionWrapper as StockSqliteWork
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

from eldercare.errors import Refused

AT_ONCE: ContextVar[bool] = ContextVar("at_once", default=False)
"""Whether a transaction that cannot begin at once is refused. PostgreSQL waits for rows, not for transactions."""

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


sqlite3.register_converter("DATE", lambda read: date.fromisoformat(read.decode()))
"""Of columns declared so; Tortoise would parse each day of each row by a regular expression."""


class _SqliteConnection(_Able, SqliteClient):
    async def create_connection(self, with_db: bool) -> None:
        """One that is not as it should be, since it was given up half way, is not kept."""
        try:
            await self._connect()
        except BaseException as error:
            await self.close()
            if isinstance(error, SqliteError):
                raise Refused("database_unreachable") from error
            raise

    async def _connect(self) -> None:
        """As the stock client does, whose connections cannot be told to convert what a column is declared as."""
        if self._connection is None:
            self._connection = await aiosqlite.connect(
                self.filename, isolation_level=None, detect_types=sqlite3.PARSE_DECLTYPES
            )
            self._connection.row_factory = sqlite3.Row
            for pragma, value in self.pragmas.items():
                await self._connection.execute_fetchall(f"PRAGMA {pragma}={value}")
            await self._post_connect()


class SqliteEngine(_SqliteConnection):
    """What reads outside a transaction; whatever else is asked is a transaction over the other connection."""

    def __init__(self, file_path: str, **options: Any) -> None:
        super().__init__(file_path, **options)
        self._writing = _SqliteConnection(file_path, **options)

    async def close(self) -> None:
        await super().close()
        await self._writing.close()

    async def execute_insert(self, query: str, values: list[Any]) -> Any:
        async with self._in_transaction() as work:
            return await work.execute_insert(query, values)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        async with self._in_transaction() as work:
            await work.execute_many(query, values)

    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, Sequence[Any]]:
        if _reads(query):
            return await super().execute_query(query, values)
        async with self._in_transaction() as work:
            return await work.execute_query(query, values)

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        if _reads(query):
            return await super().execute_query_dict(query, values)
        async with self._in_transaction() as work:
            return await work.execute_query_dict(query, values)

    def _in_transaction(self) -> TransactionContext:
        seconds = 0 if AT_ONCE.get() else int(self.pragmas["busy_timeout"]) / 1000
        return _SqliteTransaction(_SqliteWork(self._writing), self._writing._lock, seconds)


def _reads(query: str) -> bool:
    return query.startswith("SELECT ")


class _SqliteWork(_Able, StockSqliteWork):
    async def begin(self, seconds: float = 0) -> None:
        """Wait so long for the transaction of another process."""
        with _able():
            await self._connection.execute_fetchall(f"PRAGMA busy_timeout={int(seconds * 1000)}")
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
    def __init__(self, work: _SqliteWork, turn: asyncio.Lock, seconds: float) -> None:
        super().__init__(work, turn)
        self._seconds = seconds

    async def __aenter__(self) -> TransactionalDBClient:
        until = time.monotonic() + self._seconds
        await self._wait_for_turn()
        try:
            await self.ensure_connection()
            await self.connection.begin(max(until - time.monotonic(), 0))
        except BaseException:
            await self._give_back()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]  # untyped in Tortoise

    async def _wait_for_turn(self) -> None:
        """Behind the transactions of this process, no longer than for one of another process."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._trxlock.acquire()
        except TimeoutError as error:
            raise Refused("database_busy") from error

    async def _give_back(self) -> None:
        """A cancelled BEGIN may still be carried out by the driver's thread; what is asked after it waits for it."""
        try:
            if self.connection._connection:
                await self.connection._connection.rollback()
        finally:
            self._trxlock.release()


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
