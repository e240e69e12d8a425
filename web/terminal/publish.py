"""`eldercare publish WEEK`"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import cast

import click

from eldercare.errors import Refused
from eldercare.hierarchy.subtree import units
from eldercare.notify.readers import Readers, readers_of
from eldercare.planning.models import Publication
from eldercare.planning.week.now import planned_at
from eldercare.planning.week.publish import publish
from web import words
from web.i18n import gettext as _
from web.office.reading import counted
from web.terminal.commands import purpose
from web.terminal.frame import database_option, emit, json_option, run, say
from web.terminal.plan import monday_named

SKIPPED = {"already_published", "nothing_to_publish"}


@click.command("publish", help=purpose("publish"))
@click.argument("week")
@click.option(
    "--centre",
    metavar="KEY",
    help=_("Publish this street centre alone, with those that cook for it or that it cooks for."),
)
@database_option
@json_option
def command(week: str, centre: str | None, database: str, as_json: bool) -> None:
    monday = monday_named(week)

    async def work() -> list[tuple[Publication, Readers]]:
        published: list[Publication] = []
        refused = None
        for unit in await units(await planned_at(centre)):
            try:
                published += await publish(unit, monday, who="terminal")
            except Refused as reason:
                if reason.code not in SKIPPED:
                    raise
                refused = reason
        if not published and refused is not None:
            raise refused
        return [(one, await readers_of(one.id)) for one in published]

    published = run(database, work)
    if as_json:
        emit({"publications": [_object(one, week, readers) for one, readers in published]})
        return
    for one, readers in published:
        say(_("%(unit)s: version %(number)d is in force.", unit=words.name(one.unit), number=one.number))
        for line in (_changed(one), *_told(readers)):
            say(f"  {line}")


def _changed(publication: Publication) -> str:
    """How much is another, kind by kind."""
    counts = cast(dict[str, dict[str, int]], publication.difference)
    told = counted({kind: sum(numbers.values()) for kind, numbers in counts.items()})
    if not told:
        return _("Everything that people were promised stays as it was.")
    if publication.number == 1:
        return _("Promised: %(what)s.", what=told)
    return _("Changed: %(what)s.", what=told)


def _told(readers: Readers) -> Iterator[str]:
    yield _(
        "Concerned: %(staff)d of staff, %(relatives)d relatives, %(elders)d elders without one, %(kitchens)d kitchens.",
        staff=readers.staff,
        relatives=readers.relatives,
        elders=readers.elders,
        kitchens=readers.kitchens,
    )
    if readers.silent:
        yield _(
            "%(count)d of them have no sign-in and hear nothing: please call them. The week board lists them.",
            count=readers.silent,
        )


def _object(publication: Publication, week: str, readers: Readers) -> dict[str, object]:
    return {
        "unit": publication.unit.key,
        "week": week,
        "number": publication.number,
        "difference": publication.difference,
        "told": asdict(readers),
    }
