"""People, rooms and facts that have changed since the week began: what has begun stays row for row all the same."""

from datetime import timedelta
from typing import Any

import pytest
from tortoise.expressions import Q

from eldercare import clock
from eldercare.care.models import CareTask, ServiceType
from eldercare.daycare.models import Attendance
from eldercare.people.models import Elder, Staff
from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.models import DraftSeat, DraftShift, DraftVisit
from eldercare.planning.week.publish import publish
from eldercare.shifts.models import ShiftDemand, ShiftType
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import THURSDAY, WEDNESDAY, again, at, falls_ill, left_open, running, told
from tests.promises import EVERY_DAY


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await running(sqlite)


@pytest.mark.parametrize("why", ["moved", "other job"])
@pytest.mark.parametrize("who", ["mei", "chen"])
async def test_who_is_no_longer_what_she_was_keeps_what_she_began(people: Cast, who: str, why: str) -> None:
    first = await told(people)
    member = people.staff[who]
    if why == "moved":
        member.facility = people.facilities["xi-care"]
    else:
        member.job = "cook"
    await member.save()
    draft = await again(people, at(WEDNESDAY, 9, 30))
    for kind in (DraftShift, DraftVisit):
        assert await _hers(kind, draft, people, who) == await _hers(kind, first, people, who)
        assert not await kind.filter(draft_id=draft.id, staff=member, day__gt=WEDNESDAY).exists()
    assert [key for key, _ in await left_open(draft, "shift") if key.partition("#")[0][-1] in "012"] == []
    assert draft.coverage["shifts"][1] == first.coverage["shifts"][1]
    assert draft.coverage["visits"][1] == first.coverage["visits"][1]
    with clock.held(at(WEDNESDAY, 9, 40)):
        assert (await publish(people.facilities["dong"], MONDAY, who="terminal"))[0].number == 2


@pytest.mark.parametrize("who", ["mei", "chen"])
async def test_who_is_employed_no_more_has_stopped_as_if_on_leave(people: Cast, who: str) -> None:
    """What she did on days that are over and what she finished today stays hers; nothing else is."""
    first = await told(people)
    member = people.staff[who]
    await Staff.filter(id=member.id).update(employed_to=MONDAY - timedelta(days=1))
    now = at(WEDNESDAY, 9, 30)
    with clock.held(now):
        conflicts = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
        assert ("not_available", WEDNESDAY) in {(one.why, one.day) for one in conflicts.absent if one.staff == member}
    draft = await again(people, now)
    for kind in (DraftShift, DraftVisit):
        over = Q(day__lt=WEDNESDAY) | Q(day=WEDNESDAY, ends__lte=9 * 60 + 30)
        kept = set(await kind.filter(over, draft_id=first.id, staff=member).values_list("day", "starts"))
        assert set(await kind.filter(draft_id=draft.id, staff=member).values_list("day", "starts")) == kept
    assert draft.coverage["visits"][1] == first.coverage["visits"][1]
    with clock.held(now):
        assert (await publish(people.facilities["dong"], MONDAY, who="terminal"))[0].number == 2
        assert not (await conflicts_of(await standing(people.facilities["dong"], MONDAY))).absent


async def test_moved_within_the_district_she_is_planned_where_she_is_now_with_the_hours_she_has(people: Cast) -> None:
    """Where somebody is wanted every day, also that very afternoon, she works as long as a week may last."""
    first = await told(people)
    member, there = people.staff["mei"], people.facilities["xi-care"]
    await Staff.filter(id=member.id).update(facility_id=there.id)
    for kind in ("midday", "day"):
        await ShiftDemand.create(
            key=f"d-{kind}",
            facility=there,
            shift_type=await ShiftType.get(key=kind),
            job="zone_staff",
            weekdays=EVERY_DAY,
            people=1,
        )
    draft = await again(people, at(WEDNESDAY, 9, 30), people.facilities["house"])
    assert await _hers(DraftShift, draft, people, "mei") == await _hers(DraftShift, first, people, "mei")
    ahead = await DraftShift.filter(draft__run_id=draft.run_id, staff=member).exclude(draft_id=draft.id)
    assert {shift.day for shift in ahead} >= {THURSDAY}
    assert WEDNESDAY not in {shift.day for shift in ahead}
    assert sum(shift.ends - shift.starts - shift.break_minutes for shift in ahead) <= 2640 - 3 * 480


async def test_a_guest_stays_though_who_looked_after_her_has_gone(people: Cast) -> None:
    first = await told(people)
    await falls_ill(people.staff["mei"], WEDNESDAY)
    draft = await again(people, at(WEDNESDAY, 14))
    seats = [
        await DraftSeat.filter(draft_id=one.id, day=WEDNESDAY).values("elder_id", "starts") for one in (first, draft)
    ]
    assert seats[0] == seats[1] != []


async def test_a_guest_who_sits_in_another_centre_by_a_promise_that_has_ended(people: Cast) -> None:
    """The room is on nobody's list any more, nor is her door."""
    there = people.facilities["xi-care"]
    await Attendance.all().update(facility_id=there.id, starts=14 * 60)
    await Staff.filter(key="s-mei").update(facility_id=there.id)
    await ShiftDemand.filter(key="d-mei").update(facility_id=there.id)
    first = await told(people, people.facilities["house"])
    assert await DraftSeat.filter(draft_id=first.id, zone=people.zones["xi-care"], day=WEDNESDAY).exists()
    await Attendance.all().delete()
    draft = await again(people, at(WEDNESDAY, 14, 30))
    assert await DraftSeat.filter(draft_id=draft.id, day=WEDNESDAY).count() == 1


async def _hers(kind: Any, draft: Draft, people: Cast, who: str) -> list[tuple[object, ...]]:
    """Her rows up to Wednesday morning; shifts and visits that began."""
    rows = kind.filter(draft_id=draft.id, staff=people.staff[who], day__lte=WEDNESDAY).order_by("day", "starts")
    names = ("day", "starts", "ends", *(("demand_key",) if kind is DraftShift else ("key", "stop")))
    return [tuple(row) for row in await rows.values_list(*names)]


@pytest.mark.parametrize("change", [{"minutes": 15}, {"carers": 1}], ids=["longer", "another carer"])
async def test_what_a_visit_takes_by_now_does_not_undo_one_that_has_begun(people: Cast, change: dict[str, int]) -> None:
    """Those to come are planned as they are promised now, or left open."""
    first = await told(people)
    begun = await DraftVisit.filter(draft_id=first.id, day__lte=WEDNESDAY, starts__lt=10 * 60).order_by("id")
    assert begun
    for task in await CareTask.all():
        task.minutes += change.get("minutes", 0)
        await task.save(update_fields=["minutes"])
    if "carers" in change:
        await ServiceType.all().update(carers=2)
    draft = await again(people, at(WEDNESDAY, 9, 30))
    kept = {(row.key, row.staff_id): (row.starts, row.ends) for row in await DraftVisit.filter(draft_id=draft.id)}
    assert {(row.key, row.staff_id): kept.get((row.key, row.staff_id)) for row in begun} == {
        (row.key, row.staff_id): (row.starts, row.ends) for row in begun
    }


@pytest.mark.parametrize("gap", [(0, 1), (200, 300)])
async def test_two_that_have_begun_stay_whatever_pause_between_them_is_asked_for_by_now(
    people: Cast, gap: tuple[int, int]
) -> None:
    """Zhou's bath came after her wash on Wednesday; the hour that lay between them is over."""
    first = await _bathed_on_wednesday(people)
    wash = await CareTask.get(key="t-zhou-wash")
    shortest, longest = gap
    await CareTask.filter(key="t-zhou-bath").update(after_task=wash, gap_shortest=shortest, gap_longest=longest)
    draft = await again(people, at(WEDNESDAY, 15))
    for key in ("t-zhou-wash@2", "t-zhou-bath@2"):
        assert await _parts(draft, key) == await _parts(first, key) != set()


async def test_what_has_begun_stays_though_it_should_come_after_what_is_still_ahead(people: Cast) -> None:
    """By now the wash should follow the bath, and the wash is done."""
    first = await _bathed_on_wednesday(people)
    bath = await CareTask.get(key="t-zhou-bath")
    await CareTask.filter(key="t-zhou-wash").update(after_task=bath, gap_shortest=0, gap_longest=30)
    draft = await again(people, at(WEDNESDAY, 8))
    assert await _parts(draft, "t-zhou-wash@2") == await _parts(first, "t-zhou-wash@2") != set()


async def _bathed_on_wednesday(people: Cast) -> Draft:
    await CareTask.filter(key="t-zhou-bath").update(weekdays=0b0000100, times_a_week=None)
    return await told(people)


async def _parts(draft: Draft, key: str) -> set[tuple[int, int]]:
    rows = await DraftVisit.filter(draft_id=draft.id, key=key)
    return {(row.staff_id, row.starts) for row in rows}


async def test_what_began_at_a_door_that_left_the_map_since_took_place(people: Cast) -> None:
    first = await told(people)
    begun = [row for row in await _visits(first) if (row[0] - MONDAY).days < 2 or row[:2] < (WEDNESDAY, 9 * 60)]
    assert any(day == WEDNESDAY for day, *_ in begun)
    await Elder.all().update(latitude=None, longitude=None)
    draft = await again(people, at(WEDNESDAY, 9, 30))
    assert [row for row in await _visits(draft) if row[0] <= WEDNESDAY] == begun
    assert not [key for key, _ in await left_open(draft, "visit") if int(key[-1]) < 2]
    assert {rule for _, rule in await left_open(draft, "visit")} == {"located"}
    with clock.held(at(WEDNESDAY, 9, 40)):
        assert (await publish(people.facilities["dong"], MONDAY, who="terminal"))[0].number == 2


async def _visits(draft: Draft) -> list[Any]:
    return (
        await DraftVisit.filter(draft_id=draft.id)
        .order_by("day", "starts", "key")
        .values_list("day", "starts", "key", "staff_id")
    )
