"""Asking for a plan, watching it, stopping it, taking it or leaving it."""

from datetime import timedelta

from eldercare import clock
from eldercare.planning import drafts, runs
from eldercare.planning.models import Draft, PlanningRun
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.web.conftest import Visit

ASK = {"centre": "f-dong", "week": "2026-W48", "effort": "quick"}


async def test_a_coordinator_asks_for_a_plan_and_watches_it(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("shen")
    await browser.get("/week?week=2026-W48")
    answer = await browser.post("/week/plan", ASK)
    run = await PlanningRun.get(facility=people.facilities["dong"])
    assert (answer.status_code, answer.headers["location"]) == (303, f"/runs/{run.id}")
    assert (run.week, run.effort, run.asked_by_id) == (MONDAY, 0.3, people.accounts["shen"].id)
    text = (await browser.get(f"/runs/{run.id}?language=en")).text
    assert 'hx-trigger="every 2s"' in text
    assert '<noscript><meta http-equiv="refresh"' in text
    assert "Waiting to begin" in text


async def test_asking_twice_leads_to_the_run_under_way(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get("/week")
    first = (await browser.post("/week/plan", ASK)).headers["location"]
    again = (await browser.post("/week/plan", ASK)).headers["location"]
    assert again == f"{first}?already=1"
    assert "This week was being planned already." in (await browser.get(f"{again}&language=en")).text


async def test_progress_is_told_in_words_and_as_a_part_to_htmx(signed_in: Visit, people: Cast) -> None:
    run = await runs.ask(people.facilities["dong"], MONDAY, account=people.accounts["shen"])
    claimed = await runs.claim(run)
    assert claimed is not None
    await runs.renew(claimed, "routes", 3, 12)
    browser = await signed_in("shen")
    text = (await browser.get(f"/runs/{run.id}?language=en", headers={"HX-Request": "true"})).text
    assert "At work on: visits" in text
    assert "<dd>25%</dd>" in text
    assert "<html" not in text


async def test_nothing_is_counted_before_something_is_done(signed_in: Visit, people: Cast) -> None:
    run = await runs.ask(people.facilities["dong"], MONDAY)
    claimed = await runs.claim(run)
    assert claimed is not None
    browser = await signed_in("shen")
    for phase, words in (("reading", "reading the week"), ("compiling", "getting the search ready")):
        await runs.renew(claimed, phase, 0, 1)
        text = (await browser.get(f"/runs/{run.id}?language=en")).text
        assert f"At work on: {words}" in text
        assert 'class="run-bar" aria-labelledby' in text, "without a value, a bar says that it does not know"
        assert "Done" not in text
        assert "Still to place" not in text
        assert "0%" not in (await browser.get("/week?week=2026-W48&language=en")).text


async def test_how_long_the_last_one_alike_took_is_told(signed_in: Visit, people: Cast) -> None:
    centre = people.facilities["dong"]
    for minutes, effort in ((2, 1.0), (9, 4.0)):
        before = await runs.ask(centre, MONDAY, effort=effort)
        began = clock.now() - timedelta(hours=1)
        took = {"started_at": began, "finished_at": began + timedelta(minutes=minutes)}
        await PlanningRun.filter(id=before.id).update(state="done", **took)
    run = await runs.ask(centre, MONDAY)
    await runs.claim(run)
    await PlanningRun.filter(id=run.id).update(all_parts=12)
    text = (await (await signed_in("shen")).get(f"/runs/{run.id}?language=en")).text
    assert "last time 2 min 0 s in all" in text
    slower = await runs.ask(people.facilities["xi"], MONDAY)
    assert await runs.usual_seconds(slower) is None


async def test_a_run_that_waits_is_stopped_at_once(signed_in: Visit, people: Cast) -> None:
    run = await runs.ask(people.facilities["dong"], MONDAY, account=people.accounts["shen"])
    browser = await signed_in("shen")
    await browser.get(f"/runs/{run.id}")
    await browser.post(f"/runs/{run.id}/cancel")
    await browser.post(f"/runs/{run.id}/cancel")
    assert (await PlanningRun.get(id=run.id)).state == "cancelled"
    text = (await browser.get(f"/runs/{run.id}?language=en")).text
    assert "Stopped before there was a plan" in text
    assert "every 2s" not in text


async def test_a_failed_run_says_why(signed_in: Visit, people: Cast) -> None:
    run = await runs.ask(people.facilities["dong"], MONDAY)
    now = clock.now()
    await PlanningRun.filter(id=run.id).update(state="failed", error_code="run_kept_failing", finished_at=now)
    text = (await (await signed_in("shen")).get(f"/runs/{run.id}?language=en")).text
    assert "The run broke off several times and was given up." in text


async def test_a_plan_that_was_not_taken_can_be_used_anyway(signed_in: Visit, people: Cast) -> None:
    better = await drafted(people)
    worse = await drafted(people, Plan(current=False), number=2)
    await Draft.filter(id=better.id).update(score={"not_planned": 64, "travel": 90, "new_face": 30})
    await Draft.filter(id=worse.id).update(score={"not_planned": 6400, "travel": 80, "new_face": 30, "overtime": 4})
    browser = await signed_in("shen")
    text = (await browser.get(f"/runs/{worse.run_id}?language=en")).text
    assert "another one took its place" in text
    await PlanningRun.filter(id=worse.run_id).update(result={"kept_better": ["f-dong"]})
    text = (await browser.get(f"/runs/{worse.run_id}?language=en")).text
    assert "the one there was at least as good" in text
    assert "Beside the one on the board it is worse in: Not planned, Overtime. Better in: Travel." in text
    answer = await browser.post(f"/drafts/{worse.id}/use")
    board = answer.headers["location"]
    assert board == f"/week?week=2026-W48&centre=f-dong&used={worse.id}"
    said = "is on the board now. Nobody is told of it until it is published."
    assert said in (await browser.get(f"{board}&language=en")).text
    assert said not in (await browser.get(f"/week?week=2026-W48&language=en&used={better.id}")).text
    assert [draft.id for draft in await Draft.filter(current=True)] == [worse.id]
    assert better.id != worse.id


async def test_a_plan_that_became_a_version_says_which(signed_in: Visit, people: Cast) -> None:
    """Beside one planned after it was published only promises are counted: the rules mean something else by then."""
    first = await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    browser = await signed_in("shen")
    page = f"/runs/{first.run_id}?language=en"
    assert "This plan is version 1, in force since" in (await browser.get(page)).text
    second = await drafted(people, Plan(current=False, shifts=[("chen", 0, "late"), ("li", 0, "early")]), number=2)
    await drafts.use(second, people.accounts["shen"])
    text = (await browser.get(page)).text
    assert "This plan is version 1, in force since" in text
    assert "The one on the board has otherwise: 1 shift." in text
    assert "worse in" not in text
    assert "another one took its place" not in text
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    assert "This plan was version 1, in force until" in (await browser.get(page)).text


async def test_a_plan_made_before_a_version_was_published_says_so(signed_in: Visit, people: Cast) -> None:
    late = await drafted(people, Plan(current=False), number=2)
    await drafted(people)
    browser = await signed_in("shen")
    page = f"/runs/{late.run_id}?language=en"
    said = (
        "This plan was made before version 1 was published, so it keeps nothing of what people were told: plan again."
    )
    assert said not in (await browser.get(page)).text
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    text = (await browser.get(page)).text
    assert said in text
    await Draft.filter(id=late.id).update(after_version=1)
    await PlanningRun.filter(id=late.run_id).update(result={"superseded": ["f-dong"]})
    assert "a unit that it shares kitchens with published a version" in (await browser.get(page)).text


async def test_a_run_that_is_asked_to_stop_is_not_asked_again(signed_in: Visit, people: Cast) -> None:
    run = await runs.claim(await runs.ask(people.facilities["dong"], MONDAY, account=people.accounts["shen"]))
    assert run is not None
    browser = await signed_in("shen")
    page, button = f"/runs/{run.id}?language=en", "Stop and keep the best so far"
    assert button in (await browser.get(page)).text
    await runs.cancel(run, people.accounts["shen"])
    text = (await browser.get(page)).text
    assert "stopping; a plan that stands is kept" in text
    assert "the plan goes on being made" not in text
    assert button not in text
    part = (await browser.get(page, headers={"HX-Request": "true"})).text
    assert '<div id="run-stop" hx-swap-oob="true"></div>' in part


async def test_the_list_shows_only_the_runs_of_ones_own_centre(signed_in: Visit, people: Cast) -> None:
    mine = await drafted(people)
    theirs = await drafted(people, Plan(shifts=[("wu", 0, "early")], visits=[], open_visits=[], place="xi"))
    text = (await (await signed_in("shen")).get("/runs")).text
    assert (str(mine.run_id) in text, str(theirs.run_id) in text) == (True, False)
    text = (await (await signed_in("manager")).get("/runs")).text
    assert (str(mine.run_id) in text, str(theirs.run_id) in text) == (True, True)


async def test_a_run_asked_for_above_is_watched_and_not_stopped(signed_in: Visit, people: Cast) -> None:
    run = await runs.ask(people.facilities["house"], MONDAY, account=people.accounts["manager"])
    browser = await signed_in("shen")
    assert str(run.id) in (await browser.get("/runs")).text
    page = await browser.get(f"/runs/{run.id}?language=en")
    assert "Waiting to begin" in page.text
    assert "0/0" not in page.text
    assert "Stop and keep the best so far" not in page.text
    assert (await browser.post(f"/runs/{run.id}/cancel")).status_code == 404
    assert (await PlanningRun.get(id=run.id)).state == "asked"


async def test_of_a_run_above_only_ones_own_numbers_are_shown(signed_in: Visit, people: Cast) -> None:
    draft = await drafted(people)
    await PlanningRun.filter(id=draft.run_id).update(
        facility_id=people.facilities["house"].id, result={"counts": {"visits": [0, 9]}}
    )
    text = (await (await signed_in("shen")).get("/runs?language=en")).text
    assert "66.6%" in text


async def test_a_run_that_was_stopped_says_what_it_kept(signed_in: Visit, people: Cast) -> None:
    draft = await drafted(people)
    await PlanningRun.filter(id=draft.run_id).update(state="cancelled")
    text = (await (await signed_in("shen")).get(f"/runs/{draft.run_id}?language=en")).text
    assert "the best plan so far is kept" in text
    assert "The plan was made" not in text
