"""Signing in and out, slow for whoever guesses."""

from datetime import timedelta

from eldercare import clock
from eldercare.audit import trail
from eldercare.auth import passwords, sessions
from eldercare.auth.models import Account, Session, SignInAttempt
from eldercare.db import write
from eldercare.errors import Refused

FAILURES_PER_LOGIN = 5
FAILURES_PER_ADDRESS = 50
LOCKED_FOR = timedelta(minutes=15)


async def sign_in(
    login: str, password: str, address: str, user_agent: str = "", replaces: Session | None = None
) -> tuple[str, Session]:
    """The token and session of a new sign-in; whatever session the browser had before is ended.

    Refused with `sign_in_locked` after too many failures, with `sign_in_wrong` for every other reason alike.
    """
    login = login.strip()[:64]
    await _count_attempt(login, address[:64])
    account = await Account.get_or_none(login=login)
    right = await passwords.matches(password, account.password_hash if account else None)
    if account is None or not right or account.disabled_at is not None:
        await _write_failure(account)
        raise Refused("sign_in_wrong")
    return await _open(account, user_agent, replaces)


async def sign_in_to_demo(login: str, user_agent: str = "", replaces: Session | None = None) -> tuple[str, Session]:
    """The same for a demo account, without a password; no other account can be entered this way."""
    account = await Account.get_or_none(login=login, is_demo=True, disabled_at=None)
    if account is None:
        raise Refused("sign_in_wrong")
    return await _open(account, user_agent, replaces)


async def sign_out(session: Session) -> None:
    """End this session."""
    async with write():
        await sessions.end(session)
        await trail.record(session.account, "account.sign_out", "account", session.account.login)


async def _count_attempt(login: str, address: str) -> None:
    """Count this try before the password is looked at, and before looking how many there were: of guesses side by side
    the sixth to be written down sees the five before it, on either engine."""
    async with write():
        await SignInAttempt.filter(at__lt=clock.now() - LOCKED_FOR).delete()
        attempt = await SignInAttempt.create(login=login, address=address, at=clock.now())
    others = SignInAttempt.exclude(id=attempt.id)
    by_login = await others.filter(login=login).count()
    if by_login >= FAILURES_PER_LOGIN or await others.filter(address=address).count() >= FAILURES_PER_ADDRESS:
        await attempt.delete()  # a try that was not looked at does not make the wait longer
        raise Refused("sign_in_locked", minutes=int(LOCKED_FOR.total_seconds() // 60))


async def _write_failure(account: Account | None) -> None:
    """The trail names the login only where it exists: a mistyped one may be a password."""
    async with write():
        await trail.record(account or "", "account.sign_in_failed", "account", account.login if account else "")


async def _open(account: Account, user_agent: str, replaces: Session | None) -> tuple[str, Session]:
    async with write():
        await SignInAttempt.filter(login=account.login).delete()
        if replaces is not None:
            await sessions.end(replaces)
        await trail.record(account, "account.sign_in", "account", account.login)
        return await sessions.start(account, user_agent)
