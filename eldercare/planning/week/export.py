"""The plan of a week as JSON for strangers: every run behind the boards, problem and solution whole."""

from datetime import date

import msgspec

from eldercare import clock
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import units
from eldercare.planning.models import Draft, RunDocument
from eldercare.planning.week.document import plain

FORMAT = "eldercare-plans/1"


async def plan_json(below: Facility, week: date) -> bytes:
    """The documents of the current drafts of the units at and below a facility; Refused("nothing_to_export")."""
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
    return msgspec.json.encode({"format": FORMAT, "week": clock.week_name(week), "plans": plans})
