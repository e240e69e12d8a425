"""What commands share: their options, the database around them, progress on stderr, one object on stdout."""

import asyncio
import json
import math
import signal
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from eldercare.db import SchemaState, connected, schema_state
from eldercare.errors import Refused
from eldercare.settings import settings
from web.i18n import gettext as _

Answer = TypeVar("Answer")
Door = TypeVar("Door", bound=Callable[..., Any])
Report = Callable[[str, int, int], None]
"""Told of progress: phase in words, parts done, parts in all."""

PATIENCE = 60.0
SEED = click.IntRange(0, 2**31 - 1)
"""What a column holds."""

_emitted: ContextVar[bool] = ContextVar("emitted", default=False)


class Within(click.FloatRange):
    """A number between two others; `nan` is between none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(
                _("{value!r} is not a valid {number_type}.").format(value=value, number_type=self.name), param, ctx
            )
        return number


def database_option(door: Door) -> Door:
    """`--database URL`, handed to the command as `database`."""
    option = click.option(
        "--database",
        metavar="URL",
        default=_before_the_command,
        help=_("sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME; by default that of ELDERCARE_DATABASE."),
    )
    return option(door)


def no_database(door: Door) -> Door:
    """`--database URL` where none is needed: taken and left alone, so that it may stand behind every command."""
    return click.option("--database", metavar="URL", expose_value=False, hidden=True)(door)


def _before_the_command() -> str:
    """The database named before the command's own name, else that of the settings."""
    named = click.get_current_context().find_root().params.get("database")
    return str(named) if named else settings().database


def json_option(door: Door) -> Door:
    """`--json`, handed to the command as `as_json`: one object on stdout and nothing else."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object and nothing else."))(door)


def run(database: str, work: Callable[[], Awaitable[Answer]]) -> Answer:
    """The answer of `work`, done while connected to a database of the present schema."""
    return whole(_connected(database, work))


def whole(work: Coroutine[Any, Any, Answer]) -> Answer:
    """The answer of `work`; SIGTERM ends it in as good an order as the keyboard does."""

    async def minded() -> Answer:
        task = asyncio.current_task()
        with suppress(ValueError, RuntimeError):  # not in the main thread, which alone hears signals
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)  # type: ignore[union-attr]
        return await work

    try:
        return asyncio.run(minded())
    except asyncio.CancelledError as stopped:
        raise KeyboardInterrupt from stopped


def a_book(path: Path) -> Path:
    """The file of a workbook; by another name a spreadsheet would not open it."""
    if path.suffix.lower() != ".xlsx":
        raise Refused("book_by_another_name", path=str(path.with_suffix(".xlsx")))
    return path


def say(sentence: str) -> None:
    """A line for the person, on stdout."""
    click.echo(sentence)


def emit(answer: object) -> None:
    """The one object of `--json`."""
    _emitted.set(True)
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))


def nothing_emitted() -> bool:
    """Whether the object of this call is still owed."""
    return not _emitted.get()


def begin() -> None:
    """Another call: nothing has been said yet."""
    _emitted.set(False)


@contextmanager
def progress(title: str) -> Iterator[Report]:
    """Progress on stderr while the block works; call what it yields with phase, parts done and parts in all.

    A bar where somebody watches, a line for each phase where the output is kept.
    """
    console = Console(stderr=True)
    with _bar(title, console) if console.is_terminal else _lines(title) as report:
        yield report


@contextmanager
def _bar(title: str, console: Console) -> Iterator[Report]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(title, total=None)

        def report(phase: str, done: int, everything: int) -> None:
            bar.update(task, description=f"{title} · {phase}" if phase else title, completed=done, total=everything)

        yield report


@contextmanager
def _lines(title: str) -> Iterator[Report]:
    told = ""

    def report(phase: str, done: int, everything: int) -> None:
        nonlocal told
        del done, everything
        if phase and phase != told:
            told = phase
            click.echo(f"{title} · {phase}", err=True)

    yield report


async def _connected(database: str, work: Callable[[], Awaitable[Answer]]) -> Answer:
    await needs_current(database)
    async with connected(database, patience=PATIENCE):
        return await work()


async def needs_current(database: str) -> None:
    """Refuse a database that this version cannot use."""
    match await schema_state(database):
        case SchemaState.EMPTY:
            raise Refused("database_empty")
        case SchemaState.BEHIND:
            raise Refused("database_behind")
        case SchemaState.UNKNOWN:
            raise Refused("database_unknown")
