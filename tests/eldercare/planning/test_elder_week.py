"""One elder's week, drafted and published."""

from datetime import timedelta

import pytest

from eldercare import clock
from eldercare.people.models import Elder
from eldercare.planning.elder_week import ElderWeek, elder_week
from eldercare.planning.week.models import DraftMeal, DraftSeat, NotPlanned
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import drafted
from tests.eldercare.planning.week.running import at

THE_DAY_BEFORE = at(MONDAY, -6)


async def _week(key: str) -> ElderWeek:
    return await elder_week(await Elder.get(key=key).prefetch_related("facility"), MONDAY)


@pytest.mark.parametrize("published", [False, True])
async def test_a_day_has_its_visits_meals_and_seats(people: Cast, published: bool) -> None:
    draft = await drafted(people)
    zone = people.zones["dong-care"]
    await DraftSeat.create(draft=draft, elder=people.elders["zhou"], zone=zone, day=MONDAY, starts=600, ends=900)
    if published:
        await publish(people.facilities["dong"], MONDAY, who="terminal")
    week = await _week("e-zhou")
    assert (week.standing.unpublished is None) == published
    monday = week.days[0]
    assert [(visit.starts, visit.service.key, [one.key for one in visit.carers]) for visit in monday.visits] == [
        (480, "wash", ["s-chen"])
    ]
    assert [(meal.meal, meal.kitchen.key) for meal in monday.meals] == [("lunch", "k-dong")]
    assert [(seat.zone.key, seat.starts) for seat in monday.seats] == [("z-dong-care", 600)]
    assert [need.key for need in week.days[2].open_needs] == ["t-wash@2"]
    assert week.days[1].empty


async def test_a_day_is_told_in_the_order_of_its_hours(people: Cast) -> None:
    draft = await drafted(people)
    zone = people.zones["dong-care"]
    await DraftSeat.create(draft=draft, elder=people.elders["zhou"], zone=zone, day=MONDAY, starts=840, ends=900)
    await DraftMeal.filter(draft=draft).update(arrives=700)
    await NotPlanned.filter(kind="visit").update(day=MONDAY, starts=1000)
    assert [kind for kind, _ in (await _week("e-zhou")).days[0].lines] == ["visit", "meal", "seat", "open"]
    await DraftMeal.filter(draft=draft).update(arrives=None, meal="dinner")
    await NotPlanned.filter(kind="visit").update(starts=360)
    assert [kind for kind, _ in (await _week("e-zhou")).days[0].lines] == ["open", "visit", "seat", "meal"]


@pytest.mark.parametrize("published", [False, True])
async def test_two_carers_come_in_one_visit(people: Cast, published: bool) -> None:
    await drafted(people)
    if published:
        await publish(people.facilities["dong"], MONDAY, who="terminal")
    (visit,) = (await _week("e-lin")).days[0].visits
    assert sorted(one.key for one in visit.carers) == ["s-chen", "s-li"]


async def test_an_open_need_without_a_day_floats(people: Cast) -> None:
    await drafted(people)
    await NotPlanned.filter(kind="visit").update(day=None)
    week = await _week("e-zhou")
    assert [need.key for need in week.floating] == ["t-wash@2"]
    assert not any(day.open_needs for day in week.days)


async def test_a_week_without_a_plan_is_empty(people: Cast) -> None:
    zhou = await Elder.get(key="e-zhou").prefetch_related("facility")
    week = await elder_week(zhou, MONDAY + timedelta(days=7))
    assert all(day.empty for day in week.days)
    assert week.standing.origin is None


async def test_what_the_centre_she_left_has_promised_is_told_until_it_plans_again(people: Cast) -> None:
    await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    await Elder.filter(key="e-zhou").update(facility_id=people.facilities["xi"].id)
    with clock.held(THE_DAY_BEFORE):
        monday = (await _week("e-zhou")).days[0]
    assert not monday.visits
    assert not monday.meals
    assert [(one.kind, one.unit.key, one.ahead) for one in monday.elsewhere] == [
        ("visit", "f-dong", True),
        ("meal", "f-dong", True),
    ]
    assert [kind for kind, _ in monday.lines] == ["elsewhere", "elsewhere"]
    with clock.held(at(MONDAY, 23)):
        assert not any(one.ahead for one in (await _week("e-zhou")).days[0].elsewhere)
