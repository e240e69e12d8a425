"""Connecting, writing from two processes at once, and what the tables themselves refuse."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from eldercare.db import connected, in_turn, retried, write
from eldercare.errors import Refused
from eldercare.hierarchy.models import Level, Region
from eldercare.people.models import Skill
from tests import postgres

ADD_UP = """
import asyncio, sys
from eldercare.db import connected, write
from eldercare.hierarchy.models import Region

async def main(url, times):
    async with connected(url):
        for _ in range(times):
            async with write() as transaction:
                region = await Region.get(key="shifeng").select_for_update()
                await Region.filter(key="shifeng").update(latitude=region.latitude + 1)

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


async def test_processes_that_read_then_write_lose_nothing(database: str) -> None:
    await _district()
    rounds = 25

    both = [await _process(ADD_UP, database, str(rounds)) for _ in range(2)]

    assert [await process.wait() for process in both] == [0, 0]
    assert (await Region.get(key="shifeng")).latitude == 2 * rounds


async def test_a_block_that_fails_leaves_nothing(database: str) -> None:
    with pytest.raises(Refused, match="changed_my_mind"):
        await _write_and_refuse()

    assert await Skill.all().count() == 0
    async with write():
        await Skill.create(key="bathing", name="助浴", name_en="Bathing")
    assert await Skill.all().count() == 1


async def test_tasks_of_one_process_take_turns_to_write(database: str) -> None:
    await _district()

    await asyncio.gather(*(_one_more() for _ in range(20)))

    assert (await Region.get(key="shifeng")).latitude == 20


async def test_a_cancelled_writer_holds_nobody_up(database: str) -> None:
    await _district()
    inside = asyncio.Event()
    writer = asyncio.create_task(_write_for_ever(inside))
    await inside.wait()
    waiting = asyncio.create_task(_one_more())
    await asyncio.sleep(0)
    writer.cancel()

    await waiting

    assert (await Region.get(key="shifeng")).latitude == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "galaxy", "parent_id": None},
        {"level": Level.STREET.value, "parent_id": None},
        {"level": Level.DISTRICT.value, "parent_id": None, "latitude": 91.0},
        {"level": Level.STREET.value, "parent_id": 4711},
        {"level": Level.DISTRICT.value, "parent_id": None, "key": "a/b"},
        {"level": Level.DISTRICT.value, "parent_id": None, "key": ""},
    ],
    ids=[
        *("unknown level", "street without a district", "not on earth", "parent that is not there"),
        *("slash in a key", "no key"),
    ],
)
async def test_the_tables_refuse_nonsense(database: str, wrong: dict[str, Any]) -> None:
    row: dict[str, Any] = {"key": "a", "path": "a/", "name": "甲", "latitude": 27.0, "longitude": 113.0} | wrong

    with pytest.raises(IntegrityError):
        await Region.create(**row)


async def test_a_key_is_given_once(database: str) -> None:
    await _district()

    with pytest.raises(IntegrityError):
        await _district()


async def test_work_is_asked_for_again_when_the_database_was_busy() -> None:
    asked: list[int] = []

    async def work() -> str:
        asked.append(1)
        if len(asked) < 3:
            raise Refused("database_busy")
        return "done"

    assert await retried(work) == "done"


async def test_a_refusal_of_another_kind_is_not_asked_for_again() -> None:
    asked = []

    async def work() -> None:
        asked.append(1)
        raise Refused("draft_changed")

    with pytest.raises(Refused, match="draft_changed"):
        await retried(work)
    assert len(asked) == 1


async def test_a_lock_that_stays_is_told_as_busy(sqlite_url: str) -> None:
    impatient = f"{sqlite_url}?busy_timeout=50"
    async with connected(impatient):
        other = await _process(HOLD, sqlite_url)
        assert other.stdout is not None
        assert other.stdin is not None
        assert await other.stdout.readline() == b"held\n"

        for ask in (_write_and_refuse, _add_skill):
            with pytest.raises(Refused, match="database_busy"):
                await ask()
        assert await Skill.all().count() == 0
        other.stdin.close()
        assert await other.wait() == 0
        async with write():
            assert await Skill.all().count() == 0


async def test_a_row_that_stays_locked_is_told_as_busy(postgres_url: str) -> None:
    """Not as a server that does not answer."""
    held, enough = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with write():
            await in_turn(Skill.all())
            held.set()
            await enough.wait()

    async def wait() -> None:
        async with write():
            await in_turn(Skill.all())

    async with connected(postgres_url, patience=0.5):
        await _add_skill()
        holder = asyncio.create_task(hold())
        await held.wait()
        with pytest.raises(Refused, match="database_busy"):
            await wait()
        enough.set()
        await holder
        await wait()


@pytest.mark.parametrize(
    ("pragma", "code"), [("max_page_count=1", "database_full"), ("query_only=ON", "database_read_only")]
)
async def test_a_file_that_takes_no_more_says_so_and_keeps_nothing_half(
    sqlite_url: str, pragma: str, code: str
) -> None:
    async with connected(f"{sqlite_url}?{pragma}"):
        for ask in (_fill_alone, _fill_in_turn):
            with pytest.raises(Refused, match=code):
                await ask()
        kept = await Skill.all().count()
    async with connected(sqlite_url):
        assert await Skill.all().count() == kept
        await _add_skill()


async def test_what_cannot_be_committed_does_not_swallow_what_comes_next(sqlite: str) -> None:
    """A foreign key that is looked at only in the end is the one way to make SQLite refuse a commit itself."""
    with pytest.raises(sqlite3.IntegrityError):
        await _commit_an_orphan()
    await _add_skill()
    async with write():
        await Skill.create(key="feeding", name="助餐", name_en="Feeding")

    with closing(sqlite3.connect(sqlite.removeprefix("sqlite://"))) as other:
        assert other.execute("SELECT key FROM skill ORDER BY key").fetchall() == [("bathing",), ("feeding",)]
        assert other.execute("SELECT count(*) FROM region").fetchone() == (0,)


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1].removeprefix("sqlite://"), isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("postgres://nobody@127.0.0.1:9/nothing", "database_unreachable"),
        ("sqlite:///dev/null/eldercare.sqlite3", "database_unreachable"),
        ("mysql://root@127.0.0.1/eldercare", "database_url"),
        ("sqlite://", "database_url"),
        ("var/eldercare.sqlite3", "database_url"),
    ],
)
async def test_a_database_that_is_not_there_is_refused(url: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        async with connected(url):
            pass


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear coordinator, " * 100)

    with pytest.raises(Refused, match="database_unreachable"):
        async with connected(f"sqlite://{file}"):
            pass


async def test_a_database_that_goes_away_is_told_and_comes_back(postgres_url: str, postgres_server: str) -> None:
    name, elsewhere = postgres.name_of(postgres_url), f"{postgres.name_of(postgres_url)}_elsewhere"
    async with connected(postgres_url):
        assert await Skill.all().count() == 0
        postgres.run(postgres_server, *postgres.renamed(name, elsewhere))

        for ask in (Skill.all().count, _write_and_refuse, Skill.all().count):
            with pytest.raises(Refused, match="database_unreachable"):
                await ask()

        postgres.run(postgres_server, *postgres.renamed(elsewhere, name))
        assert await Skill.all().count() == 0


async def test_a_password_is_never_told() -> None:
    with pytest.raises(Refused) as refused:
        async with connected("postgres://ann:very-secret@127.0.0.1:9/nothing"):
            pass

    assert refused.value.facts == {"place": "127.0.0.1/nothing"}


async def _process(program: str, *arguments: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(sys.executable, "-c", program, *arguments, stdin=pipe, stdout=pipe)


async def _district() -> None:
    level = Level.DISTRICT.value
    await Region.create(key="shifeng", level=level, path="shifeng/", name="石峰区", latitude=0, longitude=113)


async def _one_more() -> None:
    async with write():
        region = await Region.filter(key="shifeng").select_for_update().get()
        await asyncio.sleep(0)
        await Region.filter(id=region.id).update(latitude=region.latitude + 1)


async def _write_and_refuse() -> None:
    async with write():
        await Skill.create(key="bathing", name="助浴", name_en="Bathing")
        raise Refused("changed_my_mind")


async def _add_skill() -> None:
    await Skill.create(key="bathing", name="助浴", name_en="Bathing")


async def _fill_alone() -> None:
    for number in range(1000):
        await Skill.create(key=f"alone-{number}", name="甲" * 30, name_en="A")


async def _fill_in_turn() -> None:
    async with write():
        for number in range(1000):
            await Skill.create(key=f"turn-{number}", name="甲" * 30, name_en="A")


async def _commit_an_orphan() -> None:
    async with write() as transaction:
        await transaction.execute_query("PRAGMA defer_foreign_keys=ON")
        level = Level.STREET.value
        await Region.create(key="s", level=level, path="s/", name="街", latitude=0, longitude=0, parent_id=4711)


async def _write_for_ever(inside: asyncio.Event) -> None:
    async with write():
        await Region.filter(key="shifeng").update(latitude=77)
        inside.set()
        await asyncio.Event().wait()
