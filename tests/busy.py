"""A database that somebody is writing to for as long as a test likes."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager

from eldercare.db import write
from eldercare.people.models import Skill

PATIENT = "?busy_timeout=600000"
"""Behind the URL of an SQLite database: who waits, waits longer than the test."""
FAR_TOO_LONG = 60
"""Seconds after which what would hang ends as a failure."""


@asynccontextmanager
async def written_to() -> AsyncIterator[None]:
    """Another task has a transaction open within the block, with a new skill that is kept at the end of it."""
    inside, enough = asyncio.Event(), asyncio.Event()
    async with asyncio.TaskGroup() as tasks, asyncio.timeout(FAR_TOO_LONG):
        writer = tasks.create_task(_write(inside, enough))
        await inside.wait()
        yield
        enough.set()
        await writer


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Somebody who is not of this process may write to the SQLite database within the block, and nobody else."""
    with closing(sqlite3.connect(url.removeprefix("sqlite://"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


async def add_skill(key: str = "bathing") -> None:
    """A change like any other."""
    async with write():
        await Skill.create(key=key, name="助浴", name_en="Bathing")


async def _write(inside: asyncio.Event, enough: asyncio.Event) -> None:
    async with write():
        await Skill.create(key="written-to", name="助餐", name_en="Feeding")
        inside.set()
        await enough.wait()
