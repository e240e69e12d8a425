"""What every test may ask for: a migrated database of its own, on SQLite or on both engines."""

import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from xdist.remote import Producer

from eldercare import clock, db
from tests import postgres
from tests.workers import ByFolder

# The same examples on every machine, however busy; HYPOTHESIS_PROFILE=explore looks further.
hypothesis_settings.register_profile("house", deadline=None, derandomize=True)
hypothesis_settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0", None, ""}  # noqa: S104  # names of this machine


def _no_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Tests speak to this machine only."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if host not in LOOPBACK:
        raise OSError(f"a test tried to reach {host}")


sys.addaudithook(_no_network)

# Databases of tests, and of the processes that they start, lie where nothing waits for a disk, unless told otherwise.
if "TMPDIR" not in os.environ and (memory := postgres.in_memory()):
    tempfile.tempdir = os.environ["TMPDIR"] = str(memory)

A_WEDNESDAY = datetime(2026, 11, 25, 3, tzinfo=UTC)
"""Of the week that the shared cast is planned for, eleven in the morning where it lives."""


_LATE = datetime.now(UTC) - A_WEDNESDAY
# Tests of this process begin at the same moment on every day of the year, and time goes on in them.
pytest.MonkeyPatch().setattr(clock, "real", lambda: datetime.now(UTC) - _LATE)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFolder | None:
    """`--dist loadgroup`: see tests/workers.py."""
    return ByFolder(config, log) if config.getoption("dist") == "loadgroup" else None


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    file = tmp_path_factory.mktemp("template") / "template.sqlite3"
    postgres.wait(db.migrate(f"sqlite://{file}"))
    return file


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a migrated PostgreSQL database, to be copied."""
    with postgres.database(postgres_server) as url:
        postgres.wait(db.migrate(url))
        yield postgres.name_of(url)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database."""
    file = tmp_path / "eldercare.sqlite3"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite://{file}"


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """A migrated, empty PostgreSQL database."""
    with postgres.database(postgres_server, postgres_template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database, on one engine after the other."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """Models speak to a database of the test's own, on one engine after the other; the URL is for other processes."""
    async with db.connected(database_url):
        yield database_url


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[str]:
    """Models speak to an SQLite database of the test's own: for tests where the engine makes no difference."""
    async with db.connected(sqlite_url):
        yield sqlite_url
