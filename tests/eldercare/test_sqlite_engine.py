"""SQLite is read while it is written to; who writes waits, but not for ever."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from eldercare.db import at_once, connected, write
from eldercare.errors import Refused
from eldercare.people.models import Elder, Skill
from tests.busy import FAR_TOO_LONG, PATIENT, add_skill, locked, written_to
from tests.cast import cast


@pytest.fixture
async def patient(sqlite_url: str) -> AsyncIterator[str]:
    """Who has to wait here, waits longer than the test."""
    async with connected(sqlite_url + PATIENT):
        yield sqlite_url


async def test_reading_goes_on_beside_a_transaction(sqlite: str) -> None:
    async with written_to():
        assert await Skill.all().count() == 0
        assert await Skill.all().values("key") == []
        assert await Skill.all() == []

    assert await _keys() == ["written-to"]


async def test_reading_goes_on_while_a_writer_waits_for_another_process(patient: str) -> None:
    with locked(patient):
        writer = asyncio.create_task(add_skill())
        await asyncio.sleep(0)
        async with asyncio.timeout(FAR_TOO_LONG):
            assert await Skill.all().count() == 0
        assert not writer.done()

    await writer
    assert await Skill.all().count() == 1


async def test_a_transaction_reads_what_it_has_written(database: str) -> None:
    async with write():
        await Skill.create(key="bathing", name="助浴", name_en="Bathing")
        assert await Skill.all().count() == 1
        async with write():
            await Skill.filter(key="bathing").update(name_en="Bath")
        assert (await Skill.get(key="bathing")).name_en == "Bath"

    assert (await Skill.get(key="bathing")).name_en == "Bath"


async def test_what_was_written_is_read_at_once(sqlite: str) -> None:
    for number in range(20):
        await add_skill(f"s-{number}")
        assert await Skill.all().count() == number + 1
        await Skill.filter(key=f"s-{number}").update(name_en="Bath")
        assert await Skill.filter(name_en="Bath").count() == number + 1


async def test_what_is_written_alone_stays_out_of_the_transaction_of_others(sqlite: str) -> None:
    alone = asyncio.create_task(Skill.create(key="alone", name="助行", name_en="Walking"))
    with pytest.raises(Refused, match="changed_my_mind"):
        await _write_and_refuse()

    await alone
    assert await _keys() == ["alone"]


async def test_who_waits_too_long_for_a_transaction_of_this_process_is_told(sqlite_url: str) -> None:
    async with connected(f"{sqlite_url}?busy_timeout=50"):
        async with written_to():
            for ask in (add_skill, Skill(key="alone", name="助行", name_en="Walking").save):
                with pytest.raises(Refused, match="database_busy"):
                    await ask()
        await add_skill()
        assert await Skill.all().count() == 2


async def test_all_who_wait_for_another_process_are_told(sqlite_url: str) -> None:
    async with connected(f"{sqlite_url}?busy_timeout=50"):
        with locked(sqlite_url):
            told = await asyncio.gather(*(add_skill(f"s-{number}") for number in range(5)), return_exceptions=True)
        assert [str(one) for one in told] == [str(Refused("database_busy"))] * 5
        await add_skill()


async def test_who_does_not_want_to_wait_does_not(patient: str) -> None:
    async with written_to():
        with at_once(), pytest.raises(Refused, match="database_busy"):
            await add_skill()
    with locked(patient), at_once(), pytest.raises(Refused, match="database_busy"):
        async with asyncio.timeout(FAR_TOO_LONG):
            await add_skill()
    with at_once():
        await add_skill()


async def test_a_writer_cancelled_twice_while_it_waits_holds_nobody_up(patient: str) -> None:
    await add_skill("first")  # the writing connection is there
    with locked(patient):
        writer = asyncio.create_task(add_skill())
        for _ in range(2):
            await asyncio.sleep(0)
            writer.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writer

    async with asyncio.timeout(FAR_TOO_LONG):
        await add_skill("next")
    assert await _keys() == ["first", "next"]


async def test_reading_keeps_no_old_state_alive(sqlite: str) -> None:
    """Else the log of what was written would grow without end."""
    await add_skill()
    reading = asyncio.create_task(_keys())
    await asyncio.sleep(0)
    reading.cancel()
    assert await Skill.all().count() == 1

    with closing(sqlite3.connect(sqlite.removeprefix("sqlite://"))) as other:
        blocked, *_rest = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert not blocked


async def test_a_day_is_read_as_a_day(sqlite: str) -> None:
    await cast(sqlite)
    query = "SELECT birth_date FROM elder ORDER BY id"
    rows = await Skill._meta.db.execute_query_dict(query)
    assert [row["birth_date"] for row in rows] == [one.birth_date for one in await Elder.all().order_by("id")]
    assert {type(row["birth_date"]) for row in rows} == {date}


async def test_both_connections_are_as_they_should_be(sqlite: str) -> None:
    await _looks_right()
    async with write():
        await _looks_right()


async def test_nothing_is_left_open(sqlite_url: str) -> None:
    """SQLite takes its log away with the last connection."""
    file = Path(sqlite_url.removeprefix("sqlite://"))
    async with connected(sqlite_url):
        await add_skill()
        assert await Skill.all().count() == 1
        assert f"{file.name}-wal" in _files(file.parent)

    assert _files(file.parent) == {file.name}


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def _keys() -> list[str]:
    return [skill.key for skill in await Skill.all().order_by("id")]


async def _write_and_refuse() -> None:
    async with write():
        await asyncio.sleep(0)
        raise Refused("changed_my_mind")


async def _looks_right() -> None:
    query = """SELECT foreign_keys, synchronous, journal_mode, 'a' LIKE 'A' AS careless
        FROM pragma_foreign_keys, pragma_synchronous, pragma_journal_mode"""
    connection = Skill._meta.db
    assert await connection.execute_query_dict(query) == [
        {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal", "careless": 0}
    ]
