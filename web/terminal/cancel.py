"""`eldercare cancel WEEK`"""

import click

from eldercare.planning import runs
from eldercare.planning.models import PlanningRun, RunState
from eldercare.planning.week.now import planned_at
from web import words
from web.i18n import gettext as _
from web.terminal.commands import purpose
from web.terminal.frame import database_option, emit, json_option, run, say
from web.terminal.plan import monday_named


@click.command("cancel", help=purpose("cancel"))
@click.argument("week")
@click.option("--centre", metavar="KEY", help=_("Stop only the runs of this centre and those below it."))
@database_option
@json_option
def command(week: str, centre: str | None, database: str, as_json: bool) -> None:
    monday = monday_named(week)

    async def work() -> list[PlanningRun]:
        return await runs.cancel_week(None if centre is None else await planned_at(centre), monday, "terminal")

    stopped = run(database, work)
    if as_json:
        emit({"runs": [_object(one, week) for one in stopped]})
        return
    for one in stopped:
        say(_told(one))


def _told(one: PlanningRun) -> str:
    if one.state == RunState.RUNNING:
        return _("%(unit)s: asked to stop; a plan that stands by now is kept.", unit=words.name(one.facility))
    if one.state != RunState.CANCELLED:
        return _("%(unit)s: it had ended already, nothing was stopped.", unit=words.name(one.facility))
    return _("%(unit)s: stopped.", unit=words.name(one.facility))


def _object(one: PlanningRun, week: str) -> dict[str, object]:
    return {"run": str(one.id), "facility": one.facility.key, "week": week, "state": one.state}
