"""A week that is published already, planned again: what people were told stays, as far as it can."""

from eldercare.hierarchy.models import Facility
from eldercare.people.models import Leave
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.difference import difference_from
from eldercare.shifts.models import Shift
from eldercare.visits.models import VisitStaff
from tests.happenings import more_meals, no_meals
from tests.replanned import only_pauses, planned


async def _changes(centre: Facility) -> dict[str, int]:
    """How many visits, shifts and meals of the latest draft differ from what is in force, and how many shifts only by
    their breaks."""
    draft = await Draft.filter(unit_id=centre.id).order_by("-id").first()
    assert draft is not None
    difference = await difference_from(await Publication.get(unit_id=centre.id, replaced_at=None), draft)
    kinds = ["breaks" if only_pauses(change) else change.kind for change in difference.changes]
    return {kind: kinds.count(kind) for kind in ("visits", "shifts", "breaks", "meals")}


async def test_planned_again_by_another_seed_hardly_anything_changes(street: Facility) -> None:
    await planned(1)
    kept = await _changes(street)
    told = await Publication.get(unit_id=street.id)
    await Publication.filter(id=told.id).update(replaced_at=told.published_at)
    await planned(1)
    await Publication.filter(id=told.id).update(replaced_at=None)
    anew = await _changes(street)
    assert kept["visits"] <= 3
    assert (kept["shifts"], kept["breaks"], kept["meals"]) == (0, 0, 0)
    assert anew["visits"] > 100
    assert anew["shifts"] > 10


async def test_planned_again_by_the_same_seed_nothing_changes(street: Facility) -> None:
    assert "changed_after_publish" not in (await planned(0))["score"]
    assert await _changes(street) == {"visits": 0, "shifts": 0, "breaks": 0, "meals": 0}
    on_the_board = await Draft.get(unit_id=street.id, current=True)
    assert on_the_board.id == (await Publication.get(unit_id=street.id)).draft_id


async def test_leaves_change_what_they_must_little_else_and_each_change_is_priced(street: Facility) -> None:
    """One carer off for a day, three times: beyond her own visits three others on the mean, never more than five.

    The first takes five with any of six seeds, and with ten times the effort.
    """
    shifts = await Shift.filter(facility_id=street.id, demand_key__contains="/visits/").order_by("day", "id")
    beyond = 0
    for hers in (shifts[0], shifts[3], shifts[7]):
        visits = await VisitStaff.filter(staff_id=hers.staff_id, day=hers.day).count()
        leave = await Leave.create(
            key=f"l{hers.id}", staff_id=hers.staff_id, kind="sick", first_day=hers.day, last_day=hers.day
        )
        score = (await planned(1))["score"]
        changes = await _changes(street)
        await leave.delete()
        assert 0 < changes["shifts"] <= 2
        assert changes["breaks"] <= 2
        assert visits <= changes["visits"] <= visits + 5
        assert score["changed_after_publish"] >= 400 * (10 * changes["shifts"] + changes["visits"])
        beyond += changes["visits"] - visits
    assert beyond <= 3 * 3


async def test_meals_that_fall_away_and_new_ones_change_no_other(street: Facility) -> None:
    await no_meals(street)
    await planned(1)
    fewer = (await _changes(street))["meals"]
    await more_meals(street)
    score = (await planned(1))["score"]
    more = (await _changes(street))["meals"]
    assert 0 < fewer <= 10
    assert fewer + 10 <= more <= fewer + 15
    assert 400 * (more - fewer - 14) <= score.get("changed_after_publish", 0)
