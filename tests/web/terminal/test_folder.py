"""The folder in which a command is called is nobody's to run code from, whatever files lie there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from eldercare.catalogues import seed_catalogues
from eldercare.db import connected
from eldercare.planning import runs
from eldercare.planning.models import PlanningRun, RunState
from tests.cast import MONDAY, cast
from tests.eldercare.exchange.books import book
from tests.eldercare.test_worker import until
from tests.promises import promises
from web.terminal import exits

NAMES = ("web", "eldercare", "solver", "multiprocessing", "msgspec", "numpy")
SERVE = ("serve", "--port", "0")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files called like modules that the product needs; each says that it was run."""
    made = tmp_path / "downloads"
    made.mkdir()
    for name in NAMES:
        (made / f"{name}.py").write_text(f"open({str(made / 'run.txt')!r}, 'a').write({name!r}); raise SystemExit(9)\n")
    return made


async def test_the_worker_and_its_solving_processes_are_our_own(sqlite_url: str, folder: Path) -> None:
    async with connected(sqlite_url):
        people = await cast(sqlite_url)
        await promises(people)
        run = await runs.ask(people.facilities["dong"], MONDAY)
        with called(sqlite_url, folder, *SERVE):
            await until(run, {RunState.DONE.value, RunState.FAILED.value})
        assert (await PlanningRun.get(id=run.id)).state == RunState.DONE
    assert not (folder / "run.txt").exists()


async def test_the_process_that_reads_a_workbook_is_our_own(sqlite_url: str, folder: Path) -> None:
    async with connected(sqlite_url):
        await seed_catalogues()
    (folder / "book.xlsx").write_bytes(book())
    with called(sqlite_url, folder, "import", "book.xlsx", "--dry-run") as process:
        assert process.wait(60) == exits.OK
    assert not (folder / "run.txt").exists()


@contextmanager
def called(database: str, folder: Path, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """As the installed command is: its own folder comes first where modules are looked for, not the present one."""
    command = [str(Path(sys.executable).parent / "eldercare"), *arguments]
    process = subprocess.Popen(command, cwd=folder, env=os.environ | {"ELDERCARE_DATABASE": database})  # noqa: S603  # our own
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)
