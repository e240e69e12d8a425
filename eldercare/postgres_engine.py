"""PostgreSQL as `eldercare.engine` promises it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.asyncpg.client import TransactionWrapper as StockPostgresWork
from tortoise.backends.base.client import (
    NestedTransactionContext,
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
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
    except asyncpg.DiskFullError as error:
        raise Refused("database_full") from error
    except asyncpg.LockNotAvailableError as error:
        raise Refused("database_busy") from error
    except asyncpg.ReadOnlySQLTransactionError as error:
        raise Refused("database_read_only") from error
    except UNREACHABLE as error:
        raise Refused("database_unreachable") from error
