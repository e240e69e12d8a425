"""`eldercare export plan WEEK | book`"""

import asyncio
from pathlib import Path

import click

from eldercare.errors import Refused
from eldercare.exchange.exporting import ExportReport, export_book
from eldercare.exchange.plan_book import export_plan_book
from eldercare.planning.week.export import plan_json
from eldercare.planning.week.now import planned_at, root_or
from web import messages
from web.i18n import gettext as _
from web.messages.books import phase_name
from web.terminal.commands import purpose
from web.terminal.frame import a_book, database_option, emit, json_option, progress, run, say
from web.terminal.plan import monday_named

output_option = click.option(
    "-o", "--output", "path", type=click.Path(path_type=Path), required=True, help=_("The file to write.")
)

centre_option = click.option("--centre", metavar="KEY", help=_("Only this facility and all below it."))


@click.group("export", help=purpose("export"))
def command() -> None:
    pass


@command.command("plan", help=_("Write the plan of a week, such as 2026-W48, as it stands on the board."))
@click.argument("week")
@click.option("--format", "form", type=click.Choice(["json", "xlsx"]), default="json", help=_("What to write."))
@centre_option
@output_option
@database_option
@json_option
def plan(*, week: str, form: str, centre: str | None, path: Path, database: str, as_json: bool) -> None:
    monday = monday_named(week)

    async def work() -> None:
        below = await planned_at(centre)
        if form == "xlsx":
            await export_plan_book(a_book(path), below, monday, messages.in_the_book)
        else:
            await asyncio.to_thread(_write, path, await plan_json(below, monday))

    run(database, work)
    if as_json:
        emit({"export": {"path": str(path), "week": week, "format": form}})
    else:
        say(_("Written: %(path)s", path=path))


@command.command("book", help=_("Write the workbook of places, people and promises, in the form that import reads."))
@centre_option
@output_option
@database_option
@json_option
def book(centre: str | None, path: Path, database: str, as_json: bool) -> None:
    with progress(_("Exporting")) as report:

        async def work() -> ExportReport:
            return await export_book(
                a_book(path),
                None if centre is None else await root_or(centre),
                on_progress=lambda phase, done, of: report(phase_name(phase), done, of),
            )

        outcome = run(database, work)
    if as_json:
        emit({"export": {"path": str(path), "rows": outcome.rows}})
    else:
        say(_("Written: %(path)s", path=path))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused("book_unwritable", path=str(path)) from error
