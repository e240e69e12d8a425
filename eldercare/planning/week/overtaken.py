"""What a draft changes of a published week though it has begun since the draft was planned: that cannot be changed."""

from datetime import date, datetime

from eldercare import clock
from eldercare.care.holds import pausing_until
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.planning.models import Draft, PlanningRun
from eldercare.planning.moment import Moment
from eldercare.planning.week.difference import Change, Difference
from eldercare.planning.week.promises import Facts
from eldercare.planning.week.waves import Waves, all_waves


async def overtaken(draft: Draft, difference: Difference) -> list[Change]:
    """Changes with a start, before or after, between the first minute that was planned and now; of what is called off
    for an elder who pauses, between the minute at which it was planned and now."""
    moment = Moment.of(draft.week)
    if moment.now < 0:
        return []
    run, waves = await PlanningRun.get(id=draft.run_id), await all_waves()
    planned_from, asked = _planned_from(run, draft.week), _began(run, draft.week)
    pausing = await pausing_until(await Facility.get(id=draft.unit_id), moment.today)

    def since(change: Change) -> int:
        off = change.after is None and change.elder is not None and pausing.covers(change.elder, change.day)
        return min(planned_from, asked) if off else planned_from

    return [
        one
        for one in difference.changes
        if any(
            since(one) <= (one.day - draft.week).days * clock.DAY + _starts(one, side, waves) <= moment.now
            for side in (one.before, one.after)
            if side is not None
        )
    ]


async def refuse_overtaken(unit: Facility, draft: Draft, difference: Difference) -> None:
    """Refused("draft_overtaken") where there are any."""
    if gone := await overtaken(draft, difference):
        raise Refused("draft_overtaken", count=len(gone), **unit.called)


def _planned_from(run: PlanningRun, week: date) -> int:
    """Minutes from the week's first midnight; what began earlier is in the draft as it was announced."""
    begins = run.result.get("begins")
    return _minute(datetime.fromisoformat(str(begins)), week) if begins else 0


def _began(run: PlanningRun, week: date) -> int:
    """The first whole minute after the run began: what started before was under way."""
    began = (run.started_at or run.asked_at).astimezone(clock.LOCAL)
    return _minute(began, week) + 1


def _minute(moment: datetime, week: date) -> int:
    return (moment.date() - week).days * clock.DAY + moment.hour * 60 + moment.minute


def _starts(change: Change, side: Facts, waves: Waves) -> int:
    """Minute of the day; of a meal that nobody brings, when the last wave of that meal is ready."""
    starts = side.get("starts", side.get("arrives"))
    return starts if isinstance(starts, int) else waves.last(change.day.weekday(), str(side.get("meal")))
