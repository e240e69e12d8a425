"""How long a signed-in browser stays signed in."""

from datetime import timedelta

import pytest

from eldercare import clock
from eldercare.auth import accounts, sessions
from eldercare.auth.models import Session
from eldercare.errors import NotFound
from tests.cast import PASSWORD, Cast


async def test_the_table_holds_no_token(people: Cast) -> None:
    token, session = await sessions.start(people.accounts["shen"], "Firefox")
    assert len(token) >= 43
    row = await Session.get(token_hash=session.token_hash)
    assert token not in (row.token_hash, row.csrf_token)
    found = await sessions.find(token)
    assert found is not None
    assert found.account.login == "shen"
    assert found.account.facility == people.facilities["dong"]


async def test_what_is_no_token_finds_nothing(people: Cast) -> None:
    _token, session = await sessions.start(people.accounts["shen"])
    for guess in ("", "x", session.token_hash, "\x00", "☃"):
        assert await sessions.find(guess) is None


async def test_half_an_hour_without_a_sign_of_life_ends_it(people: Cast) -> None:
    start = clock.now()
    with clock.held(start):
        token, _session = await sessions.start(people.accounts["shen"])
    with clock.held(start + timedelta(minutes=29)):
        assert await sessions.find(token)
    with clock.held(start + timedelta(minutes=58)):
        assert await sessions.find(token)
    with clock.held(start + timedelta(minutes=89)):
        assert await sessions.find(token) is None


async def test_after_twelve_hours_it_ends_however_busy(people: Cast) -> None:
    start = clock.now()
    with clock.held(start):
        token, _session = await sessions.start(people.accounts["shen"])
    for quarter in range(1, 48):
        with clock.held(start + timedelta(minutes=15 * quarter)):
            assert await sessions.find(token)
    with clock.held(start + timedelta(hours=12, minutes=1)):
        assert await sessions.find(token) is None


async def test_being_seen_is_written_once_a_minute(people: Cast) -> None:
    start = clock.now()
    with clock.held(start):
        token, session = await sessions.start(people.accounts["shen"])
    with clock.held(start + timedelta(seconds=59)):
        await sessions.find(token)
    assert (await Session.get(token_hash=session.token_hash)).seen_at == start
    with clock.held(start + timedelta(seconds=61)):
        await sessions.find(token)
    assert (await Session.get(token_hash=session.token_hash)).seen_at == start + timedelta(seconds=61)


async def test_disabling_an_account_ends_every_session_at_once(people: Cast) -> None:
    tokens = [(await sessions.start(people.accounts["shen"]))[0] for _ in range(3)]
    other, _session = await sessions.start(people.accounts["xu"])
    await accounts.disable("shen")
    assert [await sessions.find(token) for token in tokens] == [None, None, None]
    assert await sessions.find(other)
    assert await Session.filter(account=people.accounts["shen"]).count() == 0


async def test_a_new_password_ends_every_session_and_begins_one(people: Cast) -> None:
    shen = people.accounts["shen"]
    old, _session = await sessions.start(shen)
    present, session = await sessions.start(shen, "Firefox")
    new = await accounts.change_own_password(shen, session, PASSWORD, "another calm sentence")
    assert await sessions.find(old) is None
    assert await sessions.find(present) is None
    found = await sessions.find(new)
    assert found
    assert (found.user_agent, found.csrf_token != session.csrf_token) == ("Firefox", True)
    await accounts.set_password("shen", "a third calm sentence")
    assert await sessions.find(new) is None


async def test_a_person_ends_her_own_sessions_only(people: Cast) -> None:
    shen, xu = people.accounts["shen"], people.accounts["xu"]
    token, session = await sessions.start(shen)
    with pytest.raises(NotFound):
        await sessions.end_one(xu, session.token_hash)
    assert await sessions.find(token)
    await sessions.end_one(shen, session.token_hash)
    assert await sessions.find(token) is None


async def test_dead_sessions_are_swept_out(people: Cast) -> None:
    long_ago = clock.now() - timedelta(days=2)
    with clock.held(long_ago):
        await sessions.start(people.accounts["xu"])
    await sessions.start(people.accounts["shen"])
    assert await Session.all().count() == 1
    assert len(await sessions.sessions_of(people.accounts["shen"])) == 1
