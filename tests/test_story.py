"""One promise on its whole way: written down, planned, published, walked by a caregiver, read by a daughter."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eldercare import clock
from eldercare.care.models import CareTask
from eldercare.planning import runs
from eldercare.planning.week.claimed import plan_claimed
from eldercare.settings import settings
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.exchange.books import Cell, book
from tests.promises import SINCE, promises
from tests.web.browser import Browser
from web.app import create_app
from web.dates import near

FRIDAY_BEFORE = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
THURSDAY = MONDAY + timedelta(days=3)
WHERE = {"week": "2026-W48", "centre": "f-dong"}
CARE_PLAN: dict[str, Cell] = {
    **{"计划编号": "c-zhou", "老人": "e-zhou", "计划开始": SINCE.isoformat(), "任务编号": "t-nap", "服务": "wash"},
    **{"分钟": 45, "星期": "四", "最早开始": "14:00", "最晚开始": "15:00"},
    **{"固定开始": "14:20", "固定原因": "after her nap"},
}
COMES = re.compile(r"(14:\d\d) Help with washing (\w+) comes")
BEGINS = re.compile(r"14:(\d\d)–")
TAG = re.compile(r"<[^>]+>")
LEEWAY = 15
"""Minutes on either side of a fixed time, of the rule table."""

Enter = Callable[[str], Awaitable[Browser]]


@pytest.fixture
async def people(database: str) -> Cast:
    found = await cast(database)
    await promises(found)
    return found


@pytest.fixture
async def enter(people: Cast) -> AsyncIterator[Enter]:
    app, made = create_app(), list[Browser]()

    async def signed_in(login: str) -> Browser:
        made.append(await Browser(app).enter(people.accounts[login]))
        await made[-1].get("/account?language=en")
        return made[-1]

    yield signed_in
    for browser in made:
        await browser.close()


@pytest.mark.timeout(400)  # the searches are compiled first where nobody has planned yet
async def test_a_promise_becomes_a_minute_and_a_name(
    people: Cast, enter: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "run_directory", tmp_path)
    with clock.held(FRIDAY_BEFORE):
        coordinator = await enter("shen")
        await _written(coordinator)
        await _planned(coordinator)
        await _published(coordinator)
        minute, who = await _announced(await enter("daughter"))
        carer = next(staff for staff in people.staff.values() if staff.name == who)
        await _walked(await enter(carer.key.removeprefix("s-")), minute)
        await _remembered(await enter("auditor"))


async def _written(coordinator: Browser) -> None:
    """One more task of her care plan comes in with a workbook, rehearsed first."""
    rehearsed = await coordinator.post(
        "/exchange/rehearsal", files={"book": ("plan.xlsx", book({"照护计划": [CARE_PLAN]}))}
    )
    ticket = re.search(r'name="ticket" value="([0-9a-f]+)"', rehearsed.text)
    assert ticket, rehearsed.text
    await coordinator.post("/exchange/import", {"ticket": ticket[1]})
    assert (await CareTask.get(key="t-nap")).fixed_start == 14 * 60 + 20


async def _planned(coordinator: Browser) -> None:
    """Asked for on the page, made by what a worker does, told on the page."""
    asked = await coordinator.post("/week/plan", {**WHERE, "effort": "quick"})
    claimed = await runs.claim()
    assert claimed is not None
    assert await plan_claimed(claimed, settings().worker_memory_mb)
    assert "Look at the board" in (await coordinator.get(asked.headers["location"])).text


async def _published(coordinator: Browser) -> None:
    changes = await coordinator.get("/week/publish", params=WHERE)
    draft = re.search(r'name="draft_id" value="(\d+)"', changes.text)
    assert draft
    done = await coordinator.post("/week/publish", {**WHERE, "draft_id": draft[1]})
    assert "published=1" in done.headers["location"]


async def _announced(daughter: Browser) -> tuple[str, str]:
    """Her mother's week names the minute and who comes."""
    told = (await daughter.get("/family?week=2026-W48")).text
    thursday = " ".join(TAG.sub(" ", told[told.index(f'id="d{THURSDAY}"') :]).split())
    found = COMES.search(thursday)
    assert found, thursday
    assert abs(int(found[1].removeprefix("14:")) - 20) <= LEEWAY
    return found[1], found[2]


async def _walked(caregiver: Browser, minute: str) -> None:
    """That very caregiver walks by the minute that the daughter reads to five, with the reason it is fixed."""
    door = (await caregiver.get(f"/visits/{THURSDAY}/t-nap@3")).text
    exact = BEGINS.search(door)
    assert exact
    assert near(14 * 60 + int(exact[1])) == 14 * 60 + int(minute.removeprefix("14:"))
    assert "access-zhou" in door
    day = (await caregiver.get(f"/today?date={THURSDAY}")).text
    assert exact[0] in day
    assert "Fixed time: after her nap" in day


async def _remembered(auditor: Browser) -> None:
    """Who wrote, asked and published it is in the trail."""
    trail = (await auditor.get("/audit?actor=name-shen")).text
    for done in ("Workbook imported", "Plan asked for", "Plan published"):
        assert done in trail
