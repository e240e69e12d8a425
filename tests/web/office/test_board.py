"""The week board as people read it."""

import re
from datetime import UTC, datetime, timedelta

from eldercare import clock
from eldercare.care.models import Hold
from eldercare.people.models import Leave, StaffSkill
from eldercare.planning import runs
from eldercare.planning.models import Draft, PlanningRun
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.publish import publish
from eldercare.shifts.models import ShiftDemand, ShiftType
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted, wanted
from tests.web.conftest import Visit

MONDAY_MORNING = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
WEEK = "/week?week=2026-W48&language=en"


async def test_a_week_without_a_plan_says_so_and_offers_one(signed_in: Visit) -> None:
    answer = await (await signed_in("shen")).get(WEEK.replace("W48", "W53"))
    assert answer.status_code == 200
    assert "Nothing is planned for this week yet" in answer.text
    assert 'action="/week/plan"' in answer.text


async def test_a_draft_shows_everybody_and_that_nobody_has_been_told(signed_in: Visit, people: Cast) -> None:
    await wanted(people, "early", 2, weekdays=1)
    draft = await drafted(people, Plan(shifts=[("chen", 0, "early")]))
    text = (await (await signed_in("shen")).get(WEEK)).text
    shift = await draft.shifts.all().first()  # type: ignore[attr-defined]  # of a reverse relation
    assert f'id="s{shift.id}"' in text
    assert f'id="r{people.staff["li"].id}"' in text
    assert "not published yet" in text
    assert "Nothing of this week is published yet." in text
    assert "Early: too few, 1 of 2." in text
    assert "/week/publish?week=2026-W48" in text
    assert "8/40" in text


async def test_a_published_week_names_its_version_and_has_nothing_to_publish(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who=people.accounts["shen"])
    text = (await (await signed_in("shen")).get(WEEK)).text
    assert "Enough to mend a published week" in text
    assert "Version 1 is in force" in text
    assert "name-shen" in text
    assert "/week/publish" not in text


async def test_leave_after_planning_asks_for_a_new_plan(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who=people.accounts["shen"])
    with clock.held(MONDAY_MORNING):
        browser = await signed_in("shen")
        before = (await browser.get(WEEK)).text
        await Leave.create(key="l", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY)
        after = (await browser.get(WEEK)).text
    said = "One shift falls on a day when its carer is not there."
    assert said not in before
    assert "No changes waiting." in before
    assert said in after
    assert "With them: 2 visits." in after
    assert "No changes waiting." not in after
    assert '<span class="strip-count">2/3</span>' in before
    assert '<span class="strip-count">0/3</span>' in after
    assert re.search(r'0/3</span>\s*<span class="strip-open">.*2 fell away</span>\s*<a .*1 not planned', after)


async def test_a_certificate_that_ended_is_told_by_visit_with_its_end(signed_in: Visit, people: Cast) -> None:
    """On her chip, in the sums, and case by case with a way to the day."""
    await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who=people.accounts["shen"])
    with clock.held(MONDAY_MORNING):
        browser = await signed_in("shen")
        await StaffSkill.filter(staff=people.staff["chen"]).update(valid_until=MONDAY - timedelta(days=5))
        text = re.sub(r"\s+", " ", (await browser.get(WEEK)).text)
        narrowed = (await browser.get(WEEK + "&show=problems")).text
        chinese = (await browser.get(WEEK.replace("language=en", "language=zh_Hans"))).text
    assert "2 visits are given to carers who cannot make them any more." in text
    assert "plan it again" in text
    assert "No changes waiting." not in text
    assert '<span class="strip-count">0/3</span>' in text
    assert "Daily care: the certificate is valid until 18 Nov only" in text
    assert "生活照料：证书有效期只到11月18日" in chinese
    day = f'href="/day?date=2026-11-23&amp;centre=f-dong#r{people.staff["chen"].id}"'
    assert day + '>Mon 23 Nov</a> <span class="nowrap">08:00–08:45</span> 周桂英 Help with washing' in text
    assert "2 visits: certificate ended" in text
    assert ("陈春燕" in narrowed, "李玉梅" in narrowed) == (True, False)


async def test_who_is_not_there_is_named_with_day_and_reason(signed_in: Visit, people: Cast) -> None:
    """Of somebody who moved to another centre the board has no row."""
    await drafted(people)
    people.staff["chen"].facility = people.facilities["xi"]
    await people.staff["chen"].save()
    with clock.held(MONDAY_MORNING - timedelta(hours=12)):
        text = re.sub(r"\s+", " ", (await (await signed_in("shen")).get(WEEK)).text)
    assert "陈春燕</a> – works for another centre by now: <a" in text
    assert "One shift falls on a day when its carer is not there." in text


async def test_whose_shift_has_other_hours_or_another_place_by_now_is_marked(signed_in: Visit, people: Cast) -> None:
    """Chen is wanted at the centre, Li goes out; the post moves to the day care as well."""
    post = await wanted(people, "early", 1)
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("li", 0, "late")], visits=[]))
    await DraftShift.filter(demand_key="d-late@0").update(demand_key="f-dong/visits/caregiver")
    with clock.held(MONDAY_MORNING - timedelta(days=1)):
        browser = await signed_in("shen")
        assert "wrong-chip" not in (await browser.get(WEEK)).text
        await ShiftType.filter(key="late").update(ends=1320)
        await ShiftDemand.filter(id=post.id).update(facility_id=people.facilities["dong-care"].id)
        text = (await browser.get(WEEK + "&show=problems")).text
    chips = re.findall(r'wrong-chip.*?chip-problem">.*?</svg>(.*?)</span>', text)
    assert chips == ["at another place by now", "other hours by now"]
    assert "Show which carers" in text
    assert "Shift – at another place by now" in text


async def test_a_draft_says_how_much_of_every_kind_it_changes(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who=people.accounts["shen"])
    await Draft.all().update(current=False)
    await drafted(people, Plan(shifts=[("chen", 0, "early")], visits=[("t-wash@0", "zhou", "chen", 0, 540)]), number=2)
    text = (await (await signed_in("shen")).get(WEEK)).text
    assert "The draft changes 1 shift, 2 visits." in text


async def test_elders_who_pause_are_named_with_their_days(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    with clock.held(MONDAY_MORNING):
        browser = await signed_in("shen")
        assert "pauses" not in (await browser.get(WEEK)).text
        await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=MONDAY)
        text = (await browser.get(WEEK)).text
    assert "2 visits, meals and seats fall on days when their elders pause" in text
    assert "Which elder pauses" in text
    assert re.search(r'href="/elders/e-zhou">周桂英</a> <span class="hint">Mon 23 Nov</span>', text)
    assert "Show which carers" not in text


async def test_a_week_that_is_being_planned_says_so_and_leads_there(signed_in: Visit, people: Cast) -> None:
    """The week of the centre beside is another matter; one of the whole district is not."""
    browser = await signed_in("shen")
    await runs.ask(people.facilities["xi"], MONDAY)
    assert "being planned" not in (await browser.get(WEEK)).text
    for place in ("dong", "house"):
        await PlanningRun.all().delete()
        run = await runs.ask(people.facilities[place], MONDAY)
        text = (await browser.get(WEEK)).text
        assert "This week is being planned." in text
        assert f'href="/runs/{run.id}"' in text
        assert 'action="/week/plan"' not in text
        claimed = await runs.claim(run)
        assert claimed is not None
        await runs.renew(claimed, "routes", 3, 12)
        assert re.search(r"At work on: visits\s*, 25%", (await browser.get(WEEK)).text)


async def test_the_filters_stand_in_the_address(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    await Leave.create(key="l", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY)
    with clock.held(MONDAY_MORNING):
        browser = await signed_in("shen")
        for query, chen, li in (("&q=陈", True, False), ("&job=nurse", False, False), ("&show=problems", True, False)):
            board = (await browser.get(WEEK + query)).text.rpartition("Problems only")[2]
            assert ("陈春燕" in board, "李玉梅" in board) == (chen, li)
        assert "Nobody fits the filter." in (await browser.get(WEEK + "&q=nobody")).text


async def test_a_manager_reads_every_street_and_plans_none(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    browser = await signed_in("manager")
    text = (await browser.get(WEEK + "&centre=f-dong")).text
    assert "陈春燕" in text
    assert '<option value="f-xi"' in text
    assert "/week/plan" not in text
    assert "/week/publish" not in text


async def test_a_coordinator_does_not_see_the_centre_beside_hers(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    browser = await signed_in("xu")
    assert (await browser.get(WEEK + "&centre=f-dong")).status_code == 404
    assert "西岭中心" in (await browser.get("/week?language=zh_Hans")).text


async def test_a_week_that_is_none_is_refused_in_words(signed_in: Visit) -> None:
    answer = await (await signed_in("shen")).get("/week?week=2026-W54&language=en")
    assert answer.status_code == 422
    assert "2026-W54 is not a week." in answer.text


async def test_a_week_too_far_ahead_says_so_instead_of_offering_a_plan(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    assert "Start planning" in (await browser.get("/week?week=2027-W08&language=en")).text
    far = (await browser.get("/week?week=2040-W10&language=en")).text
    assert "This week lies too far ahead to be planned" in far
    assert "The last week that can be planned today is Week 8, 2027 (22–28 Feb)." in far
    assert "Start planning" not in far
    answer = await browser.post("/week/plan?language=en", {"centre": "f-dong", "week": "2040-W10"})
    assert answer.status_code == 422
    assert "2027-W08 is the last that can be planned today." in answer.text


async def test_whoever_has_no_shift_is_told_with_the_reason(signed_in: Visit, people: Cast) -> None:
    """On the board, which can show only her, and in her file."""
    await drafted(people, Plan(shifts=[("chen", 0, "early")], missing=[], open_visits=[]))
    await StaffSkill.filter(staff=people.staff["li"]).delete()
    with clock.held(MONDAY_MORNING):
        browser = await signed_in("shen")
        board = (await browser.get(WEEK + "&show=idle")).text
        file = (await browser.get("/staff/s-li?week=2026-W48&language=en")).text
    assert "One without a shift" in board
    assert (f'id="r{people.staff["chen"].id}"' in board, f'id="r{people.staff["li"].id}"' in board) == (False, True)
    assert '<span class="no-shift">skill is missing</span>' in board
    assert "whose certificate has run out: Daily care." in file
