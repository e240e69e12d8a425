"""`eldercare worker`"""

import asyncio
import signal

import click

from eldercare.settings import settings
from eldercare.worker import work
from web.i18n import gettext as _
from web.terminal.frame import database_option, run


@click.command("worker", help=_("Make the plans that are asked for, until stopped."))
@database_option
def command(database: str) -> None:
    run(database, _work)


async def _work() -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await work(settings().worker_memory_mb, stop)
