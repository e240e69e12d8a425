"""What a draft changes of a published week though it has begun since the draft was planned: that cannot be changed."""

from datetime import datetime

from eldercare import clock
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.planning.models import Draft, PlanningRun
from eldercare.planning.moment import Moment
from eldercare.planning.week.difference import Change, Difference, Facts
from eldercare.planning.week.waves import Waves, all_waves


async def overtaken(draft: Draft, difference: Difference) -> list[Change]:
    """Changes with a start, before or after, between the first minute that was planned and now."""
    moment = Moment.of(draft.week)
    if moment.now < 0:
        return []
    planned_from, waves = await _planned_from(draft), await all_waves()
    return [
        one
        for one in difference.changes
        if any(
            planned_from <= (one.day - draft.week).days * clock.DAY + _starts(one, side, waves) <= moment.now
            for side in (one.before, one.after)
            if side is not None
        )
    ]


async def refuse_overtaken(unit: Facility, draft: Draft, difference: Difference) -> None:
    """Refused("draft_overtaken") where there are any."""
    if gone := await overtaken(draft, difference):
        raise Refused("draft_overtaken", count=len(gone), **unit.called)


async def _planned_from(draft: Draft) -> int:
    """Minutes from the week's first midnight; what began earlier is in the draft as it was announced."""
    begins = (await PlanningRun.get(id=draft.run_id)).result.get("begins")
    if not begins:
        return 0
    first = datetime.fromisoformat(str(begins))
    return (first.date() - draft.week).days * clock.DAY + first.hour * 60 + first.minute


def _starts(change: Change, side: Facts, waves: Waves) -> int:
    """Minute of the day; of a meal in the canteen, when the last wave of that meal is ready."""
    starts = side.get("starts", side.get("arrives"))
    return starts if isinstance(starts, int) else waves.last(change.day.weekday(), str(side.get("meal")))
