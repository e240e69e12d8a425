"""A week that is published already, planned again: what people were told stays, as far as it can."""

from datetime import UTC, date, datetime

import pytest

from eldercare import clock
from eldercare.demo.build import build
from eldercare.demo.scale import Scale
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Leave
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.difference import difference_from
from eldercare.planning.week.now import plan_now, root_or
from eldercare.planning.week.publish import publish
from eldercare.shifts.models import Shift

MONDAY = date(2026, 11, 23)
THE_DAY_BEFORE = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture
async def street(sqlite: str) -> Facility:
    """The centre of a tiny invented street, its week planned and published."""
    del sqlite
    await build(Scale.TINY, 0, MONDAY, "a calm sentence by the river")
    await _plan(0)
    centre = await Facility.get(tier="street_center")
    await publish(centre, MONDAY, who="terminal")
    return centre


async def _plan(seed: int) -> dict[str, int]:
    with clock.held(THE_DAY_BEFORE):
        plan = await plan_now(await root_or(None), MONDAY, memory_mb=1024, seed=seed)
    assert plan["hard_violations"] == 0
    return plan["score"]


async def _changes(centre: Facility) -> dict[str, int]:
    """How many visits and shifts of the latest draft differ from what is in force."""
    draft = await Draft.filter(unit_id=centre.id).order_by("-id").first()
    assert draft is not None
    difference = await difference_from(await Publication.get(unit_id=centre.id, replaced_at=None), draft)
    return {kind: sum(change.kind == kind for change in difference.changes) for kind in ("visits", "shifts")}


async def test_planned_again_by_another_seed_hardly_anything_changes(street: Facility) -> None:
    await _plan(1)
    kept = await _changes(street)
    told = await Publication.get(unit_id=street.id)
    await Publication.filter(id=told.id).update(replaced_at=told.published_at)
    await _plan(1)
    await Publication.filter(id=told.id).update(replaced_at=None)
    anew = await _changes(street)
    assert kept["visits"] <= 3
    assert kept["shifts"] == 0
    assert anew["visits"] > 100
    assert anew["shifts"] > 10


async def test_planned_again_by_the_same_seed_nothing_changes(street: Facility) -> None:
    assert "changed_after_publish" not in await _plan(0)
    assert await _changes(street) == {"visits": 0, "shifts": 0}
    on_the_board = await Draft.get(unit_id=street.id, current=True)
    assert on_the_board.id == (await Publication.get(unit_id=street.id)).draft_id


async def test_a_leave_changes_what_it_must_and_each_change_is_priced(street: Facility) -> None:
    hers = await Shift.filter(facility_id=street.id, demand_key__contains="/visits/").order_by("day", "id").first()
    assert hers is not None
    await Leave.create(key="l", staff_id=hers.staff_id, kind="sick", first_day=hers.day, last_day=hers.day)
    score = await _plan(1)
    changes = await _changes(street)
    assert 0 < changes["shifts"] <= 4
    assert 0 < changes["visits"] <= 60
    assert score["changed_after_publish"] >= 40 * (changes["shifts"] + changes["visits"])
