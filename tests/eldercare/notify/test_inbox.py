"""Everybody reads her own messages, and says herself that she has seen them."""

from datetime import UTC, datetime

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth import scope, sessions
from eldercare.auth.models import Account
from eldercare.errors import NotFound
from eldercare.notify.inbox import acknowledge, unseen
from eldercare.notify.models import OutboxMessage
from tests.cast import Cast
from tests.eldercare.visits.told import told

THAT_WEEK = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
WEEK_AFTER = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)


async def _account(people: Cast, login: str) -> Account:
    """As a session finds it."""
    token, _session = await sessions.start(people.accounts[login])
    found = await sessions.find(token)
    assert found is not None
    return found.account


async def test_each_reads_what_is_hers(people: Cast) -> None:
    await told(people)
    with clock.held(THAT_WEEK):
        counts = {
            login: len(await unseen(scope.messages_of(await _account(people, login)))) for login in people.accounts
        }
    assert {login for login, count in counts.items() if count} == {"chen", "li", "daughter", "kitchen"}


async def test_seen_is_seen_once_and_leaves_a_trace(people: Cast) -> None:
    await told(people)
    with clock.held(THAT_WEEK):
        chen = await _account(people, "chen")
        mine = scope.messages_of(chen)
        (message,) = await unseen(mine)
        await acknowledge(mine, [message.id], chen)
        first = await OutboxMessage.get(id=message.id)
        await acknowledge(mine, [message.id], chen)
        assert await unseen(mine) == []
    assert first.read_at == THAT_WEEK
    trace = await AuditEntry.filter(action="message.seen")
    assert [(entry.actor, entry.facility_id) for entry in trace] == [("name-chen", people.facilities["dong"].id)]


async def test_nobody_says_it_for_somebody_else(people: Cast) -> None:
    await told(people)
    message = await OutboxMessage.get(staff_id=people.staff["chen"].id)
    for login in ("li", "daughter", "kitchen", "shen"):
        account = await _account(people, login)
        with pytest.raises(NotFound):
            await acknowledge(scope.messages_of(account), [message.id], account)
    assert (await OutboxMessage.get(id=message.id)).read_at is None


async def test_what_was_told_of_a_week_that_is_over_is_told_no_more(people: Cast) -> None:
    await told(people)
    with clock.held(WEEK_AFTER):
        assert await unseen(scope.messages_of(await _account(people, "chen"))) == []


async def test_a_relative_who_may_not_see_the_week_has_no_messages_of_it(people: Cast) -> None:
    await told(people)
    relative = people.relatives["daughter"]
    relative.sees_schedule = False
    await relative.save()
    with clock.held(THAT_WEEK):
        assert await unseen(scope.messages_of(await _account(people, "daughter"))) == []
