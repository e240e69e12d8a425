"""What a database URL means to its two readers: Tortoise for rows, SQLAlchemy for the migrations of Alembic."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.exceptions import ConfigurationError

from eldercare.errors import Refused

APP = "eldercare"
PACKAGES = (
    "hierarchy",
    "people",
    "care",
    "meals",
    "daycare",
    "shifts",
    "visits",
    "planning",
    "planning.week",
    "rulebook",
    "notify",
    "auth",
    "audit",
)
MODELS = [f"eldercare.{package}.models" for package in PACKAGES]

CONNECT_SECONDS = 3
BUSY_MILLISECONDS = 10_000
LOCK_SHARE = 0.8
"""Of the patience with one statement: waiting for somebody else's row ends before it, and is told as that."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database is."""

    file: Path | None
    """The file of an SQLite database; None for PostgreSQL."""
    credentials: dict[str, Any]

    @property
    def name(self) -> str:
        """What may be shown: never the password."""
        host, database = self.credentials.get("host"), self.credentials.get("database")
        return str(self.file) if self.file else f"{host or 'localhost'}/{database}"

    def make_room(self) -> None:
        """Make the folder of an SQLite file."""
        try:
            if self.file:
                self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused("database_unreachable", place=self.name) from error


def place_of(url: str) -> Place:
    """The place that `url` names; Refused("database_url") when it is neither SQLite nor PostgreSQL."""
    try:
        found = expand_db_url(url)
    except (ConfigurationError, ValueError) as error:
        raise Refused("database_url", scheme=url.partition(":")[0]) from error
    credentials = found["credentials"]
    if found["engine"] == "tortoise.backends.sqlite":
        return Place(Path(credentials["file_path"]), credentials)
    if found["engine"] == "tortoise.backends.asyncpg" and credentials["database"]:
        return Place(None, credentials)
    raise Refused("database_url", scheme=url.partition(":")[0])


def tortoise_configuration(place: Place, patience: float) -> dict[str, Any]:
    """The configuration of Tortoise; what the URL's query says goes before what we would say."""
    patience = float(place.credentials.get("command_timeout", patience))
    ours: dict[str, Any] = (
        {
            "foreign_keys": "ON",
            "synchronous": "FULL",
            "busy_timeout": BUSY_MILLISECONDS,
            "case_sensitive_like": "ON",  # as on PostgreSQL: `f-dong/` is not above what lies at `F-DONG/`
        }
        if place.file
        else {
            "timeout": CONNECT_SECONDS,
            "command_timeout": patience,
            "server_settings": {"lock_timeout": str(int(patience * LOCK_SHARE * 1000))},
        }
    )
    return {
        "connections": {"default": {"engine": "eldercare.engine", "credentials": ours | place.credentials}},
        "apps": {APP: {"models": MODELS, "default_connection": "default"}},
    }


def sqlalchemy_url(place: Place) -> URL:
    """The same place for SQLAlchemy, through the same asynchronous drivers."""
    if place.file:
        return URL.create("sqlite+aiosqlite", database=str(place.file))
    said = place.credentials
    socket = str(said["host"] or "").startswith("/")
    return URL.create(
        "postgresql+asyncpg",
        username=said["user"],
        password=said["password"],
        host=None if socket else said["host"],
        port=None if socket else said["port"],
        database=said["database"],
        query={"host": said["host"]} if socket else {},
    )
