"""Why planning again changes what it changes."""

from collections import Counter
from datetime import date, timedelta

import pytest

from eldercare import clock
from eldercare.care.models import CareTask, Hold
from eldercare.meals.models import MealSubscription
from eldercare.people.models import Elder, StaffBond
from eldercare.planning.changes import Changes, changes_of
from eldercare.planning.drafts import standing
from eldercare.planning.week.difference import Change
from eldercare.planning.week.models import NeedKind
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.reasons import Reasons, Why
from eldercare.shifts.models import Shift
from eldercare.visits.models import Visit
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import WEDNESDAY, at, falls_ill, running, told

THE_DAY_BEFORE = at(MONDAY, -6)


@pytest.fixture
async def east(sqlite: str) -> Cast:
    people = await running(sqlite)
    await told(people)
    return people


async def _changes(people: Cast) -> Changes:
    with clock.held(THE_DAY_BEFORE):
        await plan_now(people.facilities["dong"], MONDAY, memory_mb=1024, seed=3)
        found = await changes_of(await standing(people.facilities["dong"], MONDAY))
    assert found is not None
    return found


def _of(found: Changes, kind: str) -> Counter[Why]:
    return Counter(why for (which, _), why in found.whys.items() if which == kind)


async def test_leave_is_the_reason_of_what_falls_with_it(east: Cast) -> None:
    """Whoever takes over does so in her place."""
    shift = await Shift.filter(staff__key__in=["s-chen", "s-li"]).order_by("day").prefetch_related("staff").first()
    assert shift is not None
    await falls_ill(shift.staff, shift.day)
    whys = _of(await _changes(east), "shifts")
    assert whys[Why.ABSENT] == 1
    assert whys.keys() <= {Why.ABSENT, Why.STANDS_IN, Why.MAKES_ROOM}


async def test_a_reason_stays_though_its_day_has_passed_when_it_is_read(east: Cast) -> None:
    shift = await Shift.filter(staff__key__in=["s-chen", "s-li"]).order_by("day").prefetch_related("staff").first()
    assert shift is not None
    await falls_ill(shift.staff, shift.day)
    found = await _changes(east)
    with clock.held(at(shift.day, 24)):
        later = await changes_of(await standing(east.facilities["dong"], MONDAY))
    assert later is not None
    assert later.whys == found.whys


async def test_who_pauses_joins_or_is_promised_otherwise_is_the_reason(east: Cast) -> None:
    await Hold.create(elder=east.elders["lin"], kind="hospital", first_day=MONDAY)
    await CareTask.filter(key="t-zhou-wash").update(minutes=60)
    await MealSubscription.create(
        key="m-2", elder=east.elders["lin"], meal="lunch", weekdays=1, serving="delivered", starts_on=MONDAY
    )
    found = await _changes(east)
    assert _of(found, "visits")[Why.PAUSED] == 3
    assert _of(found, "visits")[Why.ALTERED] == 5
    assert dict(found.reasons)[Why.PAUSED] == 3
    await Hold.all().delete()
    assert _of(await _changes(east), "meals") == {Why.NEW: 1}


async def test_an_excluded_carer_is_the_reason_where_she_came(east: Cast) -> None:
    await StaffBond.create(elder=east.elders["zhou"], staff=east.staff["chen"], kind="excluded")
    whys = _of(await _changes(east), "visits")
    assert whys[Why.UNFIT] > 0


async def test_an_address_that_left_the_map_is_the_reason_of_what_goes_there_no_more(east: Cast) -> None:
    """A meal that is eaten out and a seat need no address; it outranks the leave of who was to come."""
    await Elder.filter(key="e-zhou").update(latitude=None, longitude=None)
    planned = await Visit.filter(elder__key="e-zhou").count()
    await falls_ill(east.staff["chen"], MONDAY)
    found = await _changes(east)
    zhou = east.elders["zhou"].id
    whys = Counter((one.kind, found.whys[one.kind, one.key]) for one in found.difference.changes if one.elder == zhou)
    assert whys == {("visits", Why.LOCATED): planned, ("meals", Why.LOCATED): 7}


async def test_a_hold_is_the_reason_though_her_carer_is_not_there_either(east: Cast) -> None:
    visit = await Visit.filter(elder__key="e-lin").order_by("day").prefetch_related("carers__staff").first()
    assert visit is not None
    await falls_ill(visit.carers[0].staff, visit.day)
    await Hold.create(elder=east.elders["lin"], kind="hospital", first_day=MONDAY)
    assert _of(await _changes(east), "visits")[Why.PAUSED] == 3


def _change(key: str, day: date, before: list[int] | None, after: list[int] | None, kind: str = "visits") -> Change:
    had, has = (None if staff is None else dict[str, object](staff=staff) for staff in (before, after))
    return Change(kind, key, 7, frozenset(), day, had, has)


def _shift(staff: int, starts: int, ends: int) -> Change:
    after: dict[str, object] = {"facility": 5, "shift_type": 1, "starts": starts, "ends": ends}
    return Change("shifts", f"{staff}@{MONDAY}", None, frozenset({staff}), MONDAY, None, after)


def _meal(meal: str, before: list[int], after: list[int] | None) -> Change:
    """From one kitchen, and with one carrier, to another."""
    had, has = (
        None if whose is None else dict[str, object](meal=meal, kitchen=whose[0], staff=whose[1:])
        for whose in (before, after)
    )
    return Change("meals", f"7@{MONDAY}/{meal}", 7, frozenset(), MONDAY, had, has)


def _seat(zone: int) -> Change:
    return Change("seats", f"7@{MONDAY}/480", 7, frozenset(), MONDAY, {"zone": zone, "starts": 480}, None)


def test_the_first_that_holds_is_told_and_without_any_it_makes_room() -> None:
    reasons = Reasons(
        absent=frozenset({(1, MONDAY), (1, WEDNESDAY)}),
        unfit=frozenset({("a@0", 2)}),
        lost=frozenset({(4, MONDAY)}),
        pausing=frozenset({(7, WEDNESDAY)}),
        unlocated=frozenset({"e@0"}),
        altered=frozenset({"b@1"}),
        crowded=frozenset({(NeedKind.MEAL, 3, MONDAY, "lunch"), (NeedKind.SEAT, 4, MONDAY, "")}),
        new=frozenset({"c"}),
        was_open=frozenset({"d@4", f"5:{MONDAY}:420-900"}),
        jobs={9: "carrier", 8: "cook"},
        absent_jobs=frozenset({("carrier", MONDAY)}),
    )
    tuesday = MONDAY + timedelta(days=1)
    for change, why in [
        (_change("a@0", MONDAY, [1, 2], [3]), Why.ABSENT),
        (_change("a@0", MONDAY, [2], [3]), Why.UNFIT),
        (_change("a@1", MONDAY, [4], [3]), Why.UNFIT),
        (_change("a@2", WEDNESDAY, [1], None), Why.PAUSED),
        (_change("e@0", MONDAY, [1], None), Why.LOCATED),
        (_change("b@1", tuesday, [1], [1]), Why.ALTERED),
        (_meal("lunch", [3], None), Why.CROWDED),
        (_meal("lunch", [3], [5]), Why.CROWDED),
        (_meal("lunch", [3], [3]), Why.MAKES_ROOM),
        (_meal("dinner", [3], None), Why.MAKES_ROOM),
        (_meal("lunch", [3, 1], [5, 2]), Why.ABSENT),
        (_seat(4), Why.CROWDED),
        (_change("c@1", tuesday, None, [1]), Why.NEW),
        (_change("d@4", tuesday, None, [1]), Why.WAS_OPEN),
        (_shift(9, 480, 960), Why.STANDS_IN),
        (_shift(8, 480, 960), Why.MAKES_ROOM),
        (_shift(8, 420, 900), Why.WAS_OPEN),
        (_change("a@1", tuesday, [1], [2]), Why.MAKES_ROOM),
    ]:
        assert reasons.of(change) == why
