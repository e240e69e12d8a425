"""Whom a version tells something, who has to be called for it, and who has been."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.errors import NotFound
from eldercare.notify.calls import Listener, State, households, left_to_call, mark_called
from eldercare.notify.models import OutboxMessage
from eldercare.notify.readers import readers_of
from eldercare.planning.changes import foreseen
from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft, Publication
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.eldercare.visits.told import LATER, told

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Monday afternoon: Monday is not over, and no promise is measured any more against visits that have begun."""
TUESDAY = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with clock.held(NOW):
        yield


VISITS = Plan().visits


async def _changed(people: Cast) -> Publication:
    await told(people)
    return await told(people, LATER, number=2)


async def _listeners(publication: Publication) -> dict[str, Listener]:
    found = await households(await OutboxMessage.filter(publication_id=publication.id))
    return {one.reader.key: one for household in found for one in household.listeners}


async def test_everybody_who_is_told_is_there_and_who_has_no_sign_in_is_to_be_called(people: Cast) -> None:
    listeners = await _listeners(await _changed(people))
    assert list(listeners) == ["s-chen", "s-li", "e-lin", "p-daughter"]
    assert [key for key, one in listeners.items() if one.to_call] == ["e-lin"]
    assert listeners["p-daughter"].phone == people.relatives["daughter"].phone


async def test_who_may_sign_in_no_more_is_to_be_called(people: Cast) -> None:
    publication = await _changed(people)
    await Account.filter(login__in=["li", "daughter"]).update(disabled_at=clock.now())
    listeners = await _listeners(publication)
    assert {key for key, one in listeners.items() if one.to_call} == {"s-li", "e-lin", "p-daughter"}
    assert await left_to_call([publication.id]) == {publication.id: 3}


async def test_a_relative_who_may_not_see_the_week_is_not_called_about_it(people: Cast) -> None:
    publication = await _changed(people)
    relative = people.relatives["daughter"]
    relative.sees_schedule = False
    await relative.save()
    await Account.filter(login="daughter").delete()
    assert "p-daughter" not in await _listeners(publication)
    assert await left_to_call([publication.id]) == {publication.id: 1}


async def test_an_elder_is_told_herself_where_no_relative_may_know(people: Cast) -> None:
    relative = people.relatives["daughter"]
    relative.sees_schedule = False
    await relative.save()
    listeners = await _listeners(await _changed(people))
    assert list(listeners) == ["s-chen", "s-li", "e-lin", "e-zhou"]
    assert listeners["e-zhou"].to_call


async def test_a_kitchen_that_nobody_signs_in_for_is_to_be_called_at_its_place(people: Cast) -> None:
    first = await told(people)
    assert not (await _listeners(first))["k-dong"].to_call
    await Account.filter(login="kitchen").update(disabled_at=clock.now())
    kitchen = (await _listeners(first))["k-dong"]
    assert (kitchen.to_call, kitchen.phone) == (True, people.facilities["dong"].phone)


async def test_a_call_is_kept_once_with_who_and_when_and_leaves_a_trace(people: Cast) -> None:
    publication, shen, dong = await _changed(people), people.accounts["shen"], people.facilities["dong"]
    message = await OutboxMessage.get(elder_id=people.elders["lin"].id, publication=publication)
    with clock.held(NOW):
        await mark_called(publication, message.id, shen, called=True)
    await mark_called(publication, message.id, people.accounts["manager"], called=True)
    lin = (await _listeners(publication))["e-lin"]
    assert (lin.message.called_by_id, lin.message.called_at, lin.to_call) == (shen.id, NOW, False)
    assert await left_to_call([publication.id]) == {publication.id: 0}
    entry = await AuditEntry.get(action="message.called")
    assert (entry.account_id, entry.noun, entry.row_key, entry.facility_id) == (shen.id, "elder", "e-lin", dong.id)
    assert entry.after == {"week": "2026-11-23", "number": 2}


async def test_a_call_that_was_none_is_taken_back_and_leaves_a_trace_too(people: Cast) -> None:
    publication, shen = await _changed(people), people.accounts["shen"]
    message = await OutboxMessage.get(elder_id=people.elders["lin"].id, publication=publication)
    for called in (True, False, False):
        await mark_called(publication, message.id, shen, called=called)
    assert (await _listeners(publication))["e-lin"].to_call
    assert await AuditEntry.filter(action="message.not_called").count() == 1


async def test_what_is_only_about_days_that_are_over_needs_no_call_any_more(people: Cast) -> None:
    publication = await _changed(people)
    assert (await readers_of(publication.id)).silent == 1
    with clock.held(TUESDAY):
        lin = (await _listeners(publication))["e-lin"]
        assert (lin.to_call, lin.over, lin.state) == (False, True, State.OVER)
        assert await left_to_call([publication.id]) == {publication.id: 0}
        assert (await readers_of(publication.id)).silent == 0


async def test_who_has_the_earliest_day_still_to_come_stands_first(people: Cast) -> None:
    """Li's shift goes from Monday to Thursday, Chen's from Tuesday to Wednesday; the rest of Monday stays."""
    await told(people, Plan(shifts=[("li", 0, "early"), ("chen", 1, "early")], visits=VISITS))
    publication = await told(people, Plan(shifts=[("li", 3, "early"), ("chen", 2, "early")], visits=VISITS), number=2)
    orders = []
    for day in (0, 1, 3, 4):
        with clock.held(NOW + timedelta(days=day)):
            found = await households(await OutboxMessage.filter(publication_id=publication.id))
            orders.append([(one.about.key, one.first_ahead) for one in found])
    days = [MONDAY + timedelta(days=day) for day in range(4)]
    assert orders == [
        [("s-li", days[0]), ("s-chen", days[1])],
        [("s-chen", days[1]), ("s-li", days[3])],
        [("s-li", days[3]), ("s-chen", None)],
        [("s-chen", None), ("s-li", None)],
    ]


async def test_somebody_is_found_by_the_name_or_key_of_whoever_is_told(people: Cast) -> None:
    publication = await told(people)
    found = await households(await OutboxMessage.filter(publication_id=publication.id))

    def named(text: str) -> list[str]:
        return [one.about.key for one in found if one.named(text)]

    assert named("周小兰") == ["e-zhou"], "by her daughter"
    assert named("桂英") == ["e-zhou"]
    assert named("S-CHEN") == ["s-chen"]
    assert named("dongxi kitchen") == ["k-dong"]
    assert named("nobody") == []
    assert {one.kind for one in found} == {"staff", "families", "kitchens"}


async def test_what_another_version_told_is_not_marked_in_this_one(people: Cast) -> None:
    first = await told(people)
    message = await OutboxMessage.get(elder_id=people.elders["lin"].id)
    second = await told(people, LATER, number=2)
    with pytest.raises(NotFound):
        await mark_called(second, message.id, people.accounts["shen"], called=True)
    assert await left_to_call([first.id, second.id]) == {first.id: 1, second.id: 1}


async def test_of_two_who_tick_at_once_the_first_is_kept(people: Cast) -> None:
    publication = await _changed(people)
    message = await OutboxMessage.get(elder_id=people.elders["lin"].id, publication=publication)
    both = (people.accounts[one] for one in ("shen", "manager"))
    await asyncio.gather(*(mark_called(publication, message.id, one, called=True) for one in both))
    entry = await AuditEntry.get(action="message.called")
    assert (await OutboxMessage.get(id=message.id)).called_by_id == entry.account_id


async def test_a_draft_would_tell_what_its_publication_tells(people: Cast) -> None:
    dong = people.facilities["dong"]
    await told(people)
    await Draft.all().update(current=False)
    await drafted(people, LATER, number=2)
    before = [
        (one.about, one.to_call, one.message.facts)
        for one in await households(await foreseen(await standing(dong, MONDAY)))
    ]
    publication = await told(people, LATER, number=3)
    stored = await households(await OutboxMessage.filter(publication=publication))
    assert [(one.about, one.to_call, one.message.facts) for one in stored] == before
    assert await foreseen(await standing(dong, MONDAY)) == []
