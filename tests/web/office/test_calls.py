"""The list of who is told, with the telephone, and the mark that somebody was called."""

import re

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

DRAFT = "/week/calls?week=2026-W48&centre=f-dong&language=en"


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
    assert "before: 9:30 Bathing · 陈春燕, 李玉梅 now: 10:30 Bathing · 陈春燕, 李玉梅" in _plain(text)
    assert "周小兰" not in text, "she signs in"


async def test_everybody_is_shown_when_asked_with_how_she_hears_of_it(signed_in: Visit, people: Cast) -> None:
    message = await _changed(people)
    text = _plain((await (await signed_in("shen")).get(_page(message) + "&show=all")).text)
    assert re.search("周小兰 Daughter .*? finds it on her page here; not seen yet", text)
    assert "周桂英 before: 8:00 Help with washing now: 9:00 Help with washing" in text, "to her carer"
    assert "before: 8:00 Help with washing · 陈春燕 now: 9:00 Help with washing · 陈春燕" in text, "to her family"


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
    publication = await publish(people.facilities["dong"], MONDAY, who="terminal")
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
