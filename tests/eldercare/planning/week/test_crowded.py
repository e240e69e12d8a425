"""What a plan gives beyond what its kitchens and zones hold by now."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from eldercare import clock
from eldercare.care.models import Hold
from eldercare.daycare.models import Attendance, Seat
from eldercare.errors import Refused
from eldercare.hierarchy.models import OpeningHours, StaffRatio, Zone
from eldercare.meals.models import KitchenDiet, KitchenWave, Meal, MealSubscription
from eldercare.people.models import Elder
from eldercare.planning.changes import changes_of
from eldercare.planning.drafts import standing
from eldercare.planning.week.conflicts import Conflicts, conflicts_of
from eldercare.planning.week.models import DraftMeal
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.publish import publish
from eldercare.planning.week.reasons import Why
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.eldercare.planning.week.running import WEDNESDAY, again, at, falls_ill, left_open, running, told

THE_DAY_BEFORE = at(MONDAY, -6)
Change = Callable[[Cast], Awaitable[object]]


async def _both_eat_and_sit(database: str) -> Cast:
    """Lin has lunch brought every day as Zhou has, and sits beside him on Monday and Wednesday."""
    people = await running(database)
    lin = people.elders["lin"]
    hers = await MealSubscription.get(key="m-zhou")
    await MealSubscription.create(
        key="m-lin", elder=lin, meal="lunch", weekdays=127, serving="delivered", starts_on=hers.starts_on
    )
    sits = await Attendance.get(key="a-zhou")
    await Attendance.create(
        key="a-lin",
        elder=lin,
        facility_id=sits.facility_id,
        zone_kind=sits.zone_kind,
        weekdays=sits.weekdays,
        starts=sits.starts,
        ends=sits.ends,
        starts_on=sits.starts_on,
    )
    return people


async def _portions(people: Cast) -> None:
    await KitchenWave.filter(kitchen=people.kitchens["dong"]).update(portions=1)
    await KitchenWave.filter(kitchen=people.kitchens["xi"]).delete()


async def _diet(people: Cast) -> None:
    await KitchenDiet.filter(kitchen=people.kitchens["dong"]).update(portions_per_wave=1)
    await Elder.all().update(diet="regular")
    await KitchenWave.filter(kitchen=people.kitchens["xi"]).delete()


async def _no_sunday(people: Cast) -> None:
    await KitchenWave.all().update(weekdays=0b0111111)


async def _one_seat(people: Cast) -> None:
    await Zone.all().update(seats=1)


async def _closed(people: Cast) -> None:
    await OpeningHours.filter(weekday=2).delete()


async def _more_staff(people: Cast) -> None:
    await StaffRatio.all().delete()
    for level in range(5):
        await StaffRatio.create(zone=people.zones["dong-care"], ability_level=level, guests_per_staff=1)


@pytest.mark.parametrize(
    ("change", "rule", "count"),
    [
        (_portions, "kitchen_portions", 7),
        (_diet, "kitchen_diet", 7),
        (_no_sunday, "kitchen_portions", 2),
        (_one_seat, "zone_seats", 2),
        (_closed, "opening_hours", 2),
        (_more_staff, "staff_ratio", 2),
    ],
)
async def test_less_room_is_a_conflict_until_it_is_planned_again(
    sqlite: str, change: Change, rule: str, count: int
) -> None:
    """Nothing of it is published; then it is open, by the same rule."""
    people = await _both_eat_and_sit(sqlite)
    await told(people)
    assert not await _conflicts(people)
    await change(people)
    found = await _conflicts(people)
    kind = "seats" if rule in ("zone_seats", "opening_hours", "staff_ratio") else "meals"
    assert Counter(one.rule for one in found.crowded) == {rule: count}
    assert found.refuses
    assert found.outdated
    assert (found.fallen(kind, 14), found.standing(kind, 14)) == (count, 14 - count)
    draft = await again(people, THE_DAY_BEFORE)
    assert Counter(of for _, of in await left_open(draft, kind.removesuffix("s"))) == {rule: count}
    assert not (await _conflicts(people)).crowded
    with clock.held(THE_DAY_BEFORE):
        changes = await changes_of(await standing(people.facilities["dong"], MONDAY))
        await publish(people.facilities["dong"], MONDAY, who="terminal")
    assert changes is not None
    gone = [why for (of, _), why in changes.whys.items() if of == kind]
    assert gone == [Why.CROWDED] * count


async def test_a_draft_that_gives_more_than_there_is_is_not_published(sqlite: str) -> None:
    people = await _both_eat_and_sit(sqlite)
    with clock.held(THE_DAY_BEFORE):
        await plan_now(people.facilities["dong"], MONDAY, memory_mb=1024)
        await _portions(people)
        with pytest.raises(Refused, match="draft_crowded") as refused:
            await publish(people.facilities["dong"], MONDAY, who="terminal")
    assert refused.value.facts["count"] == 7
    assert str(refused.value.facts["places_en"]).startswith("Dongxi Kitchen 2026-11-23 (kitchen_portions: 1) · ")


@pytest.mark.parametrize("who", ["zhou", "lin"])
async def test_who_left_the_map_keeps_her_portion_and_the_other_has_none(sqlite: str, who: str) -> None:
    """Whichever of the two comes first in the books."""
    people = await _both_eat_and_sit(sqlite)
    await told(people)
    await _portions(people)
    await Elder.filter(key=f"e-{who}").update(latitude=None, longitude=None)
    found = await _conflicts(people)
    gone = {one.key for one in found.unlocated if one.kind == "meal"}
    assert len(gone) == len(found.crowded) == 7
    assert not gone & {one.key for one in found.crowded}
    assert found.refuses


@pytest.mark.parametrize("who", ["zhou", "lin"])
async def test_what_falls_with_its_carrier_leaves_its_portion_and_is_told_once(sqlite: str, who: str) -> None:
    people = await _both_eat_and_sit(sqlite)
    await told(people)
    await _portions(people)
    hers = await Meal.get(elder__key=f"e-{who}", day=MONDAY).prefetch_related("carrier")
    await Meal.filter(day=MONDAY).exclude(id=hers.id).update(carrier_id=None)
    assert hers.carrier
    await falls_ill(hers.carrier, MONDAY)
    found = await _conflicts(people)
    assert found.meals == 1
    assert [one.day for one in found.crowded if one.day == MONDAY] == []


async def test_a_lunch_that_was_handed_over_is_no_conflict_though_its_wave_is_gone(sqlite: str) -> None:
    people = await _both_eat_and_sit(sqlite)
    await told(people)
    await KitchenWave.all().delete()
    with clock.held(at(WEDNESDAY, 15)):
        found = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert {one.day for one in found.crowded} == {MONDAY + timedelta(days=on) for on in (3, 4, 5, 6)}


async def test_who_pauses_leaves_room_and_each_promise_counts_once(sqlite: str) -> None:
    people = await _both_eat_and_sit(sqlite)
    await told(people)
    await _portions(people)
    await Hold.create(elder=people.elders["lin"], kind="hospital", first_day=MONDAY)
    found = await _conflicts(people)
    assert not found.crowded
    assert {one.kind for one in found.paused} == {"meal", "seat", "visit"}


async def test_what_has_left_or_begun_stays(sqlite: str) -> None:
    """On Wednesday at one: the lunches of three days have left, and both guests sit there already."""
    people = await _both_eat_and_sit(sqlite)
    await told(people)
    await _portions(people)
    await _one_seat(people)
    with clock.held(at(WEDNESDAY, 13)):
        found = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert Counter(one.rule for one in found.crowded) == {"kitchen_portions": 4}
    draft = await again(people, at(WEDNESDAY, 13))
    assert len(await left_open(draft, "meal")) == 4


async def test_portions_that_others_have_are_not_there(sqlite: str) -> None:
    """The west's draft takes all but one of the portions of Monday."""
    people = await _both_eat_and_sit(sqlite)
    await told(people)
    await drafted(people, Plan(place="xi", shifts=[], visits=[], missing=[], open_visits=[]))
    await DraftMeal.filter(elder=people.elders["sun"]).update(kitchen=people.kitchens["dong"])
    await KitchenWave.filter(kitchen=people.kitchens["dong"]).update(portions=2)
    found = await _conflicts(people)
    assert [(one.rule, one.day, one.room) for one in found.crowded] == [("kitchen_portions", MONDAY, 1)]


async def test_guests_whom_nobody_of_the_zone_is_there_for(sqlite: str) -> None:
    people = await _both_eat_and_sit(sqlite)
    await told(people)
    await falls_ill(people.staff["mei"], MONDAY)
    found = await _conflicts(people)
    assert [(one.rule, one.day) for one in found.crowded] == [("staff_ratio", MONDAY)] * 2
    assert found.fallen("seats", 4) == 2


async def test_staff_of_another_centre_are_that_centre_s_to_plan(sqlite: str) -> None:
    """The guests sit in the west, whose shifts the east does not know."""
    people = await _both_eat_and_sit(sqlite)
    await told(people)
    await Seat.all().update(zone_id=people.zones["xi-care"].id)
    assert not [one for one in (await _conflicts(people)).crowded if one.rule == "staff_ratio"]
    await Zone.all().update(seats=1)
    assert Counter(one.rule for one in (await _conflicts(people)).crowded) == {"zone_seats": 2}


async def test_who_sits_there_already_takes_a_seat_and_of_the_staff(sqlite: str) -> None:
    """Zhou came at one; Lin's seat from three is still ahead at two, and Mei is there alone."""
    people = await _both_eat_and_sit(sqlite)
    await told(people)
    await Attendance.filter(key="a-lin").update(starts=15 * 60)
    await Seat.filter(elder__key="e-lin").update(starts=15 * 60)
    await _more_staff(people)
    with clock.held(at(MONDAY, 14)):
        found = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert [(one.rule, one.day) for one in found.crowded if one.day == MONDAY] == [("staff_ratio", MONDAY)]


async def _conflicts(people: Cast) -> Conflicts:
    with clock.held(THE_DAY_BEFORE):
        return await conflicts_of(await standing(people.facilities["dong"], MONDAY))
