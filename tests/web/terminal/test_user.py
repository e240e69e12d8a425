"""`eldercare user`"""

import asyncio
import io
import json

import pytest

from eldercare import db
from eldercare.auth.models import Account
from tests.cast import cast
from tests.web.terminal.conftest import Command
from web.terminal import exits

FINE = "a calm sentence"


@pytest.fixture
def url(sqlite_url: str) -> str:
    async def fill() -> None:
        async with db.connected(sqlite_url):
            await cast()

    asyncio.run(fill())
    return sqlite_url


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{FINE}\n"))


def accounts(eldercare: Command, url: str) -> dict[str, dict[str, object]]:
    told = eldercare("user", "list", "--json", "--database", url)
    return {row["login"]: row for row in json.loads(told.out)["accounts"]}


@pytest.mark.usefixtures("typed")
def test_a_coordinator_is_added(eldercare: Command, url: str) -> None:
    told = eldercare(
        *("user", "add", "he", "--role", "coordinator", "--name", "何敏", "--facility", "f-xi"),
        *("--password-stdin", "--database", url),
    )
    assert (told.code, told.err) == (exits.OK, "")
    assert accounts(eldercare, url)["he"] == {"login": "he", "role": "coordinator", "name": "何敏", "disabled": False}


@pytest.mark.usefixtures("typed")
@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["he", "--role", "coordinator"], "needs --facility KEY"),
        (["he", "--role", "caregiver", "--facility", "f-dong"], "needs --staff KEY"),
        (["he", "--role", "family"], "needs --relative KEY"),
        (["he", "--role", "coordinator", "--facility", "nowhere"], "--facility: there is nothing with the key nowhere"),
        (["he", "--role", "family", "--relative", "r9"], "--relative: there is nothing with the key r9"),
        (["he min", "--role", "coordinator", "--facility", "f-dong"], "no spaces"),
        (["shen", "--role", "coordinator", "--facility", "f-dong"], "already an account called shen"),
    ],
)
def test_what_cannot_be_added_is_refused_in_words(eldercare: Command, url: str, more: list[str], words: str) -> None:
    told = eldercare("user", "add", *more, "--password-stdin", "--database", url)
    assert (told.code, told.out) == (exits.REFUSED, "")
    assert words in told.err


def test_without_a_terminal_no_password_is_asked_for(
    eldercare: Command, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{FINE}\n"))
    told = eldercare("user", "add", "he", "--role", "coordinator", "--facility", "f-xi", "--database", url)
    assert (told.code, told.out) == (exits.REFUSED, "")
    assert "--password-stdin" in told.err
    assert "he" not in accounts(eldercare, url)


def test_an_empty_list_says_so(eldercare: Command, sqlite_url: str) -> None:
    assert "Nobody can sign in yet." in eldercare("user", "list", "--database", sqlite_url).out


def test_a_password_is_never_an_argument(eldercare: Command) -> None:
    told = eldercare("user", "password", "shen", "--password", FINE)
    assert told.code == exits.USAGE


def test_disabling_and_enabling(eldercare: Command, url: str) -> None:
    assert eldercare("user", "disable", "shen", "--database", url).code == exits.OK
    assert accounts(eldercare, url)["shen"]["disabled"]
    assert eldercare("user", "enable", "shen", "--database", url).code == exits.OK
    assert not accounts(eldercare, url)["shen"]["disabled"]
    told = eldercare("user", "disable", "nobody", "--database", url)
    assert (told.code, "no account called nobody" in told.err) == (exits.REFUSED, True)


@pytest.mark.usefixtures("typed")
def test_a_new_password(eldercare: Command, url: str) -> None:
    before = asyncio.run(_hash(url))
    assert eldercare("user", "password", "shen", "--password-stdin", "--database", url).code == exits.OK
    assert asyncio.run(_hash(url)) != before


async def _hash(url: str) -> str:
    async with db.connected(url):
        return (await Account.get(login="shen")).password_hash
