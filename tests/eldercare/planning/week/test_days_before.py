"""A week goes on from the days of the one before, where the promise leaves the choice."""

from datetime import timedelta

from eldercare import clock
from eldercare.care.models import CareTask
from eldercare.planning.models import Draft
from eldercare.planning.week.load import load_week
from eldercare.planning.week.models import DraftVisit
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.problem import week_problem
from eldercare.planning.week.taken import taken_by_others
from eldercare.rulebook.rules import rules_on
from eldercare.visits.models import Visit
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import at

NEXT = MONDAY + timedelta(days=7)
SUNDAY = MONDAY + timedelta(days=6)


async def bathed_on(people: Cast, day: int) -> None:
    """The bath of the published week was on another day."""
    (bath,) = await Visit.filter(key__startswith="t-zhou-bath@")
    bath.day, bath.key = MONDAY + timedelta(days=day), f"t-zhou-bath@{day}"
    await bath.save()
    assert (await CareTask.get(key="t-zhou-bath")).times_a_week == 1


async def test_a_bath_once_a_week_stays_on_its_weekday(east: Cast) -> None:
    for weekday in (1, 4):
        await bathed_on(east, weekday)
        with clock.held(at(SUNDAY, 9)):
            await plan_now(east.facilities["dong"], NEXT, memory_mb=1024)
        draft = await Draft.filter(week=NEXT).order_by("-id").first()
        assert draft is not None
        parts = await DraftVisit.filter(draft_id=draft.id, key__startswith="t-zhou-bath@")
        assert {part.day for part in parts} == {NEXT + timedelta(days=weekday)}


async def test_only_the_week_before_is_asked(east: Cast) -> None:
    unit = east.facilities["dong"]
    for week, known in ((MONDAY, False), (NEXT, True), (NEXT + timedelta(days=7), False)):
        rows = await load_week([unit], week, await rules_on(week, unit))
        problem = week_problem(rows, await taken_by_others([unit.id], week))
        assert all(bool(need.days_before) is known for need in problem.units[0].visits)
