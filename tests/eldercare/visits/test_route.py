"""A carer's day comes out in the order she walks it, and only hers."""

from datetime import UTC, datetime, timedelta

import pytest

from eldercare import clock
from eldercare.errors import NotFound
from eldercare.people.models import Leave, Staff
from eldercare.visits.route import Break, RouteStop, day_of, stop_of
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan
from tests.eldercare.visits.told import TUESDAY, brought, told

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""09:00 on Monday, local."""


async def _staff(key: str) -> Staff:
    return await Staff.get(key=key).prefetch_related("facility")


async def test_stops_come_in_order_with_what_to_mind(people: Cast) -> None:
    await told(people)
    day = await day_of(await _staff("s-chen"), MONDAY)
    assert [(stop.starts, stop.ends, stop.elder.key, stop.travel_minutes) for stop in day.stops] == [
        (480, 525, "e-zhou", 10),
        (570, 615, "e-lin", 10),
    ]
    wash, bath = day.stops
    assert (wash.note, wash.fixed_reason, wash.partners) == ("", "", ())
    assert (bath.note, bath.fixed_reason) == ("warm the room first", "after the insulin")
    assert [partner.key for partner in bath.partners] == ["s-li"]
    assert bath.minutes == 45


async def test_the_day_holds_shift_break_and_meals_to_carry(people: Cast) -> None:
    publication = await told(people)
    await brought(people, publication, "lin", "chen", stop=2)
    await brought(people, publication, "zhou", "chen", stop=1)
    day = await day_of(await _staff("s-chen"), MONDAY)
    assert day.shift is not None
    assert day.shift.shift_type.key == "early"
    assert [type(item) for item in day.items][:3] == [RouteStop, RouteStop, Break]
    assert [drop.elder and drop.elder.key for drop in day.rounds[0].drops] == ["e-zhou", "e-lin"]
    assert (day.rounds[0].starts, day.rounds[0].ends) == (1030, 1050)
    assert day.boxes == 2
    assert day.ends == max(day.shift.ends, 1050)


async def test_what_comes_next_is_what_is_not_over(people: Cast) -> None:
    await told(people)
    with clock.held(NINE):
        day = await day_of(await _staff("s-chen"), MONDAY)
        assert isinstance(day.next, RouteStop)
        assert day.next.elder.key == "e-lin"
        assert (await day_of(await _staff("s-chen"), TUESDAY)).next is None


async def test_a_day_without_work_says_whether_the_plan_is_out(people: Cast) -> None:
    chen = await _staff("s-chen")
    before = await day_of(chen, TUESDAY)
    await told(people)
    after = await day_of(chen, TUESDAY)
    assert (before.announced, after.announced) == (False, True)
    assert (after.items, after.ends) == ((), None)


async def test_leave_is_shown(people: Cast) -> None:
    chen = await _staff("s-chen")
    await Leave.create(key="l", staff=chen, kind="sick", first_day=TUESDAY, last_day=TUESDAY)
    day = await day_of(chen, TUESDAY)
    assert day.leave is not None
    assert (await day_of(chen, MONDAY)).leave is None


async def test_what_she_had_not_finished_when_she_called_in_sick_falls(people: Cast) -> None:
    """Seen from the same morning and from the day after, and what comes next is nothing."""
    await told(people)
    leave = await Leave.create(
        key="l", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY, entered_at=NINE
    )
    for moment in (NINE, NINE + timedelta(hours=24)):
        with clock.held(moment):
            day = await day_of(await _staff("s-chen"), MONDAY)
            assert [(stop.starts, day.falls(stop)) for stop in day.stops] == [(480, False), (570, True)]
            assert [item.starts for item in day.fallen] == [570]
            assert day.next is None
    await leave.delete()
    assert (await day_of(await _staff("s-chen"), MONDAY)).fallen == []


async def test_who_is_employed_no_more_walks_nothing(people: Cast) -> None:
    await told(people)
    await Staff.filter(key="s-chen").update(employed_to=MONDAY - timedelta(days=1))
    with clock.held(NINE - timedelta(hours=2)):
        day = await day_of(await _staff("s-chen"), MONDAY)
        assert (day.employed, len(day.fallen), day.next, day.ends) == (False, 2, None, None)


async def test_a_visit_of_somebody_else_is_not_found(people: Cast) -> None:
    await told(people)
    _, stop = await stop_of(await _staff("s-li"), MONDAY, "t-bath@0")
    assert stop.elder.key == "e-lin"
    for staff, day, key in (("s-li", MONDAY, "t-wash@0"), ("s-wu", MONDAY, "t-bath@0"), ("s-li", TUESDAY, "t-bath@0")):
        with pytest.raises(NotFound):
            await stop_of(await _staff(staff), day, key)


async def test_a_publication_that_was_replaced_is_walked_no_more(people: Cast) -> None:
    await told(people)
    await told(people, Plan(visits=[("t-wash@0", "zhou", "li", 0, 480)]), number=2)
    assert (await day_of(await _staff("s-chen"), MONDAY)).stops == ()
    assert len((await day_of(await _staff("s-li"), MONDAY)).stops) == 1
