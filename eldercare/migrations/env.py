"""Alembic's way in: over the product's own connection when it migrates, over `-x database=URL` for developers."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from eldercare.connection import place_of
from eldercare.migrations.schema import metadata, render_item
from eldercare.migrations.upgrade import on_connection
from eldercare.settings import settings

URL = context.get_x_argument(as_dictionary=True).get("database", settings().database)
LOCK = 7_316_501
"""An arbitrary number that two migrating processes of one PostgreSQL agree on."""


def offline() -> None:
    """Print the SQL instead of running it."""
    dialect = "sqlite" if place_of(URL).file else "postgresql"
    context.configure(dialect_name=dialect, target_metadata=metadata(), literal_binds=True, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


def on(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=None if "connection" in context.config.attributes else metadata(),
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        context.run_migrations()


if context.is_offline_mode():
    offline()
elif given := context.config.attributes.get("connection"):
    on(given)
else:
    asyncio.run(on_connection(place_of(URL), on))
