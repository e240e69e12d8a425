"""Signing in, and what whoever guesses runs into."""

import asyncio
from datetime import timedelta

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth import accounts, passwords, sessions
from eldercare.auth.models import Account, Session, SignInAttempt
from eldercare.auth.sign_in import sign_in, sign_in_to_demo, sign_out
from eldercare.errors import Refused
from tests.cast import PASSWORD, Cast

HERE = "192.0.2.1"


async def test_the_right_password_opens_a_session_and_leaves_a_trace(people: Cast) -> None:
    token, session = await sign_in("shen", PASSWORD, HERE, "Firefox")
    assert await sessions.find(token)
    assert session.account.login == "shen"
    entry = await AuditEntry.get()
    assert (entry.action, entry.row_key, entry.actor) == ("account.sign_in", "shen", "name-shen")


async def test_a_session_known_before_is_of_no_use_after_signing_in(people: Cast) -> None:
    """Fixation: whoever planted a token in the browser does not get into what the person opens with it."""
    planted, before = await sessions.start(people.accounts["xu"])
    token, session = await sign_in("shen", PASSWORD, HERE, replaces=before)
    assert token != planted
    assert await sessions.find(planted) is None
    assert session.csrf_token != before.csrf_token


@pytest.mark.parametrize(("login", "password"), [("shen", "wrong"), ("nobody", PASSWORD), ("", ""), ("SHEN", PASSWORD)])
async def test_every_wrong_way_is_refused_alike(people: Cast, login: str, password: str) -> None:
    with pytest.raises(Refused) as refused:
        await sign_in(login, password, HERE)
    assert (refused.value.code, refused.value.facts) == ("sign_in_wrong", {})
    assert await Session.all().count() == 0
    assert await AuditEntry.filter(action="account.sign_in_failed").count() == 1


async def test_a_disabled_account_is_refused_like_a_wrong_password(people: Cast) -> None:
    await accounts.disable("shen")
    with pytest.raises(Refused, match="sign_in_wrong"):
        await sign_in("shen", PASSWORD, HERE)


@pytest.mark.parametrize("login", ["shen", "nobody"])
async def test_after_five_failures_the_name_is_locked_for_a_quarter_of_an_hour(people: Cast, login: str) -> None:
    start = clock.now()
    with clock.held(start):
        await _fail(login, 5)
        with pytest.raises(Refused, match="sign_in_locked"):
            await sign_in(login, PASSWORD, "198.51.100.9")
    if login == "shen":
        with clock.held(start + timedelta(minutes=15, seconds=1)):
            await sign_in(login, PASSWORD, HERE)


async def test_waiting_out_a_lock_is_not_made_longer_by_trying(people: Cast) -> None:
    start = clock.now()
    with clock.held(start):
        await _fail("shen", 5)
    with clock.held(start + timedelta(minutes=14)), pytest.raises(Refused, match="sign_in_locked"):
        await sign_in("shen", PASSWORD, HERE)
    with clock.held(start + timedelta(minutes=16)):
        await sign_in("shen", PASSWORD, HERE)


@pytest.mark.parametrize("change", ["password", "disabled"])
async def test_a_change_while_the_password_is_looked_at_counts(
    people: Cast, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """The office takes a password away at the very moment that whoever knows it signs in."""
    looked_at = passwords.matches

    async def meanwhile(password: str, password_hash: str | None) -> bool:
        right = await looked_at(password, password_hash)
        await (accounts.disable("shen") if change == "disabled" else accounts.set_password("shen", "another sentence"))
        return right

    monkeypatch.setattr(passwords, "matches", meanwhile)
    with pytest.raises(Refused, match="sign_in_wrong"):
        await sign_in("shen", PASSWORD, HERE)
    assert not await Session.exists(account__login="shen")


async def test_success_forgets_the_failures(people: Cast) -> None:
    await _fail("shen", 4)
    await sign_in("shen", PASSWORD, HERE)
    assert await SignInAttempt.filter(login="shen").count() == 0


async def test_one_address_cannot_go_through_all_names(people: Cast) -> None:
    moment = clock.now()
    await SignInAttempt.bulk_create([SignInAttempt(login=f"name {n}", address=HERE, at=moment) for n in range(50)])
    with pytest.raises(Refused, match="sign_in_locked"):
        await sign_in("shen", PASSWORD, HERE)
    await sign_in("shen", PASSWORD, "198.51.100.9")


async def test_guesses_side_by_side_do_not_slip_past_the_limit(people: Cast) -> None:
    answers = await asyncio.gather(*(_guess() for _ in range(12)))
    assert answers.count("sign_in_wrong") <= 5
    assert answers.count("sign_in_locked") >= 7


async def test_the_trail_does_not_keep_what_was_typed_into_the_wrong_field(people: Cast) -> None:
    with pytest.raises(Refused):
        await sign_in("my secret sentence", "x", HERE)
    assert (await AuditEntry.get()).row_key == ""


async def test_only_demo_accounts_are_entered_without_a_password(people: Cast) -> None:
    with pytest.raises(Refused, match="sign_in_wrong"):
        await sign_in_to_demo("shen")
    await Account.filter(login="shen").update(is_demo=True)
    token, _session = await sign_in_to_demo("shen")
    assert await sessions.find(token)


async def test_signing_out_ends_this_session_only(people: Cast) -> None:
    one, session = await sign_in("shen", PASSWORD, HERE)
    other, _session = await sign_in("shen", PASSWORD, HERE)
    await sign_out(session)
    assert await sessions.find(one) is None
    assert await sessions.find(other)


async def _fail(login: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Refused, match="sign_in_wrong"):
            await sign_in(login, "wrong", HERE)


async def _guess() -> str:
    try:
        await sign_in("shen", "wrong", HERE)
    except Refused as refused:
        return refused.code
    return "in"
