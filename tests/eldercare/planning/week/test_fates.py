"""What has become of one elder's week since it was planned."""

import pytest

from eldercare import clock
from eldercare.care.models import CareTask, Hold
from eldercare.hierarchy.models import OpeningHours
from eldercare.meals.models import KitchenWave, MealSubscription
from eldercare.people.models import Elder, StaffBond
from eldercare.planning.drafts import standing
from eldercare.planning.elder_week import elder_week
from eldercare.planning.rearranged import rearranged_of
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.fates import Fates
from eldercare.planning.week.models import DraftVisit, NeedKind
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import drafted
from tests.eldercare.planning.week.running import at, falls_ill, running, told

THE_DAY_BEFORE = at(MONDAY, -6)


async def _fates(who: str) -> Fates:
    with clock.held(THE_DAY_BEFORE):
        return (await elder_week(await Elder.get(key=f"e-{who}").prefetch_related("facility"), MONDAY)).fates


def _told(fates: Fates, kind: NeedKind) -> set[tuple[str, str]]:
    return {(fate.turn.value, fate.why) for (of, _), fate in fates.items() if of == kind}


@pytest.fixture
async def people(sqlite: str) -> Cast:
    """Lin has lunch brought every day as Zhou has, from one kitchen."""
    people = await running(sqlite)
    hers = await MealSubscription.get(key="m-zhou")
    await MealSubscription.create(
        key="m-lin",
        elder=people.elders["lin"],
        meal="lunch",
        weekdays=127,
        serving="delivered",
        starts_on=hers.starts_on,
    )
    await KitchenWave.filter(kitchen=people.kitchens["xi"]).delete()
    await told(people)
    return people


async def test_a_week_that_stands_has_none(people: Cast) -> None:
    assert not await _fates("zhou")


async def test_whose_carer_is_on_leave_has_nobody_as_the_board_counts_it(people: Cast) -> None:
    visit = await DraftVisit.filter(elder=people.elders["zhou"]).order_by("day").prefetch_related("staff").first()
    assert visit is not None
    await falls_ill(visit.staff, visit.day)
    fates = await _fates("zhou")
    fate = fates[NeedKind.VISIT, visit.key]
    assert (fate.turn.value, fate.why, fate.kept) == ("absent", "on_leave", False)
    with clock.held(THE_DAY_BEFORE):
        conflicts = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    hers = set(await DraftVisit.filter(elder=people.elders["zhou"], day=visit.day).values_list("key", flat=True))
    assert {key for kind, key in conflicts.absentees if kind == NeedKind.VISIT} & hers == {
        key for (kind, key), one in fates.items() if kind == NeedKind.VISIT and one.turn == "absent"
    }


async def test_whose_carer_must_not_come_reads_the_rule(sqlite: str) -> None:
    people = await running(sqlite)
    await drafted(people)
    await StaffBond.create(elder=people.elders["zhou"], staff=people.staff["chen"], kind="excluded")
    assert _told(await _fates("zhou"), NeedKind.VISIT) >= {("unfit", "excluded_pair")}


async def test_too_little_for_all_may_be_hers_and_none_at_all_is(people: Cast) -> None:
    """Whom the last portion is for, the next plan chooses; a family is told only what is certain."""
    await KitchenWave.all().update(portions=1)
    for who in ("zhou", "lin"):
        assert _told(await _fates(who), NeedKind.MEAL) == {("tight", "kitchen_portions")}
    zhou = await Elder.get(key="e-zhou").prefetch_related("facility")
    with clock.held(THE_DAY_BEFORE):
        assert not await rearranged_of(zhou, MONDAY)
    await KitchenWave.all().delete()
    for who in ("zhou", "lin"):
        assert _told(await _fates(who), NeedKind.MEAL) == {("crowded", "kitchen_portions")}
    with clock.held(THE_DAY_BEFORE):
        assert {kind for kind, _ in await rearranged_of(zhou, MONDAY)} == {NeedKind.MEAL}


async def test_a_seat_in_a_house_that_is_closed_by_now(people: Cast) -> None:
    await OpeningHours.all().delete()
    assert _told(await _fates("zhou"), NeedKind.SEAT) == {("crowded", "opening_hours")}


async def test_what_is_promised_otherwise_and_what_pauses(people: Cast) -> None:
    first = await DraftVisit.filter(elder=people.elders["zhou"]).first()
    assert first is not None
    await CareTask.filter(key=first.key.rpartition("@")[0]).update(minutes=30)
    assert ("altered", "minutes") in _told(await _fates("zhou"), NeedKind.VISIT)
    await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=MONDAY)
    fates = await _fates("zhou")
    assert {fate.turn.value for fate in fates.values()} == {"paused"}


async def test_whom_a_carer_can_still_reach_is_told_nothing(people: Cast) -> None:
    await Elder.filter(key="e-zhou").update(latitude=None, longitude=None)
    assert ("altered", "located") in _told(await _fates("zhou"), NeedKind.VISIT)
    with clock.held(THE_DAY_BEFORE):
        zhou = await Elder.get(key="e-zhou").prefetch_related("facility")
        assert NeedKind.VISIT not in {kind for kind, _ in await rearranged_of(zhou, MONDAY)}
