"""The command line in process: what it prints, and its exit code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from eldercare.settings import settings
from web.terminal import main


@dataclass(frozen=True, slots=True)
class Told:
    code: int
    out: str
    err: str


Command = Callable[..., Told]


@pytest.fixture
def eldercare(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """`eldercare("migrate", "--database", url)`, told in English."""
    monkeypatch.setenv("ELDERCARE_LANGUAGE", "en")
    settings.cache_clear()

    def call(*arguments: str) -> Told:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out, err = capfd.readouterr()
        return Told(int(left.value.code or 0), out, err)

    yield call
    monkeypatch.undo()
    settings.cache_clear()
