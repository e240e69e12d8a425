"""The migrations make the very tables that the models describe, on both engines."""

from argparse import Namespace
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from tortoise.migrations.constraints import CheckConstraint

from eldercare.connection import place_of
from eldercare.migrations.schema import metadata, models
from eldercare.migrations.upgrade import on_connection
from tests.postgres import wait

INI = Path(__file__).parents[3] / "alembic.ini"

Answer = TypeVar("Answer")


def test_models_and_migrations_agree(database_url: str) -> None:
    assert _seen(database_url, _differences) == []


def test_alembic_check_finds_nothing_to_do(database_url: str) -> None:
    command.check(_config(database_url))


def test_every_check_of_the_models_is_in_the_tables(sqlite_url: str) -> None:
    """Alembic does not compare CHECKs; SQLite keeps their text as it was written."""
    wanted = {
        (model._meta.db_table, rule.name): rule.check
        for model in models()
        for rule in model._meta.constraints
        if isinstance(rule, CheckConstraint)
    }

    assert _seen(sqlite_url, _checks) == wanted


def test_every_foreign_key_has_an_index(postgres_url: str) -> None:
    assert _seen(postgres_url, _foreign_keys_without_index) == []


def test_migrations_can_be_printed_for_postgresql() -> None:
    """SQLite rebuilds a table it changes, out of what the file has."""
    printed = StringIO()

    with redirect_stdout(printed):
        command.upgrade(_config("postgres://nobody@nowhere/none", output=printed), "head", sql=True)

    assert printed.getvalue().count("CREATE TABLE") == len(models()) + 1


def test_down_and_up_again(database_url: str) -> None:
    command.downgrade(_config(database_url), "base")
    assert _seen(database_url, lambda connection: sa.inspect(connection).get_table_names()) == ["alembic_version"]

    command.upgrade(_config(database_url), "head")
    assert _seen(database_url, _differences) == []


def _config(url: str, output: StringIO | None = None) -> Config:
    config = Config(INI, cmd_opts=Namespace(x=[f"database={url}"]))
    if output:
        config.output_buffer = output
    return config


def _seen(url: str, look: Callable[[sa.Connection], Answer]) -> Answer:
    return wait(on_connection(place_of(url), look))


def _differences(connection: sa.Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata()))


def _checks(connection: sa.Connection) -> dict[tuple[str, str], str]:
    inspector = sa.inspect(connection)
    return {
        (table, str(rule["name"])): rule["sqltext"]
        for table in inspector.get_table_names()
        for rule in inspector.get_check_constraints(table)
    }


def _foreign_keys_without_index(connection: sa.Connection) -> list[tuple[str, str]]:
    inspector = sa.inspect(connection)
    return [
        (table, key["constrained_columns"][0])
        for table in inspector.get_table_names()
        for key in inspector.get_foreign_keys(table)
        if key["constrained_columns"][0] not in _leading_columns(inspector, table)
    ]


def _leading_columns(inspector: sa.Inspector, table: str) -> set[str | None]:
    primary = inspector.get_pk_constraint(table)["constrained_columns"][:1]
    return {*primary, *(index["column_names"][0] for index in inspector.get_indexes(table))}
