"""Publishing: what stops it, what comes of it, and what was published."""

import asyncio
import re
from datetime import UTC, datetime, time, timedelta

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Leave, StaffSkill
from eldercare.planning.drafts import standing, use
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.web.conftest import Visit

MORNING = datetime.combine(MONDAY, time(1), UTC)
PAGE = "/week/publish?week=2026-W48&language=en"
BOARD = "/week?week=2026-W48&language=en"
WHERE = {"centre": "f-dong", "week": "2026-W48"}


async def test_publishing_puts_the_draft_in_force(signed_in: Visit, people: Cast) -> None:
    with clock.held(MORNING):
        draft = await drafted(people)
        browser = await signed_in("shen")
        await browser.get(PAGE)
        answer = await browser.post("/week/publish", {**WHERE, "draft_id": draft.id})
        assert answer.headers["location"] == "/week?week=2026-W48&centre=f-dong&published=1"
        publication = await Publication.get(unit=people.facilities["dong"])
        assert (publication.number, publication.published_by_id) == (1, people.accounts["shen"].id)
        text = (await browser.get(answer.headers["location"] + "&language=en")).text
        assert "Published. 4 people find a message on their pages here." in text
        assert "One more has no sign-in and hears nothing: please call." in text
        assert "Everything is published" in (await browser.get(PAGE)).text
        assert "in force" in (await browser.get("/publications?language=en")).text


async def test_its_shifts_are_all_of_them_where_the_board_counts_those_at_the_places(
    signed_in: Visit, people: Cast
) -> None:
    await drafted(people)
    browser = await signed_in("shen")
    sum_ = re.sub(r"<[^>]+>", "", (await browser.get(PAGE)).text)
    assert "Shifts at the places and on visits2" in sum_
    assert '<span class="strip-word">Shifts at the places</span>' in (await browser.get(BOARD)).text


async def test_another_draft_on_the_board_means_looking_again(signed_in: Visit, people: Cast) -> None:
    first = await drafted(people)
    browser = await signed_in("shen")
    await browser.get(PAGE)
    await Draft.filter(id=first.id).update(current=False)
    second = await drafted(people, Plan(shifts=[("li", 0, "early")]), number=2)
    answer = await browser.post("/week/publish?language=en", {**WHERE, "draft_id": first.id})
    assert answer.status_code == 409
    assert "came on the board in the meantime" in answer.text
    assert f'name="draft_id" value="{second.id}"' in answer.text
    assert await Publication.all().count() == 0


async def test_a_draft_is_thrown_away_and_what_was_published_stays(signed_in: Visit, people: Cast) -> None:
    dong = people.facilities["dong"]
    first = await drafted(people)
    await publish(dong, MONDAY, who="terminal")
    await Draft.filter(id=first.id).update(current=False)
    second = await drafted(people, Plan(shifts=[("li", 0, "early")]), number=2)
    browser = await signed_in("shen")
    assert "Version 1 stays in force" in (await browser.get(PAGE)).text
    answer = await browser.post("/week/discard", {**WHERE, "draft_id": second.id})
    assert answer.headers["location"] == "/week?week=2026-W48&centre=f-dong&discarded=1"
    board = (await browser.get(answer.headers["location"] + "&language=en")).text
    assert "The draft was thrown away. Version 1 stays in force; nobody is told anything." in board
    assert "thrown away" not in (await browser.get("/week?week=2026-W48&centre=f-dong")).text
    after = await standing(dong, MONDAY)
    assert (after.draft, after.unpublished, after.publication.number if after.publication else 0) == (first, None, 1)
    entry = await AuditEntry.get(action="plan.discard")
    assert (entry.row_key, entry.before) == ("f-dong/2026-W48", {"draft": second.id})
    again = await browser.post("/week/discard?language=en", {**WHERE, "draft_id": second.id})
    assert (again.status_code, "no draft" in again.text) == (409, True)


async def test_a_draft_that_nobody_looked_at_is_not_thrown_away(signed_in: Visit, people: Cast) -> None:
    draft = await drafted(people)
    browser = await signed_in("shen")
    await browser.get(PAGE)
    answer = await browser.post("/week/discard?language=en", {**WHERE, "draft_id": draft.id + 1})
    assert answer.status_code == 409
    assert "came on the board in the meantime" in answer.text
    assert (await standing(people.facilities["dong"], MONDAY)).unpublished == draft


async def test_without_a_draft_there_is_nothing_to_publish(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    assert "There is no plan to publish" in (await browser.get(PAGE)).text
    answer = await browser.post("/week/publish?language=en", {**WHERE, "draft_id": 1})
    assert (answer.status_code, "has no plan for 2026-W48 yet" in answer.text) == (409, True)


async def test_of_two_who_publish_at_once_the_second_reads_that_it_is_published(signed_in: Visit, people: Cast) -> None:
    draft, browser = await drafted(people), await signed_in("shen")
    form = {**WHERE, "draft_id": draft.id}
    answers = await asyncio.gather(*(browser.post("/week/publish?language=en", form) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [303, 409, 409]
    for answer in (one for one in answers if one.status_code == 409):
        assert "Dongxi Centre for 2026-W48 is published already, as version 1." in answer.text
        assert "Version 1 has been in force since" in answer.text
    assert await Publication.all().count() == 1
    chinese = (await browser.post("/week/publish?language=zh_Hans", form)).text
    assert "已经发布，是第1版" in chinese


@pytest.mark.parametrize("looked_at", ["", "0", "other"])
async def test_whoever_looked_at_something_else_reads_what_there_is_now(
    signed_in: Visit, people: Cast, looked_at: str
) -> None:
    """First while a draft waits, then when it is published."""
    draft, browser = await drafted(people), await signed_in("shen")
    form = {**WHERE, "draft_id": draft.id + 1 if looked_at == "other" else looked_at}
    answer = await browser.post("/week/publish?language=en", form)
    assert (answer.status_code, "came on the board in the meantime" in answer.text) == (409, True)
    assert f'name="draft_id" value="{draft.id}"' in answer.text
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    answer = await browser.post("/week/publish?language=en", form)
    assert (answer.status_code, "version 1 of Dongxi Centre" in answer.text) == (409, True)
    assert "is in force by now, and no draft of that week waits any more" in answer.text
    assert "Everything is published" in answer.text


async def test_who_may_only_read_gets_no_button(signed_in: Visit, people: Cast) -> None:
    draft = await drafted(people)
    browser = await signed_in("manager")
    assert "Publish and tell them" not in (await browser.get(PAGE + "&centre=f-dong")).text
    assert (await browser.post("/week/publish", {**WHERE, "draft_id": draft.id})).status_code == 403


async def test_who_has_gone_on_leave_since_is_named_and_nothing_published(signed_in: Visit, people: Cast) -> None:
    draft = await drafted(people)
    chen = people.staff["chen"]
    await Leave.create(key="l-chen", staff=chen, kind="sick", first_day=MONDAY, last_day=MONDAY)
    with clock.held(datetime.combine(MONDAY, time(1), UTC)):
        answer = await (await signed_in("shen")).post("/week/publish?language=en", {**WHERE, "draft_id": draft.id})
    assert answer.status_code == 409
    assert f"{chen.name} 23 Nov" in answer.text
    assert not await Publication.exists()


async def test_a_draft_that_relies_on_an_ended_certificate_is_told_and_not_published(
    signed_in: Visit, people: Cast
) -> None:
    draft = await drafted(people)
    await StaffSkill.filter(staff=people.staff["li"]).update(valid_until=MONDAY - timedelta(days=1))
    with clock.held(datetime.combine(MONDAY - timedelta(days=1), time(1), UTC)):
        browser = await signed_in("shen")
        shown = (await browser.get(PAGE)).text
        answer = await browser.post("/week/publish?language=en", {**WHERE, "draft_id": draft.id})
        chinese = await browser.post("/week/publish?language=zh_Hans", {**WHERE, "draft_id": draft.id})
    assert "One visit is given to a carer who cannot make it any more." in shown
    assert "It cannot be published as it is: plan the week again first." in shown
    assert "No rule of law or house is broken" not in shown
    assert answer.status_code == 409
    assert "李玉梅 23 Nov (Valid certificate: Daily care –22 Nov)" in answer.text
    assert "李玉梅 11月23日 (有效证书: 生活照料 –11月22日)" in chinese.text
    assert not await Publication.exists()


async def test_a_centre_called_by_a_number_sign_keeps_its_links(signed_in: Visit, people: Cast) -> None:
    """`3#` is how buildings are called; in an address everything behind it would be lost."""
    draft, dong = await drafted(people), people.facilities["dong"]
    await Facility.filter(id=dong.id).update(key="3#", path=dong.path.replace(dong.key, "3#"))
    browser = await signed_in("shen")
    for path in ("/week?week=2026-W48", "/day?date=2026-11-23", "/open-needs?week=2026-W48", PAGE):
        found = re.findall(r"centre=([^&\"]*)", (await browser.get(path)).text)
        assert found, path
        assert set(found) == {"3%23"}, path
    answer = await browser.post("/week/publish", {"centre": "3#", "week": "2026-W48", "draft_id": draft.id})
    assert answer.headers["location"] == "/week?week=2026-W48&centre=3%23&published=1"
    answer = await browser.post(f"/drafts/{draft.id}/use")
    assert answer.headers["location"] == f"/week?week=2026-W48&centre=3%23&used={draft.id}"


async def test_a_week_that_is_over_is_looked_at_and_neither_planned_nor_published(
    signed_in: Visit, people: Cast
) -> None:
    draft = await drafted(people)
    with clock.held(datetime.combine(MONDAY + timedelta(weeks=1), time(), clock.LOCAL)):
        browser = await signed_in("shen")
        text = (await browser.get(PAGE)).text
        assert "This week is over and stays as it was" in text
        assert "Publish and tell them" not in text
        assert "/week/publish" not in (await browser.get("/week?week=2026-W48&language=en")).text
        for path, more in (("/week/publish", {"draft_id": draft.id}), ("/week/plan", {})):
            answer = await browser.post(f"{path}?language=en", {**WHERE, **more})
            assert answer.status_code == 422
            assert "plan and publish this week or a later one" in answer.text
    assert not await Publication.exists()


async def test_what_the_week_has_overtaken_is_said_before_anybody_asks(signed_in: Visit, people: Cast) -> None:
    """At nine on Monday: by the draft a visit of eight o'clock is another."""
    with clock.held(MORNING - timedelta(hours=12)):
        await drafted(people)
        await publish(people.facilities["dong"], MONDAY, who="terminal")
        await Draft.all().update(current=False)
        moved = [("t-wash@0", "zhou", "chen", 0, 8 * 60 + 20), *Plan().visits[1:]]
        await drafted(people, Plan(visits=moved), number=2)
        browser = await signed_in("shen")
        before = [(await browser.get(page)).text for page in (PAGE, BOARD)]
    with clock.held(MORNING):
        browser = await signed_in("shen")
        after = [(await browser.get(page)).text for page in (PAGE, BOARD)]
    for text in before:
        assert "It can no longer be published" not in text
    assert "Publish and tell them" in before[0]
    assert "See changes and publish" in before[1]
    for text in after:
        assert "It can no longer be published" in text
        assert "Start planning" in text
    assert "Publish and tell them" not in after[0]
    assert "See changes and publish" not in after[1]


async def test_a_draft_made_before_the_version_in_force_says_so_and_is_not_published(
    signed_in: Visit, people: Cast
) -> None:
    with clock.held(MORNING - timedelta(hours=12)):
        moved = [("t-wash@0", "zhou", "chen", 0, 8 * 60 + 20), *Plan().visits[1:]]
        early = await drafted(people, Plan(visits=moved, current=False), number=2)
        await drafted(people)
        await publish(people.facilities["dong"], MONDAY, who="terminal")
        await use(early, people.accounts["shen"])
        browser = await signed_in("shen")
        for page in (PAGE, BOARD):
            text = (await browser.get(page)).text
            assert "This draft was made before version 1 was published" in text
            assert "Start planning" in text
            assert "Publish and tell them" not in text
            assert "See changes and publish" not in text
        answer = await browser.post("/week/publish", {**WHERE, "draft_id": early.id})
        assert answer.status_code == 409
        assert "was made before version 1 was published" in answer.text
        await Draft.filter(id=early.id).update(after_version=1)
        texts = [(await browser.get(page)).text for page in (PAGE, BOARD)]
    assert not [text for text in texts if "was published, so it keeps" in text]
    assert "Publish and tell them" in texts[0]


async def test_a_draft_that_changes_nothing_is_not_the_thing_to_publish(signed_in: Visit, people: Cast) -> None:
    with clock.held(MORNING - timedelta(hours=12)):
        await drafted(people)
        browser = await signed_in("shen")
        assert "Nothing changes against" not in (await browser.get(PAGE)).text
        await publish(people.facilities["dong"], MONDAY, who="terminal")
        await Draft.all().update(current=False)
        await drafted(people, number=2)
        text = (await browser.get(PAGE)).text
    assert "Nothing changes against version 1, and nobody would be told anything" in text
    assert "Publish and tell them" not in text
    assert "Throw it away" in text
