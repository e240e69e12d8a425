"""What has come between a plan and its week since it was made."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from eldercare import clock
from eldercare.care.models import Hold
from eldercare.people.models import Availability, Leave, Staff
from eldercare.planning.day import day_of
from eldercare.planning.drafts import standing
from eldercare.planning.week.absent import absent_of
from eldercare.planning.week.conflicts import Conflicts, conflicts_of
from eldercare.planning.week.models import DraftMeal, DraftShift, NeedKind
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import EARLY_AND_LATE, Plan, drafted, wanted

MONDAY_MORNING = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
THE_EVENING_BEFORE = MONDAY_MORNING - timedelta(hours=12)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with clock.held(MONDAY_MORNING):
        yield


async def test_nothing_has_come_between_a_plan_that_can_be_kept(sqlite: str) -> None:
    people = await cast(sqlite)
    assert not await _conflicts(people)
    await drafted(people)
    assert not await _conflicts(people)


async def test_with_a_shift_fall_its_visits_and_the_meals_to_carry(database: str) -> None:
    people = await cast(database)
    draft = await drafted(people)
    await DraftMeal.filter(draft_id=draft.id).update(carrier_id=people.staff["chen"].id)
    leave = await _leave(people, "chen", MONDAY)
    assert await _conflicts(people) == Conflicts(shifts=1, heads=1, visits=2, meals=1)
    await leave.delete()
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    await _leave(people, "chen", MONDAY)
    assert await _conflicts(people) == Conflicts(shifts=1, heads=1, visits=2, meals=1)


async def test_a_shift_worked_for_visits_is_no_head_of_a_place(sqlite: str) -> None:
    """Of four heads that places asked for, all still stand."""
    people = await cast(sqlite)
    await drafted(people)
    await DraftShift.filter(staff=people.staff["chen"]).update(demand_key="f-dong/visits/caregiver")
    await _leave(people, "chen", MONDAY)
    conflicts = await _conflicts(people)
    assert (conflicts.shifts, conflicts.heads, conflicts.standing("shifts", 4)) == (1, 0, 4)


async def test_what_is_over_counts_no_more(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people)
    await _leave(people, "chen", MONDAY)
    with clock.held(MONDAY_MORNING + timedelta(days=1)):
        assert not await _conflicts(people)


async def test_a_night_needs_both_its_days(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people, Plan(shifts=[("chen", 0, "early")], visits=[]))
    await _leave(people, "chen", TUESDAY)
    assert not await _conflicts(people)
    await DraftShift.all().update(starts=1320, ends=1860)
    assert (await _conflicts(people)).shifts == 1


async def test_a_night_that_has_begun_is_worked_to_its_end(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people, Plan(shifts=[("chen", 0, "early")], visits=[]))
    await DraftShift.all().update(starts=1320, ends=1860)
    await _leave(people, "chen", TUESDAY)
    for hours, shifts in ((14, 1), (15, 0), (18, 0)):
        with clock.held(MONDAY_MORNING + timedelta(hours=hours)):
            assert (await _conflicts(people)).shifts == shifts


async def test_what_has_begun_stays_whatever_her_file_says_by_now(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people, Plan(shifts=EARLY_AND_LATE, visits=[]))
    for who in ("chen", "li"):
        await Availability.create(staff=people.staff[who], weekdays=0b0000010, starts=0, ends=1440)
    assert (await _conflicts(people)).shifts == 1
    with clock.held(MONDAY_MORNING + timedelta(hours=4, minutes=20)):
        assert not await _conflicts(people)


async def test_a_shift_outside_her_hours_cannot_stay(sqlite: str) -> None:
    """On that weekday, but before she can come."""
    people = await cast(sqlite)
    await drafted(people, Plan(shifts=[("chen", 1, "early"), ("li", 1, "late")], visits=[]))
    for who in ("chen", "li"):
        await Availability.create(staff=people.staff[who], weekdays=0b1111111, starts=8 * 60, ends=20 * 60)
    absent = await absent_of(await standing(people.facilities["dong"], MONDAY))
    assert [(one.staff.key, one.day, one.why) for one in absent] == [("s-chen", TUESDAY, "not_available")]


async def test_what_she_did_before_she_left_does_not_fall(sqlite: str) -> None:
    """Of a wash at eight and a bath at half past nine."""
    people = await cast(sqlite)
    await drafted(people)
    await _leave(people, "chen", MONDAY)
    with clock.held(MONDAY_MORNING + timedelta(hours=2)):
        assert await _conflicts(people) == Conflicts(shifts=1, heads=1, visits=1)


@pytest.mark.parametrize("hours", [2, 4, 12, 26])
async def test_what_she_did_not_do_before_she_called_in_sick_falls_for_ever(sqlite: str, hours: int) -> None:
    """Of a wash at eight and a bath at half past nine, at twenty past nine; the day counts as the board does."""
    people = await cast(sqlite)
    await drafted(people)
    await _leave(people, "chen", MONDAY, entered=MONDAY_MORNING + timedelta(hours=1, minutes=50))
    with clock.held(MONDAY_MORNING + timedelta(hours=hours)):
        assert await _conflicts(people) == Conflicts(shifts=1, heads=1, visits=1, new=(await _conflicts(people)).new)
        day = await day_of(await standing(people.facilities["dong"], MONDAY), MONDAY)
    assert day.lost == 1
    assert [stop.lost for stop in day.routes[0].stops] == [False, True]


async def test_a_week_that_is_over_tells_what_fell_and_asks_for_no_plan(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people)
    await _leave(people, "chen", MONDAY, entered=MONDAY_MORNING)
    with clock.held(MONDAY_MORNING + timedelta(days=7)):
        conflicts = await _conflicts(people)
    assert (conflicts.visits, conflicts.outdated) == (2, False)


async def test_who_is_no_longer_employed_is_not_there(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people, Plan(shifts=EARLY_AND_LATE, visits=[]))
    await Staff.filter(key="s-li").update(employed_to=MONDAY - timedelta(days=1))
    assert (await _conflicts(people)).shifts == 1


@pytest.mark.parametrize(("changed", "why"), [({"job": "cook"}, "other_job"), ({"facility": "xi"}, "elsewhere")])
async def test_who_has_another_job_or_centre_by_now_is_not_there(
    database: str, changed: dict[str, str], why: str
) -> None:
    """With all her visits and the meals she carries, in a published week too; what has begun stays hers."""
    people = await cast(database)
    draft = await drafted(people)
    dong, chen = people.facilities["dong"], people.staff["chen"]
    await DraftMeal.filter(draft_id=draft.id).update(carrier_id=chen.id, arrives=12 * 60)
    await publish(dong, MONDAY, who="terminal")
    if "facility" in changed:
        chen.facility = people.facilities[changed["facility"]]
    await chen.update_from_dict({name: value for name, value in changed.items() if name == "job"}).save()
    with clock.held(THE_EVENING_BEFORE):
        assert await _conflicts(people) == Conflicts(shifts=1, heads=1, visits=2, meals=1)
        assert [one.why for one in await absent_of(await standing(dong, MONDAY))] == [why]
    assert not await _conflicts(people)


async def test_another_job_of_the_same_shift_type_is_no_carer_of_visits(sqlite: str) -> None:
    """A nurse may work the early shift too, but it was planned for a caregiver's visits."""
    people = await cast(sqlite)
    await drafted(people, Plan(visits=[]))
    await Staff.filter(key="s-chen").update(job="nurse")
    with clock.held(THE_EVENING_BEFORE):
        for demand, shifts in (("d-early@0", 0), ("f-dong/visits/caregiver/care", 1), ("f-dong/visits/nurse", 0)):
            await DraftShift.filter(staff=people.staff["chen"]).update(demand_key=demand)
            assert (await _conflicts(people)).shifts == shifts, demand


async def test_a_post_has_its_job(sqlite: str) -> None:
    people = await cast(sqlite)
    await wanted(people, "early", 2, weekdays=0b1)
    await drafted(people, Plan(visits=[]))
    with clock.held(THE_EVENING_BEFORE):
        assert not await _conflicts(people)
        await Staff.filter(key="s-chen").update(job="nurse")
        assert (await _conflicts(people)).shifts == 1


async def test_what_is_promised_to_an_elder_on_hold_counts_apart(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people)
    await Hold.create(elder=people.elders["lin"], kind="hospital", first_day=TUESDAY)
    assert not await _conflicts(people)
    await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=MONDAY)
    conflicts = await _conflicts(people)
    assert (conflicts, len(conflicts.paused)) == (Conflicts(), 2)
    assert conflicts.pausing == {(people.elders["zhou"].id, MONDAY)}
    assert (conflicts.standing("visits", 2), conflicts.needed("visits", 3), conflicts.fallen("visits", 2)) == (1, 1, 0)


async def test_a_lunch_that_was_served_is_no_promise_any_more(sqlite: str) -> None:
    people = await cast(sqlite)
    draft = await drafted(people)
    await DraftMeal.filter(draft_id=draft.id).update(
        serving="eat_in", eats_at_id=people.facilities["dong"].id, arrives=None, carrier_id=None
    )
    await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=MONDAY)
    meals = []
    for hour in (8, 20):
        with clock.held(datetime.combine(MONDAY, time(hour), tzinfo=clock.LOCAL)):
            found = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
        meals.append(sum(one.kind == NeedKind.MEAL for one in found.paused))
    assert meals == [1, 0]


async def test_what_concerns_an_elder_comes_before_what_keeps_her_carer_away(sqlite: str) -> None:
    """Of two visits that Chen cannot make one is off by a hold: only the other falls with her."""
    people = await cast(sqlite)
    await drafted(people)
    await _leave(people, "chen", MONDAY)
    await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=MONDAY)
    conflicts = await _conflicts(people)
    assert (conflicts, len(conflicts.paused)) == (Conflicts(shifts=1, heads=1, visits=1), 2)
    assert (conflicts.standing("visits", 2), conflicts.needed("visits", 3), conflicts.fallen("visits", 2)) == (0, 1, 1)


def test_what_fell_away_is_no_longer_planned() -> None:
    conflicts = Conflicts(shifts=4, heads=2, visits=3)
    assert [conflicts.standing(kind, 5) for kind in ("shifts", "visits", "meals", "seats")] == [3, 2, 5, 5]


async def _conflicts(people: Cast) -> Conflicts:
    return await conflicts_of(await standing(people.facilities["dong"], MONDAY))


async def _leave(people: Cast, staff: str, day: date, *, entered: datetime | None = None) -> Leave:
    who = people.staff[staff]
    return await Leave.create(key=f"l-{staff}", staff=who, kind="sick", first_day=day, last_day=day, entered_at=entered)
