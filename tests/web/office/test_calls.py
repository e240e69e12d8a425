"""The list of who is told, with the telephone, and the mark that somebody was called."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.notify.models import OutboxMessage
from eldercare.planning.models import Draft
from eldercare.planning.week.models import DraftMeal
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import drafted
from tests.eldercare.visits.told import LATER, told
from tests.web.conftest import Visit
from web.office import calls

AFTERNOON = datetime.combine(MONDAY, time(15), clock.LOCAL)
DRAFT = "/week/calls?week=2026-W48&centre=f-dong&language=en"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """Monday is not over, and no promise is measured any more against visits that have begun."""
    with clock.held(AFTERNOON):
        yield


async def _changed(people: Cast) -> OutboxMessage:
    """What Lin, who has no relatives, was told by the second version."""
    await told(people)
    publication = await told(people, LATER, number=2)
    return await OutboxMessage.get(elder_id=people.elders["lin"].id, publication=publication)


def _page(message: OutboxMessage) -> str:
    return f"/publications/{message.publication_id}/calls?language=en"


def _tick(message: OutboxMessage) -> str:
    return f"/publications/{message.publication_id}/calls/{message.id}"


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


async def test_who_is_to_be_called_stands_there_with_the_telephone_and_what_changed(
    signed_in: Visit, people: Cast
) -> None:
    message = await _changed(people)
    lin = people.elders["lin"]
    await type(lin).filter(id=lin.id).update(phone="139 1234 5678")
    text = (await (await signed_in("shen")).get(_page(message))).text
    assert 'href="tel:13912345678"' in text
    assert "One has no sign-in and is to be called." in text
    assert "before: 9:30 Bathing 45 min · 陈春燕, 李玉梅 now: 10:30 Bathing 45 min · 陈春燕, 李玉梅" in _plain(text)
    assert "周小兰" not in text, "she signs in"


async def test_everybody_is_shown_when_asked_with_how_she_hears_of_it(signed_in: Visit, people: Cast) -> None:
    message = await _changed(people)
    text = _plain((await (await signed_in("shen")).get(_page(message) + "&show=all")).text)
    assert re.search("周小兰 Daughter .*? finds it on a page here; not seen yet", text)
    assert "周桂英 before: 8:00 Help with washing 45 min now: 9:00 Help with washing 45 min" in text, "to her carer"
    assert "before: 8:00 Help with washing 45 min · 陈春燕 now: 9:00 Help with washing 45 min · 陈春燕" in text, (
        "to her family"
    )


async def test_a_call_is_ticked_and_taken_back_without_any_script(signed_in: Visit, people: Cast) -> None:
    message = await _changed(people)
    browser = await signed_in("shen")
    await browser.get(_page(message))
    answer = await browser.post(_tick(message), {"called": "1", "page": "1"})
    assert answer.status_code == 303
    text = (await browser.get(answer.headers["location"] + "&language=en")).text
    assert "Noted: 林福生 has been called." in text
    assert "Nobody is left to be called." in text
    assert (await OutboxMessage.get(id=message.id)).called_by_id == people.accounts["shen"].id
    assert "· name-shen" in _plain((await browser.get(_page(message) + "&show=all")).text)
    answer = await browser.post(_tick(message), {"called": "0"})
    assert (
        "One has no sign-in and is to be called."
        in (await browser.get(answer.headers["location"] + "&language=en")).text
    )
    assert (await OutboxMessage.get(id=message.id)).called_by_id is None
    assert await AuditEntry.filter(action__in=["message.called", "message.not_called"]).count() == 2


async def test_it_is_searched_by_name_and_narrowed_to_families_staff_or_kitchens(
    signed_in: Visit, people: Cast
) -> None:
    first, browser = await told(people), await signed_in("shen")
    page = f"/publications/{first.id}/calls?language=en&show=all"

    async def shown(narrowed: str) -> list[str]:
        return re.findall(r'<h2 id="[sek]\d+">(?:<a [^>]*>)?([^<]*[^< ])', (await browser.get(page + narrowed)).text)

    assert await shown("") == ["陈春燕", "李玉梅", "林福生", "周桂英", "Dongxi Kitchen"]
    assert await shown("&q=周小兰") == ["周桂英"]
    assert await shown("&who=staff") == ["陈春燕", "李玉梅"]
    assert await shown("&who=staff&q=玉梅") == ["李玉梅"]
    assert await shown("&who=kitchens") == ["Dongxi Kitchen"]
    assert await shown("&who=kitchens&q=玉梅") == []
    text = (await browser.get(page + "&who=kitchens&q=玉梅")).text
    assert "Nobody fits the filter." in text
    assert 'name="show" value="all"' in text, "another search keeps who is shown"


async def test_it_is_narrowed_by_how_far_somebody_is(signed_in: Visit, people: Cast) -> None:
    message = await _changed(people)
    await OutboxMessage.filter(staff__key="s-chen", publication_id=message.publication_id).update(read_at=clock.now())
    browser = await signed_in("shen")

    async def shown(state: str) -> list[str]:
        text = (await browser.get(_page(message) + f"&show={state}")).text
        return re.findall(r'<h2 id="[sek]\d+">(?:<a [^>]*>)?([^<]+)', text)

    assert await shown("call") == await shown("no-such-state") == ["林福生"]
    assert (await shown("seen"), await shown("page")) == (["陈春燕"], ["李玉梅", "周桂英"])
    await browser.post(_tick(message), {"called": "1"})
    assert (await shown("call"), await shown("called")) == ([], ["林福生"])


async def test_a_tick_and_the_pages_keep_what_was_searched_for(
    signed_in: Visit, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "HOUSEHOLDS_A_PAGE", 1)
    message, browser = await _changed(people), await signed_in("shen")
    text = (await browser.get(_page(message) + "&show=all&who=staff&q=s-")).text
    assert re.search(r'rel="next" href="[^"]*\?language=en&amp;show=all&amp;who=staff&amp;q=s-&amp;page=2"', text)
    form = {"called": "1", "show": "all", "who": "families", "q": "林", "page": "1"}
    answer = await browser.post(_tick(message), form)
    back = parse_qs(urlsplit(answer.headers["location"]).query)
    assert back == {"show": ["all"], "who": ["families"], "q": ["林"], "page": ["1"], "noted": [str(message.id)]}
    text = (await browser.get(answer.headers["location"] + "&language=en")).text
    assert re.search('name="q" type="search" value="林"', text)
    assert '<option value="families" selected>' in text


async def test_what_is_over_is_listed_and_not_counted(signed_in: Visit, people: Cast) -> None:
    message = await _changed(people)
    with clock.held(AFTERNOON + timedelta(days=1)):
        browser = await signed_in("shen")
        text = _plain((await browser.get(_page(message) + "&show=all")).text)
        board = (await browser.get("/week?week=2026-W48&centre=f-dong&language=en")).text
        history = (await browser.get("/publications?language=en")).text
    assert "One was not called and need not be any more: the days it was about are over." in text
    assert re.search("林福生 Elder over .*? has no sign-in and was not called; it is over", text)
    assert "still to call" not in board
    assert "to call</span>" not in history


async def test_a_carrier_on_leave_reads_by_round_to_whom_it_goes(signed_in: Visit, people: Cast) -> None:
    for number, brings in ((1, "li"), (2, "chen")):
        await Draft.all().update(current=False)
        draft = await drafted(people, number=number)
        await DraftMeal.filter(draft=draft).update(carrier=people.staff[brings], trip=1, stop=1, arrives=700)
        publication, *_ = await publish(people.facilities["dong"], MONDAY, who="terminal")
    page, browser = f"/publications/{publication.id}/calls?show=all&who=staff", await signed_in("shen")
    text = _plain((await browser.get(page + "&language=en")).text)
    assert "Mon 23 Nov Lunch · round 1 one meal: goes to 陈春燕" in text
    assert "Mon 23 Nov Lunch · round 1 new: one meal, from 李玉梅" in text
    chinese = _plain((await browser.get(page + "&language=zh_Hans")).text)
    assert "午餐 · 第1趟 1份餐：改由陈春燕送" in chinese
    hers = _plain((await (await signed_in("li")).get("/today?language=en")).text)
    assert "Mon 23 Nov Lunch · round 1 one meal: goes to 陈春燕" in hers, "on her own page in the same words"


async def test_a_tick_without_the_pages_token_is_refused(signed_in: Visit, people: Cast) -> None:
    message = await _changed(people)
    browser = await signed_in("shen")
    assert (await browser.post(_tick(message), {"csrf": "x", "called": "1"})).status_code == 403
    assert (await OutboxMessage.get(id=message.id)).called_at is None


async def test_a_draft_shows_who_would_be_called_and_takes_no_tick(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await Draft.all().update(current=False)
    await drafted(people, LATER, number=2)
    text = (await (await signed_in("shen")).get(DRAFT)).text
    assert "nobody should be called before it is" in text
    assert "林福生" in text
    assert 'name="called"' not in text


async def test_who_was_not_called_of_an_earlier_version_is_not_forgotten(signed_in: Visit, people: Cast) -> None:
    message = await _changed(people)
    last = await told(people, LATER, number=3)
    text = (await (await signed_in("shen")).get(f"/publications/{last.id}/calls?language=en")).text
    assert "It tells nobody anything." in text
    earlier = rf'/publications/{message.publication_id}/calls">\s*Version 2\s*<span class="tag warn">1 to call'
    assert re.search(earlier, text)


async def test_a_first_version_says_how_much_there_is(signed_in: Visit, people: Cast) -> None:
    first = await told(people)
    text = _plain((await (await signed_in("shen")).get(f"/publications/{first.id}/calls?language=en")).text)
    assert "The first plan of this week: 1 visit." in text


async def test_without_a_draft_there_is_nobody_to_be_told(signed_in: Visit, people: Cast) -> None:
    first = await told(people)
    text = (await (await signed_in("shen")).get(DRAFT)).text
    assert "No draft waits to be published" in text
    assert f'href="/publications/{first.id}/calls"' in text


async def test_board_and_history_lead_there(signed_in: Visit, people: Cast) -> None:
    message = await _changed(people)
    browser = await signed_in("shen")
    board = (await browser.get("/week?week=2026-W48&centre=f-dong&language=en")).text
    assert f'href="/publications/{message.publication_id}/calls"' in board
    assert "One person still to call" in board
    assert "never called about an earlier version" in board
    history = (await browser.get("/publications?language=en")).text
    assert f'href="/publications/{message.publication_id}/calls?show=all"' in history
    assert "1 to call" in history


async def test_telephones_are_for_those_who_may_read_files(signed_in: Visit, people: Cast) -> None:
    message = await _changed(people)
    browser = await signed_in("auditor")
    assert (await browser.get(_page(message))).status_code == 403
    for page in ("/week?week=2026-W48&centre=f-dong", "/publications"):
        assert f"/publications/{message.publication_id}/calls" not in (await browser.get(page)).text


async def test_a_kitchen_that_nobody_signs_in_for_is_called_about_its_portions(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await Draft.all().update(current=False)
    draft = await drafted(people, number=2)
    await DraftMeal.filter(draft=draft).delete()
    await Account.filter(login="kitchen").update(disabled_at=clock.now())
    publication, *_ = await publish(people.facilities["dong"], MONDAY, who="terminal")
    page = f"/publications/{publication.id}/calls?show=call&language=en"
    text = _plain((await (await signed_in("shen")).get(page)).text)
    assert re.search("Dongxi Kitchen .*? 0731-5550002 has no sign-in: to be called", text)
    assert "Mon 23 Nov Lunch · wave 1 Regular · Normal texture: 1 → 0" in text


async def test_who_may_only_read_ticks_nothing(signed_in: Visit, people: Cast) -> None:
    message = await _changed(people)
    browser = await signed_in("manager")
    assert 'name="called"' not in (await browser.get(_page(message))).text
    assert (await browser.post(_tick(message), {"called": "1"})).status_code == 403


async def test_a_relative_whose_consent_is_gone_is_not_ticked(signed_in: Visit, people: Cast) -> None:
    await _changed(people)
    relative = people.relatives["daughter"]
    relative.sees_schedule = False
    await relative.save()
    await Account.filter(login="daughter").delete()
    message = await OutboxMessage.filter(relative_id=relative.id).order_by("-id").first()
    assert message
    assert "周小兰" not in (await (await signed_in("shen")).get(_page(message) + "&show=all")).text
    assert (await (await signed_in("shen")).post(_tick(message), {"called": "1"})).status_code == 404
