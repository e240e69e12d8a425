"""The day of visits from a draft and from a publication."""

from datetime import UTC, datetime, time, timedelta

from eldercare import clock
from eldercare.people.models import Staff
from eldercare.planning.day import DayOfVisits, day_of
from eldercare.planning.drafts import standing
from eldercare.planning.models import Publication
from eldercare.planning.week.models import DraftShift, DraftVisit
from eldercare.planning.week.publish import publish
from eldercare.shifts.models import ShiftType
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import Plan, drafted, wanted

THE_DAY_BEFORE = datetime.combine(MONDAY - timedelta(days=1), time(4), UTC)


async def test_the_published_day_is_the_drafted_day(database: str) -> None:
    people = await cast(database)
    await drafted(people)
    before = _told(await _day(people))
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    assert _told(await _day(people)) == before
    assert before == [
        ("s-chen", [("t-wash@0", 480, 60, []), ("t-bath@0", 570, 45, ["s-li"])]),
        ("s-li", [("t-bath@0", 570, 150, ["s-chen"])]),
    ]


async def test_a_visit_of_two_counts_once(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people)
    day = await _day(people)
    assert day.visits == 2
    assert [route.travel_minutes for route in day.routes] == [20, 10]


async def test_wishes_that_were_not_met_are_told_before_and_after_publishing(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people)
    await DraftVisit.filter(key="t-wash@0").update(matches={"new_face": 30, "preferred_time": 59, "few_faces": 30})
    for _ in range(2):
        told = {stop.key: stop.missed for route in (await _day(people)).routes for stop in route.stops}
        assert told == {"t-wash@0": ("new_face",), "t-bath@0": ()}
        if not await Publication.exists():
            await publish(people.facilities["dong"], MONDAY, who="terminal")
    await DraftVisit.filter(key="t-wash@0").update(matches={"preferred_time": 60})
    assert [stop.missed for stop in (await _day(people)).routes[0].stops] == [("preferred_time",), ()]


async def test_the_way_is_short_by_what_is_missing(sqlite: str) -> None:
    people = await cast(sqlite)
    visits = [("a@0", "zhou", "chen", 0, 480), ("b@0", "lin", "chen", 0, 527), ("c@0", "lin", "chen", 0, 582)]
    await drafted(people, Plan(visits=visits))
    assert [stop.short_minutes for stop in (await _day(people)).routes[0].stops] == [0, 8, 0]


async def test_the_hours_hold_everything_of_the_day(sqlite: str) -> None:
    people = await cast(sqlite)
    assert (await _day(people)).hours == (8, 17)
    await drafted(people, Plan(visits=[("a@0", "zhou", "chen", 0, 6 * 60 + 50)]))
    assert (await _day(people)).hours == (6, 16)


async def test_who_a_place_asks_for_or_who_does_not_go_out_is_at_her_place(sqlite: str) -> None:
    """Chen is wanted at the centre itself; Li works for visits and has none that day; a cook never goes out."""
    people = await cast(sqlite)
    await wanted(people, "early", 1)
    await Staff.filter(key="s-wu").update(job="cook")
    shifts = [("chen", 0, "early"), ("li", 0, "late"), ("wu", 0, "kitchen_day")]
    await drafted(people, Plan(shifts=shifts, visits=[]))
    day = await _day(people)
    assert [(one.staff.key, one.shift.break_starts) for one in day.at_places] == [("s-chen", 630), ("s-wu", 780)]
    assert [route.staff.key for route in day.routes] == ["s-li"]


async def test_who_visits_is_on_her_route_wherever_her_shift_was_asked_for(sqlite: str) -> None:
    people = await cast(sqlite)
    await wanted(people, "early", 1)
    await drafted(people)
    day = await _day(people)
    assert day.at_places == ()
    assert [route.staff.key for route in day.routes] == ["s-chen", "s-li"]


async def _day(people: Cast) -> DayOfVisits:
    return await day_of(await standing(people.facilities["dong"], MONDAY), MONDAY)


def _told(day: DayOfVisits) -> list[tuple[str, list[tuple[str, int, int, list[str]]]]]:
    return [
        (
            route.staff.key,
            [(stop.key, stop.starts, stop.free, [other.key for other in stop.partners]) for stop in route.stops],
        )
        for route in day.routes
    ]


async def test_a_shift_whose_type_has_other_hours_by_now_is_amiss_on_its_day(sqlite: str) -> None:
    """Chen is wanted at the centre, Li goes out."""
    people = await cast(sqlite)
    await wanted(people, "early", 1)
    visits = [("t-wash@0", "zhou", "li", 0, 13 * 60)]
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("li", 0, "late")], visits=visits))
    await DraftShift.filter(demand_key="d-late@0").update(demand_key="f-dong/visits/caregiver")
    with clock.held(THE_DAY_BEFORE):
        day = await _day(people)
        assert [(one.altered, one.amiss) for one in day.routes] == [("", False)]
        assert [one.altered for one in day.at_places] == [""]
        for kind in await ShiftType.filter(key__in=["early", "late"]):
            await ShiftType.filter(id=kind.id).update(ends=kind.ends + 30)
        day = await _day(people)
        assert [(one.altered, one.amiss) for one in day.routes] == [("hours", True)]
        assert [one.altered for one in day.at_places] == ["hours"]
