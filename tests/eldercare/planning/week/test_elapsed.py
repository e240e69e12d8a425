"""A published week that is running, planned again: what has begun stays, and nothing new begins in the past."""

import copy
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from eldercare import clock
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Leave
from eldercare.planning.models import Draft, Publication, RunDocument
from eldercare.planning.week.answer import PlanObject
from eldercare.planning.week.difference import difference_from
from eldercare.planning.week.elapsed import elapsed_of
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit
from eldercare.planning.week.now import plan_now, root_or
from eldercare.shifts.models import Shift
from solver.week.document import plain
from tests.eldercare.planning.stranger import breaches
from tests.eldercare.planning.stranger.frozen_tampers import FROZEN_TAMPERS

MONDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 25)
THE_DAY_BEFORE = datetime(2026, 11, 22, 4, tzinfo=UTC)
WEDNESDAY_TEN = datetime(2026, 11, 25, 2, tzinfo=UTC)
BEGINS = 10 * 60 + 30
"""What starts within half an hour stays too."""
KINDS: tuple[Any, ...] = (DraftShift, DraftVisit, DraftMeal, DraftSeat)


async def _planned(moment: datetime, seed: int = 0) -> PlanObject:
    with clock.held(moment):
        plan = await plan_now(await root_or(None), MONDAY, memory_mb=1024, seed=seed)
    assert plan["hard_violations"] == 0
    return plan


async def _latest(street: Facility) -> Draft:
    draft = await Draft.filter(unit_id=street.id).order_by("-id").first()
    assert draft is not None
    return draft


async def _rows(kind: Any, draft: int, *, before: bool) -> list[tuple[object, ...]]:
    """The rows of a draft that start before, or after, the moment; ids and the draft itself left out."""
    left_out = ("id", "draft_id", "matches", "break_starts")
    names = [name for name in sorted(kind._meta.db_fields) if name not in left_out]
    rows = await kind.filter(draft_id=draft).values(*names)

    def past(row: dict[str, Any]) -> bool:
        begun = row["day"] == WEDNESDAY and row.get("starts", BEGINS) < BEGINS
        return bool(row["day"] < WEDNESDAY or begun)

    return sorted((tuple(row[name] for name in names) for row in rows if past(row) == before), key=repr)


async def test_what_has_begun_stays_whatever_the_seed(street: Facility) -> None:
    told = (await Publication.get(unit_id=street.id)).draft_id
    await _planned(WEDNESDAY_TEN, seed=5)
    draft = await _latest(street)
    assert draft.id != told
    for kind in KINDS:
        assert await _rows(kind, draft.id, before=True) == await _rows(kind, told, before=True)


async def test_a_meal_on_its_way_and_a_break_taken_stay(street: Facility) -> None:
    told = (await Publication.get(unit_id=street.id)).draft_id
    await _planned(WEDNESDAY_TEN + timedelta(hours=3), seed=5)
    draft = await _latest(street)
    for kind, same in ((DraftMeal, {"meal": "lunch"}), (DraftShift, {"break_starts__lt": 12 * 60 + 30})):
        names = [name for name in sorted(kind._meta.db_fields) if name not in ("id", "draft_id")]
        was = await kind.filter(draft_id=told, day=WEDNESDAY, **same).values_list(*names)
        now = await kind.filter(draft_id=draft.id, day=WEDNESDAY, **same).values_list(*names)
        assert sorted(now, key=repr) == sorted(was, key=repr)
        assert was


async def test_a_leave_entered_afterwards_leaves_the_past_alone(street: Facility) -> None:
    told = (await Publication.get(unit_id=street.id)).draft_id
    hers = await Shift.filter(facility_id=street.id, day=MONDAY, demand_key__contains="/visits/").first()
    assert hers is not None
    await Leave.create(key="l", staff_id=hers.staff_id, kind="sick", first_day=MONDAY, last_day=date(2026, 11, 29))
    await _planned(WEDNESDAY_TEN)
    draft = await _latest(street)
    of_elders: tuple[Any, ...] = (DraftMeal, DraftSeat)
    for kind in of_elders:
        assert await _rows(kind, draft.id, before=True) == await _rows(kind, told, before=True)
    past = {"day__lt": WEDNESDAY, "staff_id": hers.staff_id}
    hers_only: tuple[Any, ...] = (DraftShift, DraftVisit)
    for kind in hers_only:
        assert await kind.filter(draft_id=draft.id, **past).count() == await kind.filter(draft_id=told, **past).count()
        assert not await kind.filter(draft_id=draft.id, day__gt=WEDNESDAY, staff_id=hers.staff_id).exists()
    today = {"draft_id": draft.id, "day": WEDNESDAY, "staff_id": hers.staff_id}
    assert not await DraftShift.filter(**today).exists()
    assert not await DraftVisit.filter(**today, ends__gt=10 * 60).exists()


async def test_planned_again_by_the_same_seed_the_board_keeps_what_is_in_force(street: Facility) -> None:
    told = (await Publication.get(unit_id=street.id)).draft_id
    plan = await _planned(WEDNESDAY_TEN)
    assert street.key in plan["kept_better"]
    assert (await Draft.get(unit_id=street.id, current=True)).id == told


async def test_nothing_new_begins_in_the_past(street: Facility) -> None:
    """A carer falls ill on Wednesday morning: who takes her visits does so from now on."""
    hers = await Shift.filter(facility_id=street.id, day=WEDNESDAY, demand_key__contains="/visits/").first()
    assert hers is not None
    await Leave.create(key="l", staff_id=hers.staff_id, kind="sick", first_day=WEDNESDAY, last_day=WEDNESDAY)
    await _planned(WEDNESDAY_TEN)
    difference = await difference_from(await Publication.get(unit_id=street.id), await _latest(street))
    changed = [change for change in difference.changes if change.kind == "visits"]
    assert changed
    assert all(change.day >= WEDNESDAY for change in difference.changes)
    for change in changed:
        if change.after is not None and change.day == WEDNESDAY:
            assert change.after["starts"] >= BEGINS  # type: ignore[operator]


async def test_a_stranger_finds_no_rule_broken_in_what_is_left(street: Facility) -> None:
    """Also with guests at the centre and carers on the way."""
    await _planned(WEDNESDAY_TEN + timedelta(hours=1), seed=2)
    run = await RunDocument.get(run_id=(await _latest(street)).run_id)
    document = json.loads(plain(run.document))
    assert breaches(document) == []
    assert any(unit["seated"] for unit in document["problem"]["units"])
    assert any("/begun/" in duty["cover"] for duty in document["solution"]["duties"])
    for change in FROZEN_TAMPERS:
        tampered = copy.deepcopy(document)
        change(tampered["problem"], tampered["solution"])
        assert "frozen" in {rule for rule, _ in breaches(tampered)}, change.__name__


async def test_no_break_is_laid_into_the_past_and_those_ahead_stay_with_their_shift(street: Facility) -> None:
    told = {(one.staff_id, one.day): one for one in await Shift.filter(publication__unit_id=street.id)}
    await _planned(WEDNESDAY_TEN + timedelta(hours=2), seed=7)
    now, begins = await DraftShift.filter(draft_id=(await _latest(street)).id), BEGINS + 120
    today = [one for one in now if one.day == WEDNESDAY and one.break_starts is not None]
    as_told = [one for one in today if one.break_starts == told[one.staff_id, one.day].break_starts]
    assert all(one in as_told for one in today if one.break_starts is not None and one.break_starts < begins)
    standing = [one for one in now if "/visits/" not in one.demand_key and (one.staff_id, one.day) in told]
    same = [one for one in standing if one.shift_type_id == told[one.staff_id, one.day].shift_type_id]
    assert len(same) > len(as_told)
    assert all(one.break_starts == told[one.staff_id, one.day].break_starts for one in same)


async def test_the_whole_week_still_counts(street: Facility) -> None:
    before = (await Draft.get(id=(await Publication.get(unit_id=street.id)).draft_id)).coverage
    await _planned(WEDNESDAY_TEN)
    after = (await _latest(street)).coverage
    for kind in ("meals", "visits", "seats", "shifts"):
        assert after[kind][1] == before[kind][1]
        assert after[kind][0] >= before[kind][0]


async def test_on_the_eve_the_first_minutes_of_the_week_are_about_to_start(street: Facility) -> None:
    eve = datetime(2026, 11, 22, 15, 40, tzinfo=UTC)
    for moment, begins in ((eve, 10), (eve - timedelta(minutes=20), 0)):
        with clock.held(moment):
            assert (await elapsed_of(street, MONDAY, [])).begins == begins


async def test_a_week_that_is_over_is_not_planned_again(street: Facility) -> None:
    assert street.id
    with pytest.raises(Refused, match="week_is_over"):
        await _planned(THE_DAY_BEFORE + timedelta(days=9))
