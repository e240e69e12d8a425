"""One elder's fates from the part of a plan that bears on her are those from the whole of it."""

from collections import Counter
from datetime import timedelta

import pytest

from eldercare import clock
from eldercare.hierarchy.models import Facility, Zone
from eldercare.meals.models import KitchenWave, Meal
from eldercare.people.models import Elder, Staff, StaffSkill
from eldercare.planning.drafts import standing
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.fates import fates_of
from eldercare.planning.week.hers import fates_about
from eldercare.planning.week.shown import shown_of
from eldercare.planning.week.since import since_of
from tests.eldercare.planning.week.running import at
from tests.happenings import EVENTS, MONDAY


@pytest.fixture
async def street(street: Facility) -> Facility:
    """A tiny invented street whose week is published; since then a carer is ill, others may do less, an elder is in
    hospital, another has moved far away."""
    centre = street
    await EVENTS["leave"](centre)
    await EVENTS["hold"](centre)
    visited = await Elder.filter(visits__publication__unit_id=centre.id).distinct().order_by("key")
    await Elder.filter(id=visited[0].id).update(latitude=28.5)
    carer = await Staff.filter(job="caregiver").order_by("-key").first()
    assert carer is not None
    await StaffSkill.filter(staff=carer).update(valid_until=MONDAY)
    await Staff.filter(shifts__day=MONDAY + timedelta(days=5)).update(weekly_minutes=60)
    return centre


async def _turns(centre: Facility) -> Counter[str]:
    """How many fates of each turn there are, which everybody's are compared for, one by one."""
    with clock.held(at(MONDAY, -6)):
        there = await standing(centre, MONDAY)
        whole, found = await conflicts_of(there), Counter[str]()
        for elder in await Elder.filter(facility__path__startswith=centre.path):
            hers = await shown_of(there, elder.id)
            since = await since_of(there, elder, shown=hers)
            fates = await fates_about(there, elder, hers, since)
            assert fates == fates_of(whole, elder, hers)
            assert [need.key for need in since.new] == [one.key for one in whole.new if one.elder_id == elder.id]
            assert [one.key for one in since.lapsed] == [one.key for one in whole.lapsed if one.elder_id == elder.id]
            found.update(fate.turn.value for fate in fates.values())
        return found


async def test_the_days_of_those_who_come_are_enough(street: Facility) -> None:
    assert set(await _turns(street)) >= {"absent", "paused", "unfit"}


async def test_where_there_is_too_little_for_all_everybody_counts(street: Facility) -> None:
    meals = Counter(await Meal.filter(publication__unit_id=street.id).values_list("kitchen_id", "day", "meal", "wave"))
    await KitchenWave.all().update(portions=max(meals.values()) - 1)
    await Zone.all().update(seats=1)
    found = await _turns(street)
    assert found["tight"] > 1


async def test_where_a_kitchen_is_closed_her_meals_have_no_room(street: Facility) -> None:
    await KitchenWave.all().delete()
    assert (await _turns(street))["crowded"] > 1
