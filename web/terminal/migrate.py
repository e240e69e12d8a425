"""`eldercare migrate`"""

import asyncio

import click

from eldercare.catalogues import seed_catalogues
from eldercare.connection import place_of
from eldercare.db import SchemaState, connected, migrate, schema_state
from eldercare.errors import Refused
from web.i18n import gettext as _
from web.terminal.commands import purpose
from web.terminal.frame import database_option, emit, json_option, say


@click.command("migrate", help=purpose("migrate"))
@database_option
@json_option
def command(database: str, as_json: bool) -> None:
    asyncio.run(_migrate(database))
    place = place_of(database).name
    if as_json:
        emit({"migrate": {"database": place}})
    else:
        say(_("The database %(place)s is up to date.", place=place))


async def _migrate(database: str) -> None:
    if await schema_state(database) is SchemaState.UNKNOWN:
        raise Refused("database_unknown")
    await migrate(database)
    async with connected(database):
        await seed_catalogues()
