"""The two database engines, mended where the stock ones fail: Tortoise loads this module by name.

On both, a BEGIN that fails gives back what it had taken. A database that does not answer is
`Refused("database_unreachable")`, one that stays locked `Refused("database_busy")`, one that takes no more
`Refused("database_full")` or `Refused("database_read_only")`, wherever it happens.
"""

from collections.abc import Mapping
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

from eldercare.postgres_engine import PostgresEngine
from eldercare.sqlite_engine import SqliteEngine


def get_client_class(parameters: Mapping[str, Any]) -> type[BaseDBAsyncClient]:
    """The engine for these connection parameters; the name is Tortoise's."""
    return SqliteEngine if "file_path" in parameters["credentials"] else PostgresEngine
