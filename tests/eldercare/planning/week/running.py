"""The week of `tests/promises.py`, published the day before and planned again while it runs."""

import json
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from eldercare import clock
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Leave, Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.models import Draft, RunDocument
from eldercare.planning.week.models import DraftVisit, NotPlanned
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.publish import publish
from eldercare.planning.week.since import since_of
from solver.week.document import plain
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.stranger import breaches
from tests.promises import promises

MIDNIGHT = datetime.combine(MONDAY - timedelta(days=1), time(16), UTC)
"""The first of the week, where its people live."""
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=at) for at in (1, 2, 3))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return MIDNIGHT + timedelta(days=(day - MONDAY).days, hours=hour, minutes=minute)


async def running(database: str) -> Cast:
    """Everybody with what they are promised."""
    people = await cast(database)
    await promises(people)
    return people


async def told(people: Cast, place: Facility | None = None) -> Draft:
    """Plan on Sunday, the east alone or with whom `place` has below it; only the east is published."""
    with clock.held(at(MONDAY, -12)):
        await plan_now(place or people.facilities["dong"], MONDAY, memory_mb=1024)
        await publish(people.facilities["dong"], MONDAY, who="terminal")
    return await Draft.get(current=True, unit=people.facilities["dong"])


async def again(people: Cast, moment: datetime, place: Facility | None = None) -> Draft:
    """Plan again; neither the checker, which every run asks, nor the stranger finds anything, and every promise of the
    week is planned as it is by now, or listed."""
    east = people.facilities["dong"]
    with clock.held(moment):
        plan = await plan_now(place or east, MONDAY, memory_mb=1024, seed=3)
        draft = await Draft.filter(unit_id=east.id).order_by("-id").first()
        assert draft is not None
        assert not await since_of(Standing(east, MONDAY, draft, None))
    assert plan["hard_violations"] == 0
    assert await twice_at_once(draft) == []
    assert breaches_of(await RunDocument.get(run_id=draft.run_id)) == []
    return draft


async def twice_at_once(draft: Draft) -> list[tuple[str, str]]:
    """Visits of one carer that overlap, of all rows of a draft."""
    rows = await DraftVisit.filter(draft_id=draft.id).order_by("staff_id", "day", "starts")
    return [
        (one.key, then.key)
        for one, then in pairwise(rows)
        if (one.staff_id, one.day) == (then.staff_id, then.day) and then.starts < one.ends
    ]


def breaches_of(run: RunDocument) -> list[tuple[str, str]]:
    return breaches(json.loads(plain(run.document)))


async def falls_ill(member: Staff, first: date, last: date | None = None, *, entered: datetime | None = None) -> Leave:
    return await Leave.create(
        key=f"l-{member.key}-{first}",
        staff=member,
        kind="sick",
        first_day=first,
        last_day=last or first,
        entered_at=entered,
    )


async def left_open(draft: Draft, kind: str) -> list[tuple[str, str]]:
    """Key and rule."""
    rows = NotPlanned.filter(draft_id=draft.id, kind=kind).order_by("key")
    return [(row.key, row.rule) for row in await rows]
