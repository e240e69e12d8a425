"""Migrating: from nothing, again, twice at once, and killed in the middle."""

import asyncio
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from eldercare.connection import place_of
from eldercare.db import SchemaState, connected, migrate, schema_state
from eldercare.errors import Refused
from eldercare.migrations.upgrade import on_connection
from eldercare.people.models import Skill
from tests import postgres

MIGRATE = "import asyncio, sys; from eldercare.db import migrate; asyncio.run(migrate(sys.argv[1]))"


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite://{tmp_path}/new/folder/eldercare.sqlite3"
        return
    with postgres.database(request.getfixturevalue("postgres_server")) as url:
        yield url


async def test_from_nothing_to_current(empty_url: str) -> None:
    assert await schema_state(empty_url) is SchemaState.EMPTY

    await migrate(empty_url)

    assert await schema_state(empty_url) is SchemaState.CURRENT
    async with connected(empty_url):
        assert await Skill.all().count() == 0


def test_looking_makes_no_file(tmp_path: Path) -> None:
    postgres.wait(schema_state(f"sqlite://{tmp_path}/eldercare.sqlite3"))

    assert list(tmp_path.iterdir()) == []


async def test_migrating_again_changes_nothing(database: str) -> None:
    await Skill.create(key="bathing", name="助浴", name_en="Bathing")

    await migrate(database)

    assert await Skill.all().count() == 1


async def test_two_processes_that_migrate_at_once_do_not_disturb_each_other(empty_url: str) -> None:
    command = sys.executable, "-c", MIGRATE, empty_url
    both = [await asyncio.create_subprocess_exec(*command) for _ in range(2)]

    assert [await process.wait() for process in both] == [0, 0]
    assert await schema_state(empty_url) is SchemaState.CURRENT


async def test_a_migration_that_fails_leaves_no_table(tmp_path: Path) -> None:
    """The last table of the migration is there already, so that the migration stops in its middle."""
    file = tmp_path / "eldercare.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE visit_staff (id INTEGER)")

    with pytest.raises(Refused, match=r"database_unchanged.*reason=table visit_staff already exists"):
        await migrate(f"sqlite://{file}")

    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("visit_staff",)]


async def test_a_schema_of_another_version_is_told(database_url: str) -> None:
    place = place_of(database_url)
    await on_connection(place, _pretend_to_be_newer)

    assert await schema_state(database_url) is SchemaState.UNKNOWN


async def test_a_server_that_is_away_is_refused() -> None:
    with pytest.raises(Refused, match="database_unreachable"):
        await migrate("postgres://nobody@127.0.0.1:9/nothing")


@pytest.mark.parametrize("name", ["letter.txt", "folder"])
async def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "letter.txt").write_text("Dear coordinator, " * 100)
    (tmp_path / "folder").mkdir()

    for ask in (migrate, schema_state):
        with pytest.raises(Refused, match="database_unreachable"):
            await ask(f"sqlite://{tmp_path}/{name}")

    assert (tmp_path / "letter.txt").read_text() == "Dear coordinator, " * 100


async def test_a_database_that_the_server_does_not_have_is_refused(postgres_server: str) -> None:
    with pytest.raises(Refused, match="database_unreachable"):
        await migrate(postgres.named(postgres_server, "there_is_none"))


def _pretend_to_be_newer(connection: sa.Connection) -> None:
    connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
