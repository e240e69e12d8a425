"""`eldercare worker`"""

import asyncio
import os
import signal

import click

from eldercare.settings import settings
from eldercare.worker import work
from web.terminal.commands import purpose
from web.terminal.frame import database_option, run

ORPHAN_SECONDS = 1.0


@click.command("worker", help=purpose("worker"))
@database_option
def command(database: str) -> None:
    run(database, _work)


async def _work() -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    orphaned = asyncio.create_task(_stop_when_orphaned(stop))
    await work(settings().worker_memory_mb, stop)
    orphaned.cancel()


async def _stop_when_orphaned(stop: asyncio.Event) -> None:
    """A worker that `serve` started ends with it, however that ended."""
    parent = os.getppid()
    while os.getppid() == parent:  # noqa: ASYNC110  # nobody tells us that the parent is gone
        await asyncio.sleep(ORPHAN_SECONDS)
    stop.set()
