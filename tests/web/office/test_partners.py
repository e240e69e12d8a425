"""Units whose plans hold only together with one that waits: who is published with it, and what keeps it."""

from datetime import UTC, datetime, time, timedelta

from eldercare import clock
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.models import DraftMeal
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.eldercare.planning.week.running import falls_ill
from tests.web.conftest import Visit

MORNING = datetime.combine(MONDAY, time(1), UTC)
PAGE = "/week/publish?week=2026-W48&language=en"
BOARD = "/week?week=2026-W48&language=en"
WHERE = {"centre": "f-dong", "week": "2026-W48"}
THE_WEST = Plan(shifts=[("wu", 0, "early")], visits=[], missing=[], open_visits=[], place="xi")


async def _cooked_by_the_neighbours(people: Cast) -> tuple[Draft, Draft]:
    """Drafts of one run; the meal of the east comes from the kitchen of the west."""
    east, west = await drafted(people), await drafted(people, THE_WEST, number=2)
    await Draft.filter(id=west.id).update(run_id=east.run_id)
    await DraftMeal.filter(draft_id=east.id).update(kitchen_id=people.kitchens["xi"].id)
    return east, west


async def test_whose_meals_the_neighbours_cook_is_published_with_them(signed_in: Visit, people: Cast) -> None:
    with clock.held(MORNING - timedelta(days=1)):
        east, _ = await _cooked_by_the_neighbours(people)
        browser = await signed_in("shen")
        assert "Published with it, and told, too: Xiling Centre." in (await browser.get(PAGE)).text
        assert "Planned with it: Xiling Centre." in (await browser.get("/week?week=2026-W48&language=en")).text
        await browser.post("/week/publish", {**WHERE, "draft_id": east.id})
    assert await Publication.filter(unit_id__in=[people.facilities[key].id for key in ("dong", "xi")]).count() == 2


async def test_waits_for_neighbours_whose_plan_is_outdated(signed_in: Visit, people: Cast) -> None:
    with clock.held(MORNING - timedelta(days=1)):
        await _cooked_by_the_neighbours(people)
        await falls_ill(people.staff["wu"], MONDAY)
        browser = await signed_in("shen")
        for page in (PAGE, BOARD):
            text = (await browser.get(page)).text
            assert "files have changed or time has passed: Xiling Centre." in text
            assert "Start planning" in text


async def test_is_not_published_once_the_neighbours_have_another_plan(signed_in: Visit, people: Cast) -> None:
    with clock.held(MORNING - timedelta(days=1)):
        east, west = await _cooked_by_the_neighbours(people)
        await Draft.filter(id=west.id).update(current=False)
        browser = await signed_in("shen")
        for page in (PAGE, BOARD):
            text = (await browser.get(page)).text
            assert "there is another plan by now: Xiling Centre." in text
            assert "Publish and tell them" not in text
            assert "See changes and publish" not in text
        answer = await browser.post("/week/publish", {**WHERE, "draft_id": east.id})
    assert answer.status_code == 409
    assert not await Publication.all().exists()
