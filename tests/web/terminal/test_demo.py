"""`eldercare demo`: what it looks at before it makes anything."""

import asyncio
import os
import pty
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest

from eldercare.audit import trail
from eldercare.auth.models import Account
from eldercare.db import connected, migrate
from eldercare.demo.build import build
from eldercare.demo.scale import Scale
from eldercare.demo.state import typed_since
from eldercare.people.models import Elder
from tests.web.terminal.conftest import Command
from web.terminal import exits

TINY = ("demo", "--scale", "tiny", "--no-serve")


@pytest.fixture
def used(sqlite_url: str) -> str:
    """A demo in which the coordinator has granted leave."""

    async def used() -> None:
        await build(Scale.TINY, 0, date(2026, 11, 16), "walnut tree by the river")
        account = await Account.get(login="coordinator").prefetch_related("facility")
        await trail.record(account, "leave.add", "staff", "s")

    asyncio.run(_there(sqlite_url, used))
    return sqlite_url


async def _there(url: str, work: Callable[[], Awaitable[None]]) -> None:
    await migrate(url)
    async with connected(url):
        await work()


def test_what_people_have_changed_is_not_wiped_unasked(eldercare: Command, used: str) -> None:
    told = eldercare(*TINY, "--database", used)
    assert (told.code, told.out) == (exits.REFUSED, "")
    for words in ("have made in this demo: 1.", "eldercare serve", "--again"):
        assert words in told.err


def test_on_a_terminal_it_asks_and_no_is_no(used: str) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "ELDERCARE_LANGUAGE": "en"}
    asked = subprocess.Popen(  # noqa: S603  # our own
        [sys.executable, "-m", "web.terminal", *TINY, "--database", used],
        env=environment,
        stdin=theirs,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.write(ours, b"n\n")
    _, said = asked.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert "Replace it all the same?" in said
    assert asked.returncode == exits.CANCELLED

    async def there() -> None:
        assert await Elder.all().count() == 60

    asyncio.run(_there(used, there))


@pytest.fixture
def nothing(tmp_path: Path) -> str:
    """A database that nobody has brought up to this version."""
    return f"sqlite://{tmp_path / 'new.sqlite3'}"


@pytest.mark.parametrize("database", ["nothing", "used"])
def test_again_makes_the_demo_whatever_was_there(
    eldercare: Command, database: str, request: pytest.FixtureRequest
) -> None:
    url: str = request.getfixturevalue(database)
    told = eldercare(*TINY, "--again", "--database", url)
    assert told.code == exits.OK, told.err

    async def made() -> None:
        assert await Elder.all().count() == 60
        assert await typed_since() == 0

    asyncio.run(_there(url, made))


def test_a_port_in_use_is_found_before_anything_is_made(eldercare: Command, sqlite_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = eldercare("demo", "--scale", "tiny", "--port", port, "--database", sqlite_url)
    assert (told.code, told.out) == (exits.REFUSED, "")
    assert "choose another with --port" in told.err

    async def nothing() -> None:
        assert not await Elder.exists()

    asyncio.run(_there(sqlite_url, nothing))
