"""`eldercare serve`: the pages, and by default a worker beside them."""

import asyncio
import errno
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from ipaddress import ip_address

import click
import uvicorn

from eldercare.db import SchemaState, migrate, schema_state
from eldercare.errors import Refused
from eldercare.settings import settings
from web.i18n import gettext as _
from web.terminal.commands import purpose
from web.terminal.frame import database_option, needs_current

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
FAREWELL = 10.0


@click.command("serve", help=purpose("serve"))
@click.option("--host", default=lambda: settings().host, help=_("The address to listen at."))
@click.option("--port", type=click.IntRange(0, 65535), default=lambda: settings().port)
@click.option("--no-worker", is_flag=True, help=_("Leave the planning to workers elsewhere."))
@database_option
def command(host: str, port: int, no_worker: bool, database: str) -> None:
    with bound(host, port) as door:
        serve(database, door, with_worker=not no_worker)


def serve(database: str, door: socket.socket, *, with_worker: bool = True) -> None:
    """Serve until stopped. An empty database gets its tables first; one of another version is refused."""
    asyncio.run(_ready(database))
    listening = _listening(door)
    click.echo(_("Ready at http://%(address)s", address=_address(listening)), err=True)
    if not _is_this_machine(listening) and not settings().https:
        click.echo(
            _("Other machines can reach it without TLS: put a proxy with TLS before it and set ELDERCARE_HTTPS=1."),
            err=True,
        )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the worker is ended as well
    with suppress(KeyboardInterrupt), listening, _worker(database) if with_worker else nullcontext():
        _serve_pages(database, listening)


def _serve_pages(database: str, listening: socket.socket) -> None:
    from web.app import create_app

    app = create_app(database)
    gc.freeze()  # what lives as long as the process is not looked through again for every few pages
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=settings().https,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=int(FAREWELL),
    )
    uvicorn.Server(config).run(sockets=[listening])


async def _ready(database: str) -> None:
    if await schema_state(database) is SchemaState.EMPTY:
        await migrate(database)
    await needs_current(database)


def bound(host: str, port: int) -> socket.socket:
    """The address, taken before there is anything to serve: nobody waits for a plan to learn that it is not free."""
    if not host.strip():
        raise Refused("host_empty")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        unknown = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
        raise Refused("host_unknown" if unknown else "address_taken", host=host, port=port) from error
    return made


def _listening(door: socket.socket) -> socket.socket:
    """Of two that were bound before either listened only one may."""
    try:
        door.listen(128)
    except OSError as error:
        host, port = door.getsockname()[:2]
        raise Refused("address_taken", host=host, port=port) from error
    return door


def _is_this_machine(listening: socket.socket) -> bool:
    return ip_address(listening.getsockname()[0]).is_loopback


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


@contextmanager
def _worker(database: str) -> Iterator[None]:
    """A worker process for the length of the block, started again, ever more slowly, when it dies."""
    leaving = threading.Event()
    keeper = threading.Thread(target=_keep, args=(database, leaving), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        leaving.set()
        keeper.join(FAREWELL * 2)


def _keep(database: str, leaving: threading.Event) -> None:
    pause = FIRST_PAUSE
    while not leaving.is_set():
        # The address of the database may hold a password, so it is not an argument.
        child = subprocess.Popen(
            [sys.executable, "-m", "web.terminal", "worker"], env=os.environ | {"ELDERCARE_DATABASE": database}
        )
        while child.poll() is None and not leaving.wait(0.2):
            pass
        if leaving.is_set():
            _end(child)
            return
        leaving.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(FAREWELL)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
