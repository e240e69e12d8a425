"""The plan of a week as JSON for strangers: every run behind the boards, problem and solution whole."""

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from eldercare import clock
from eldercare.audit import trail
from eldercare.db import write
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import units
from eldercare.planning.models import Draft, RunDocument
from solver.week.document import plain

if TYPE_CHECKING:
    from eldercare.auth.models import Account

FORMAT = "eldercare-plans/1"


async def plan_json(below: Facility, week: date, *, actor: "Account | str" = trail.TERMINAL) -> bytes:
    """The documents of the current drafts of the units at and below a facility; Refused("nothing_to_export").

    The trail keeps who took them out.
    """
    keys = [unit.id for unit in await units(below)]
    drafts = await Draft.filter(unit_id__in=keys, week=week, current=True).prefetch_related("unit", "run")
    if not drafts:
        raise Refused("nothing_to_export", week=clock.week_name(week), **below.called)
    by_run: dict[object, list[Draft]] = {}
    for draft in drafts:
        by_run.setdefault(draft.run.id, []).append(draft)
    plans = [
        {
            "run": str(run),
            "units_in_force": sorted(draft.unit.key for draft in of_run),
            "seed": of_run[0].run.seed,
            "effort": of_run[0].run.effort,
            "plan_hash": of_run[0].plan_hash,
            "document": msgspec.Raw(plain((await RunDocument.get(run_id=run)).document)),
        }
        for run, of_run in by_run.items()
    ]
    await note_export(actor, below, week)
    return msgspec.json.encode({"format": FORMAT, "week": clock.week_name(week), "plans": plans})


async def note_export(actor: "Account | str", below: Facility, week: date) -> None:
    """A plan names people and where they live: whoever takes it out of the house stands in the trail."""
    name = clock.week_name(week)
    async with write():
        await trail.record(actor, "plan.export", "workbook", name, after={"week": name}, facility=below)
