"""`eldercare migrate`, `eldercare check`, and what every command says of a database it cannot use."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eldercare import clock
from eldercare.db import connected
from eldercare.rulebook.seed import seed_holidays
from tests import postgres
from tests.cast import cast
from tests.web.terminal.conftest import Command
from web.terminal import exits


def test_a_new_database_gets_its_tables_once_and_for_all(eldercare: Command, tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/new/eldercare.sqlite3"
    assert eldercare("user", "list", "--database", url).code == exits.DATABASE
    assert not (tmp_path / "new").exists()
    for _ in range(2):
        assert eldercare("migrate", "--database", url).code == exits.OK
    assert eldercare("user", "list", "--database", url).code == exits.OK


def test_the_database_may_be_named_before_the_command(eldercare: Command, tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/before.sqlite3"
    assert eldercare("--database", url, "migrate").code == exits.OK
    assert (tmp_path / "before.sqlite3").exists()
    assert eldercare("--database", "nonsense", "user", "list", "--database", url).code == exits.OK
    assert eldercare("--database", "nonsense", "user", "list").code == exits.DATABASE


def test_migrating_postgresql(eldercare: Command, postgres_url: str) -> None:
    assert eldercare("migrate", "--database", postgres_url).code == exits.OK


@pytest.mark.parametrize("url", ["mysql://a/b", "nonsense", "postgres://nobody:x@127.0.0.1:1/none"])
@pytest.mark.parametrize("command", [["migrate"], ["user", "list"], ["user", "disable", "x"]])
def test_a_database_that_is_none_is_told_in_one_sentence(eldercare: Command, url: str, command: list[str]) -> None:
    told = eldercare(*command, "--database", url)
    assert (told.code, told.out) == (exits.DATABASE, "")
    assert len(told.err.strip().splitlines()) == 1


def test_a_file_that_is_no_database_is_told_in_one_sentence(eldercare: Command, tmp_path: Path) -> None:
    (tmp_path / "book.sqlite3").write_text("dear diary " * 500)
    told = eldercare("user", "list", "--database", f"sqlite://{tmp_path}/book.sqlite3")
    assert (told.code, told.out) == (exits.DATABASE, "")
    assert "Traceback" not in told.err


def test_check_finds_what_is_missing(eldercare: Command, sqlite_url: str, tmp_path: Path) -> None:
    told = eldercare("check", "--database", sqlite_url)
    assert told.code == exits.REFUSED
    assert "Nobody can sign in." in told.out
    told = eldercare("check", "--json", "--database", f"sqlite://{tmp_path}/none.sqlite3")
    assert told.code == exits.DATABASE
    assert json.loads(told.out)["ok"] is False
    assert told.err == ""


def test_a_provisional_calendar_is_a_remark_and_no_failure(eldercare: Command, sqlite_url: str) -> None:
    async def fill() -> None:
        async with connected(sqlite_url):
            await cast()
            await seed_holidays([2027])

    postgres.wait(fill())
    with clock.held(datetime(2027, 3, 1, tzinfo=UTC)):
        told = eldercare("check", "--json", "--database", sqlite_url)
    answer = json.loads(told.out)
    (remark,) = [finding for finding in answer["findings"] if finding["remedy"]]
    assert (told.code, answer["ok"], remark["warning"]) == (exits.OK, True, True)
    assert "2027" in remark["remedy"]
