"""Promises stored in older databases that cannot all be kept at once: one of them is open, and the week is planned."""

from typing import Any

import pytest

from eldercare.care.models import CareTask
from eldercare.daycare.models import Attendance
from eldercare.hierarchy.models import OpeningHours, Zone
from eldercare.meals.models import MealSubscription
from eldercare.planning.models import Draft, RunDocument
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftVisit, NotPlanned
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import WEDNESDAY, again, at, breaches_of, left_open, running, told
from tests.promises import EVERY_DAY, SINCE, WORKDAYS


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await running(sqlite)


async def _seat(people: Cast, **changes: Any) -> Attendance:
    """The seat of Zhou once more, or nearly."""
    first = await Attendance.get(key="a-zhou")
    values = {name: getattr(first, name) for name in ("facility_id", "zone_kind", "weekdays", "starts", "ends")}
    return await Attendance.create(
        **{"key": "a-zhou-2", "elder": people.elders["zhou"], "starts_on": SINCE, **values, **changes}
    )


async def _room(people: Cast, place: str, kind: str) -> None:
    zone = await Zone.create(key=f"z-{kind}", facility=people.facilities[place], kind=kind, name=kind, seats=9)
    for weekday in range(7):
        await OpeningHours.create(zone=zone, weekday=weekday, opens=0, closes=1440)


async def _planned(people: Cast) -> Draft:
    draft = await told(people)
    assert draft.hard_violations == 0
    assert breaches_of(await RunDocument.get(run_id=draft.run_id)) == []
    return draft


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param({}, id="the same form twice"),
        pytest.param({"zone_kind": "rehabilitation", "starts": 840, "ends": 900}, id="an hour in another room"),
        pytest.param({"zone_kind": "day_care", "place": "dong"}, id="two centres"),
        pytest.param({"starts": 720, "ends": 900}, id="other hours"),
    ],
)
async def test_of_two_seats_at_once_one_is_given_and_the_other_is_told_with_it(
    people: Cast, shape: dict[str, Any]
) -> None:
    place = shape.pop("place", "dong-care")
    await _room(people, place, shape.get("zone_kind", "bathing"))
    await _seat(people, facility_id=people.facilities[place].id, **shape)
    draft = await _planned(people)
    seats = await DraftSeat.filter(draft_id=draft.id).order_by("day")
    assert [seat.day for seat in seats] == [MONDAY, WEDNESDAY]
    missing = await NotPlanned.filter(draft_id=draft.id, kind="seat").order_by("day")
    assert [need.rule for need in missing] == ["elder_in_one_place"] * 2
    others = [(need.day, need.facts["other_starts"], need.facts["other_ends"]) for need in missing]
    assert others == [(seat.day, seat.starts, seat.ends) for seat in seats]
    assert all(need.facts["other_place"] for need in missing)


async def test_a_seat_promised_anew_for_the_hours_that_she_sits_in_waits(people: Cast) -> None:
    """She sits since one; somebody lets her come from half past two instead, and the week is planned again at two."""
    await told(people)
    await Attendance.filter(key="a-zhou").update(starts=870)
    draft = await again(people, at(WEDNESDAY, 13, 45))
    assert ("a-zhou@2", "elder_in_one_place") in await left_open(draft, "seat")
    (seat,) = await DraftSeat.filter(draft_id=draft.id, day=WEDNESDAY)
    assert (seat.starts, seat.ends) == (780, 960)


async def test_of_two_tasks_at_the_same_minute_one_is_done(people: Cast) -> None:
    await CareTask.filter(plan__elder__key="e-zhou").update(
        fixed_start=480, fixed_reason="as ever", window_start=480, window_end=480, weekdays=1, times_a_week=None
    )
    draft = await _planned(people)
    assert len(set(await DraftVisit.filter(draft_id=draft.id, key__startswith="t-zhou").values_list("key"))) == 1
    assert [rule for _, rule in await left_open(draft, "visit")] == ["elder_in_one_place"]


async def test_a_task_while_she_sits_elsewhere_is_open(people: Cast) -> None:
    await CareTask.filter(key="t-zhou-wash").update(
        fixed_start=840, fixed_reason="as ever", window_start=840, window_end=840
    )
    draft = await _planned(people)
    assert [one for one in await left_open(draft, "visit") if "wash" in one[0]] == [
        ("t-zhou-wash@0", "elder_in_one_place"),
        ("t-zhou-wash@2", "elder_in_one_place"),
    ]


async def test_of_a_meal_promised_twice_one_is_brought(people: Cast) -> None:
    await MealSubscription.create(
        key="m-zhou-2",
        elder=people.elders["zhou"],
        meal="lunch",
        weekdays=WORKDAYS,
        serving="eat_in",
        eats_at=people.facilities["dong-care"],
        starts_on=SINCE,
    )
    draft = await _planned(people)
    assert await DraftMeal.filter(draft_id=draft.id, elder=people.elders["zhou"]).count() == EVERY_DAY.bit_count()
