"""The overview of the streets: every number counted by hand on the cast's small week."""

from datetime import UTC, date, datetime, timedelta

import pytest

from eldercare import clock
from eldercare.care.models import Hold
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Leave
from eldercare.planning.overview import Balance, Overview, Street, Use, overview
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, NotPlanned
from eldercare.planning.week.publish import publish
from solver.week.faces import Faces
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import EARLY_AND_LATE, Plan, drafted, wanted

EARLY, LATE = 480, 480
"""Paid minutes of the two shifts."""


async def _overview(people: Cast, week: date = MONDAY) -> Overview:
    return await overview([people.facilities["dong"], people.facilities["xi"]], week)


async def _east(people: Cast) -> Street:
    return (await _overview(people)).streets[0]


async def test_a_day_weighs_carers_against_visits_with_the_way_to_them(people: Cast) -> None:
    await drafted(people)
    monday, tuesday, wednesday = (await _east(people)).days[:3]
    assert monday == Balance(MONDAY, wanted=3 * (45 + 10), there=EARLY + LATE)
    assert tuesday == Balance(MONDAY + timedelta(days=1), wanted=0, there=0)
    assert wednesday.wanted == 45 + 10, "an open visit counts with the usual way"
    assert wednesday.spare == -55


async def test_leave_on_a_planned_week_is_taken_off_as_the_board_does(people: Cast) -> None:
    """Chen has both visits of the day; the bath falls with her, though Li could still come."""
    draft = await drafted(people)
    await wanted(people, "early", 1, weekdays=0b0000010)
    await DraftShift.all().update(demand_key="f-dong/visits/caregiver")
    draft.coverage = {"shifts": (2, 3), "visits": (2, 3), "meals": (1, 1), "seats": (0, 0)}
    await draft.save()
    with clock.held(datetime(2026, 11, 22, 4, tzinfo=UTC)):
        assert (await _east(people)).days[0].there == EARLY + LATE
        await Leave.create(key="l", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY)
        east = await _east(people)
    assert east.days[0].there == LATE
    assert (east.counts["shifts"], east.counts["visits"], east.counts["meals"]) == ((2, 3), (0, 3), (1, 1))
    assert (east.conflicts.shifts, east.conflicts.visits) == (1, 2)


async def test_who_pauses_wants_no_carer(people: Cast) -> None:
    await drafted(people)
    with clock.held(datetime(2026, 11, 22, 4, tzinfo=UTC)):
        await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=MONDAY, last_day=MONDAY)
        assert (await _east(people)).days[0].wanted == 2 * (45 + 10)


async def test_open_visits_of_no_day_weigh_on_the_week_and_two_carers_count_twice(people: Cast) -> None:
    await drafted(people)
    await NotPlanned.filter(kind="visit").update(day=None, service_id=people.services["bath"].id)
    east = await _east(people)
    assert east.days[2].wanted == 0
    assert east.floating == 2 * (45 + 10)
    assert east.whole_week.wanted == 165 + 110


async def test_who_keeps_a_post_is_not_there_for_visits(people: Cast) -> None:
    await wanted(people, "early", 1)
    await drafted(people, Plan(shifts=EARLY_AND_LATE))
    assert (await _east(people)).days[0].there == LATE
    await DraftShift.filter(demand_key="d-late@0").update(demand_key="x/visits/caregiver")
    people.staff["li"].job = "cook"
    await people.staff["li"].save()
    assert (await _east(people)).days[0].there == 0


async def test_few_faces_are_two_at_most(people: Cast) -> None:
    visits = [(f"t-{staff}@{day}", "zhou", staff, day, 480) for day, staff in enumerate(("chen", "li", "wu"))]
    await drafted(people, Plan(visits=[*visits, ("t-lin@0", "lin", "chen", 0, 600)]))
    found = await _overview(people)
    assert found.streets[0].faces == found.faces == Faces(steady=1, visited=2, familiar=3, visits=4)


async def test_hours_over_contract_are_each_persons_own(people: Cast) -> None:
    people.staff["chen"].weekly_minutes = EARLY - 30
    await people.staff["chen"].save()
    await drafted(people)
    assert (await _east(people)).overtime == 30


async def test_neighbours_take_seats_and_portions_from_each_other(people: Cast) -> None:
    await drafted(people)
    west = await drafted(people, Plan(shifts=[], visits=[], missing=[], open_visits=[], place="xi"))
    await DraftMeal.filter(draft=west).update(kitchen_id=people.kitchens["dong"].id)
    await DraftSeat.create(
        draft=west,
        elder=people.elders["sun"],
        zone=people.zones["dong-care"],
        day=MONDAY,
        starts=540,
        ends=900,
    )
    east, sibling = (await _overview(people)).streets
    assert (east.portions, sibling.portions) == (Use(2, 80 * 7), Use(0, 80 * 7))
    assert (east.seats, sibling.seats) == (Use(1, 10 * 5), Use(0, 10 * 5))


@pytest.mark.parametrize("published", [False, True])
async def test_the_numbers_are_the_same_before_and_after_publishing(people: Cast, published: bool) -> None:
    await drafted(people)
    before = await _east(people)
    if published:
        await publish(people.facilities["dong"], MONDAY, who="terminal")
    east = await _east(people)
    assert bool(east.standing.publication) == published
    assert (east.days, east.faces, east.portions, east.overtime) == (
        *(before.days, before.faces),
        *(before.portions, before.overtime),
    )
    assert east.open_needs == {"shift": 1, "visit": 1}
    assert east.counts["visits"] == (2, 3)


async def test_the_district_sums_its_streets_and_remembers_the_week_before(people: Cast) -> None:
    await drafted(people)
    found = await _overview(people)
    assert found.counts("visits") == (2, 3)
    assert [street.unit.key for street in found.planned] == ["f-dong"]
    assert not found.published
    later = await _overview(people, MONDAY + timedelta(days=7))
    assert later.counts_before("visits") == (2, 3)
    assert later.counts("visits") == (0, 0)
    assert not later.planned


async def test_a_district_without_plans_is_empty(people: Cast) -> None:
    found = await overview(await Facility.filter(tier="street_center"), MONDAY)
    assert not any(street.whole_week.wanted or street.open for street in found.streets)
