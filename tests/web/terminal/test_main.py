"""The frame of every command."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from eldercare.db import connected
from eldercare.errors import Fault, Invalid, Refused
from eldercare.settings import settings
from tests import postgres
from tests.cast import cast
from tests.web.terminal.conftest import Command
from web.terminal import exits
from web.terminal.commands import HELP
from web.terminal.main import _language, _worded


@pytest.mark.parametrize("name", HELP)
def test_every_command_is_there_and_explains_itself(eldercare: Command, name: str) -> None:
    told = eldercare(name, "--help")
    assert (told.code, told.err) == (exits.OK, "")
    assert "Usage: eldercare" in told.out


def test_the_list_of_commands_is_told_without_importing_any() -> None:
    script = "import sys; from web.terminal import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    script += "print(sorted(name for name in sys.modules if name in ('ortools', 'numba', 'litestar', 'solver')))"
    call = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  # our own
    assert all(f"\n  {name} " in call.stdout for name in HELP)
    assert call.stdout.splitlines()[-1] == "[]"


def test_who_interrupts_before_it_begins_reads_nothing() -> None:
    """In a process of its own, for here everything is imported already."""
    script = """
import sys

class Hand:
    def find_spec(self, name, *_):
        if name == "click":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Hand())
import web.terminal
"""
    call = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)  # noqa: S603  # our own
    assert (call.returncode, call.stdout, call.stderr) == (exits.INTERRUPTED, "", "")


def test_what_click_says_by_itself_is_told_in_the_readers_language(
    eldercare: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELDERCARE_LANGUAGE", "zh_Hans")
    assert "用法：" in eldercare("--help").out
    assert "没有 'fly' 这个命令" in eldercare("fly").err
    assert "缺少" in eldercare("plan").err
    monkeypatch.setenv("ELDERCARE_LANGUAGE", "en")
    assert "No such command 'fly'." in eldercare("fly").err


def test_commands_that_need_a_database_take_its_address(eldercare: Command) -> None:
    for name in ("demo", "serve", "worker", "plan", "publish", "import", "migrate", "check"):
        assert "--database" in eldercare(name, "--help").out, name


@pytest.mark.parametrize("arguments", [["fly"], ["plan", "--wings"], ["user", "add"], ["version", "too", "much"]])
def test_a_wrong_call_is_told_in_one_line(eldercare: Command, arguments: list[str]) -> None:
    told = eldercare(*arguments)
    assert (told.code, told.out) == (exits.USAGE, "")
    assert "--help" in told.err
    assert len(told.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refused("password_weak"), exits.REFUSED),
        (Invalid([Fault("password_weak")]), exits.REFUSED),
        (Refused("database_unreachable"), exits.DATABASE),
        (Refused("plan_breaks_rules", count=1, rule="skill", key="v@0"), exits.BREAKS),
        (click.UsageError("no"), exits.USAGE),
        (click.ClickException("no"), exits.REFUSED),
        (KeyboardInterrupt(), exits.CANCELLED),
        (click.Abort(), exits.CANCELLED),
        (ZeroDivisionError("division of 13900000001"), exits.INTERNAL),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_each_kind_of_error_has_its_exit_code_and_a_sentence(error: BaseException, code: int) -> None:
    sentence, given = _worded(error)
    assert given == code
    assert "Traceback" not in sentence
    assert "13900000001" not in sentence


def test_many_faults_are_listed_but_not_without_end() -> None:
    sentence, _code = _worded(Invalid([Fault("password_weak", sheet="A", row=row) for row in range(1, 81)]))
    assert len(sentence.splitlines()) == 1 + 50 + 1


def test_version_is_one_object_when_asked_for(eldercare: Command) -> None:
    told = eldercare("version", "--json")
    assert (told.code, told.err) == (exits.OK, "")
    assert json.loads(told.out)["eldercare"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["plan", "2026-W99"], exits.REFUSED, "week_unknown"),
        (["user", "list", "--database", "mysql://a/b"], exits.DATABASE, "database_url"),
        (["plan", "2026-W48", "--workers", "0"], exits.USAGE, "usage"),
        (["import", "nowhere.xlsx"], exits.REFUSED, "book_unreadable"),
    ],
)
def test_a_program_reads_an_error_as_one_object_too(
    eldercare: Command, sqlite_url: str, arguments: list[str], code: int, told: str
) -> None:
    database = [] if "--database" in arguments else ["--database", sqlite_url]
    called = eldercare(*arguments, *database, "--json")
    error = json.loads(called.out)["error"]
    assert (called.code, error["code"], error["exit"]) == (code, told, code)
    assert called.err.strip().endswith(error["words"])


def test_an_object_that_was_printed_is_the_only_one(eldercare: Command, tmp_path: Path) -> None:
    told = eldercare("check", "--json", "--database", f"sqlite://{tmp_path}/none.sqlite3")
    assert set(json.loads(told.out)) == {"ok", "findings"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["user", "disable", "\udcff"],
        ["plan", "2026-W48", "--seconds", "nan"],
        ["plan", "2026-W48", "--effort", "nan"],
        ["plan", "2026-W48", "--seed", "99999999999999999999"],
        ["plan", "2026-W48", "--seed", "-1"],
    ],
    ids=str,
)
def test_what_no_command_can_mean_is_a_wrong_call(eldercare: Command, sqlite_url: str, arguments: list[str]) -> None:
    told = eldercare(*arguments, "--database", sqlite_url)
    assert (told.code, told.out) == (exits.USAGE, "")
    assert len(told.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "2026-W48", "--centre"],
        ["cancel", "2026-W48", "--centre"],
        ["user", "disable"],
        ["user", "add", "ann", "--role", "auditor", "--facility"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_name_longer_than_any_is_one_that_nobody_has(
    eldercare: Command, sqlite_url: str, arguments: list[str]
) -> None:
    told = eldercare(*arguments, "x" * 300, "--database", sqlite_url)
    assert (told.code, told.out) == (exits.REFUSED, "")
    assert "There is no" in told.err or "there is nothing" in told.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "2026-W48"],
        ["cancel", "2026-W48"],
        ["publish", "2026-W48"],
        ["export", "plan", "2026-W48", "-o", "out.json"],
        ["export", "book", "-o", "out.xlsx"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_an_empty_centre_is_not_the_whole_district(eldercare: Command, sqlite_url: str, arguments: list[str]) -> None:
    """`--centre "$KEY"` of a script whose variable is unset."""
    postgres.wait(_filled(sqlite_url))
    told = eldercare(*arguments, "--centre", "", "--database", sqlite_url)
    assert told.code == exits.REFUSED
    assert "There is no facility with the key" in told.err


async def _filled(url: str) -> None:
    async with connected(url):
        await cast()


@pytest.mark.parametrize(
    ("variable", "value", "language"),
    [
        ("ELDERCARE_LANGUAGE", "en", "en"),
        ("LC_ALL", "zh_CN.UTF-8", "zh_Hans"),
        ("LANG", "en_GB.UTF-8", "en"),
        ("LANG", "C.UTF-8", "en"),
        ("LANG", "de_DE.UTF-8", "zh_Hans"),
        ("LANG", "", "zh_Hans"),
    ],
)
def test_the_terminal_speaks_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, language: str
) -> None:
    for name in ("ELDERCARE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    settings.cache_clear()
    assert _language() == language


@pytest.mark.parametrize("setting", ["ELDERCARE_PORT", "ELDERCARE_LANGUAGE"])
def test_a_setting_that_makes_no_sense_is_named(
    eldercare: Command, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv(setting, "many")
    settings.cache_clear()
    try:
        told = eldercare("serve")
    finally:
        settings.cache_clear()
    assert told.code == exits.USAGE
    assert setting in told.err


def test_a_database_may_stand_behind_a_command_that_needs_none(eldercare: Command, tmp_path: Path) -> None:
    assert eldercare("version", "--database", "sqlite://nowhere").code == exits.OK
    written = eldercare("template", "-o", str(tmp_path / "t.xlsx"), "--json", "--database", "sqlite://nowhere")
    assert json.loads(written.out) == {"template": {"path": str(tmp_path / "t.xlsx")}}
