"""`eldercare import BOOK.xlsx`"""

from dataclasses import asdict
from pathlib import Path

import click

from eldercare.errors import Fault, Invalid, Refused
from eldercare.exchange.importing import ImportReport, import_book
from web import messages
from web.i18n import gettext as _
from web.messages.books import (
    duplicate_words,
    left_behind_words,
    merged_words,
    phase_name,
    put_back_words,
    unlocated_words,
)
from web.terminal import exits
from web.terminal.commands import purpose
from web.terminal.frame import database_option, emit, json_option, progress, run, say


@click.command("import", help=purpose("import"))
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Only say what would happen; store nothing."))
@click.option(
    "--merge",
    "merges",
    metavar="NEW=OLD",
    multiple=True,
    help=_("The row NEW is the elder OLD, update her; NEW=NEW keeps the two apart. May be repeated."),
)
@database_option
@json_option
def command(book: Path, dry_run: bool, merges: tuple[str, ...], database: str, as_json: bool) -> None:
    merge = merges_of(merges)
    with progress(_("Importing %(book)s", book=book.name)) as report:

        async def work() -> ImportReport:
            return await import_book(
                book,
                dry_run=dry_run,
                merge=merge,
                on_progress=lambda phase, done, of: report(phase_name(phase), done, of),
            )

        outcome = run(database, work)
    if as_json:
        emit(_object(outcome))
        raise SystemExit(exits.REFUSED if outcome.faults else exits.OK)
    if outcome.faults:
        alike = next((fault for fault in outcome.faults if fault.code == "duplicate_undecided"), None)
        if alike is not None:
            click.echo(_ways(alike), err=True)
        raise Invalid(list(outcome.faults))
    tell(outcome)


def _ways(fault: Fault) -> str:
    """How to decide about a look-alike."""
    new, old = fault.facts["key"], fault.facts["existing"]
    options = {"same": f"--merge {new}={old}", "apart": f"--merge {new}={new}"}
    return _("Say who is who, such as %(same)s for one person or %(apart)s for two.", **options)


def merges_of(given: tuple[str, ...]) -> dict[str, str]:
    """`("a=b",)` as {"a": "b"}."""
    pairs = [pair.partition("=") for pair in given]
    for new, _sign, old in pairs:
        if not new or not old:
            raise Refused("merge_unreadable", found=f"{new}={old}")
    return {new: old for new, _sign, old in pairs}


def tell(report: ImportReport) -> None:
    """What came of it, in words."""
    for sheet, count in report.counts.items():
        say(
            _(
                "%(sheet)s: %(created)d new, %(updated)d changed, %(unchanged)d as before.",
                sheet=sheet,
                created=count.created,
                updated=count.updated,
                unchanged=count.unchanged,
            )
        )
    for duplicate in report.duplicates:
        say(duplicate_words(duplicate))
    for row in report.merged:
        say(merged_words(row))
    if report.unlocated and not report.faults:
        say(unlocated_words(len(report.unlocated)))
    if report.left_behind and not report.faults:
        say(left_behind_words(len(report.left_behind)))
    if report.put_back and report.written:
        say(put_back_words(report.put_back, report.written))
    if report.ignored:
        say(_("Not part of the workbook's form, passed over: %(columns)s.", columns=_(", ").join(report.ignored)))
    if not report.counts:
        say(_("There are no rows in the workbook, so there was nothing to store. Data begins in row 3."))
    elif report.stored:
        say(_("Stored."))
    elif not report.faults:
        say(_("A rehearsal: nothing was stored."))


def _object(report: ImportReport) -> dict[str, object]:
    faults = [{**asdict(fault), "words": messages.say(fault.code, **fault.facts)} for fault in report.faults]
    return {"import": {**asdict(report), "faults": faults, "stored": report.stored}}
