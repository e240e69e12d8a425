"""`eldercare publish WEEK`"""

import click

from eldercare.errors import Refused
from eldercare.hierarchy.subtree import units
from eldercare.planning.models import Publication
from eldercare.planning.week.now import root_or
from eldercare.planning.week.publish import publish
from web import words
from web.i18n import gettext as _
from web.terminal.commands import purpose
from web.terminal.frame import database_option, emit, json_option, run, say
from web.terminal.plan import monday_named

SKIPPED = {"already_published", "nothing_to_publish"}


@click.command("publish", help=purpose("publish"))
@click.argument("week")
@click.option("--centre", metavar="KEY", help=_("Publish this street centre alone."))
@database_option
@json_option
def command(week: str, centre: str | None, database: str, as_json: bool) -> None:
    monday = monday_named(week)

    async def work() -> list[Publication]:
        published, refused = [], None
        for unit in await units(await root_or(centre)):
            try:
                published.append(await publish(unit, monday, who="terminal"))
            except Refused as reason:
                if reason.code not in SKIPPED:
                    raise
                refused = reason
        if not published and refused is not None:
            raise refused
        return published

    published = run(database, work)
    if as_json:
        emit({"publications": [_object(one, week) for one in published]})
        return
    for one in published:
        say(_("%(unit)s: version %(number)d is in force.", unit=words.name(one.unit), number=one.number))


def _object(publication: Publication, week: str) -> dict[str, object]:
    return {
        "unit": publication.unit.key,
        "week": week,
        "number": publication.number,
        "difference": publication.difference,
    }
