"""Whom a publication told, on a page: who has to be called, at which number, for what, and that she was."""

import re

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Elder, Relative
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.web.conftest import Visit


async def changed(people: Cast) -> Publication:
    """Zhou is washed an hour and a half earlier than was announced; her daughter cannot sign in any more."""
    first = await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    await Draft.filter(id=first.id).update(current=False)
    earlier = ("t-wash@0", "zhou", "chen", 0, 390)
    await drafted(people, Plan(visits=[earlier, *Plan().visits[1:]]), number=2)
    await Account.filter(id=people.accounts["daughter"].id).update(disabled_at=clock.now())
    await Relative.filter(id=people.relatives["daughter"].id).update(phone="13800000001")
    return await publish(people.facilities["dong"], MONDAY, who="terminal")


def page_of(publication: Publication, show: str = "call") -> str:
    return f"/publications/{publication.id}/calls?show={show}&language=en"


async def test_who_has_no_sign_in_is_listed_with_her_number_and_what_changed_for_her(
    signed_in: Visit, people: Cast
) -> None:
    publication = await changed(people)
    browser = await signed_in("shen")
    text = (await browser.get(page_of(publication))).text
    daughter = people.relatives["daughter"]
    assert daughter.name in text
    assert 'href="tel:13800000001"' in text
    assert f"of {people.elders['zhou'].name}" in text
    shown = " ".join(re.sub(r"<[^>]+>", "", text).split())
    assert "before: 8:00" in shown
    assert "now: 6:30" in shown
    assert text.count('class="card call"') == 1
    everybody = (await browser.get(page_of(publication, "all"))).text
    assert everybody.count('class="card call"') == 2
    assert "finds it on her page, not seen yet" in everybody


async def test_who_was_called_is_ticked_off_with_who_did_and_when(signed_in: Visit, people: Cast) -> None:
    publication = await changed(people)
    browser = await signed_in("shen")
    hers = await OutboxMessage.get(publication_id=publication.id, relative_id=people.relatives["daughter"].id)
    where = f"/publications/{publication.id}/calls"
    answer = await browser.post(where, {"message": hers.id, "called": 1})
    assert answer.headers["location"].startswith(where)
    assert "Nobody is left to call" in (await browser.get(page_of(publication))).text
    text = (await browser.get(page_of(publication, "all"))).text
    assert "called Wed 25 Nov" in text
    assert "· name-shen" in text
    await browser.post(where, {"message": hers.id, "called": 0})
    assert daughter_is_listed(people, (await browser.get(page_of(publication))).text)
    trail = AuditEntry.filter(action__startswith="message.").order_by("id")
    assert [entry.action for entry in await trail] == ["message.called", "message.not_called"]


def daughter_is_listed(people: Cast, text: str) -> bool:
    return people.relatives["daughter"].name in text


async def test_an_elder_of_whom_nobody_is_told_is_called_herself(signed_in: Visit, people: Cast) -> None:
    await Elder.filter(id=people.elders["lin"].id).update(phone="")
    await drafted(people)
    publication = await publish(people.facilities["dong"], MONDAY, who="terminal")
    text = (await (await signed_in("shen")).get(page_of(publication))).text
    assert people.elders["lin"].name in text
    assert "Elder; none of her relatives is told" in text
    assert "no telephone number on file" in text
    assert "The week was published for the first time: all of it is new." in text


async def test_the_board_and_the_history_lead_there(signed_in: Visit, people: Cast) -> None:
    publication = await changed(people)
    browser = await signed_in("shen")
    board = (await browser.get("/week?week=2026-W48&centre=f-dong&language=en")).text
    assert f'href="/publications/{publication.id}/calls"' in board
    assert "One person still to call" in board
    assert f'href="/publications/{publication.id}/calls?show=all"' in (await browser.get("/publications")).text


async def test_of_another_centres_publication_nothing_is_seen_and_nothing_ticked(
    signed_in: Visit, people: Cast
) -> None:
    publication = await changed(people)
    message = await OutboxMessage.filter(publication_id=publication.id, relative_id__isnull=False).first()
    assert message is not None
    browser = await signed_in("xu")
    assert (await browser.get(page_of(publication))).status_code == 404
    answer = await browser.post(f"/publications/{publication.id}/calls", {"message": message.id, "called": 1})
    assert answer.status_code == 404
    assert await OutboxMessage.filter(called_at__isnull=False).count() == 0


async def test_a_message_of_another_publication_is_not_ticked(signed_in: Visit, people: Cast) -> None:
    publication = await changed(people)
    before = await OutboxMessage.filter(publication__number=1, relative_id__isnull=False).first()
    assert before is not None
    browser = await signed_in("shen")
    answer = await browser.post(f"/publications/{publication.id}/calls", {"message": before.id, "called": 1})
    assert answer.status_code == 404


async def test_who_may_only_read_finds_no_button(signed_in: Visit, people: Cast) -> None:
    publication = await changed(people)
    text = (await (await signed_in("auditor")).get(page_of(publication))).text
    assert daughter_is_listed(people, text)
    assert 'name="called"' not in text
