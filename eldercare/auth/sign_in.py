"""Signing in and out, slow for whoever guesses."""

from eldercare.audit import trail
from eldercare.auth import attempts, passwords, sessions
from eldercare.auth.models import Account, Session
from eldercare.db import write
from eldercare.errors import Refused


async def sign_in(
    login: str, password: str, address: str, user_agent: str = "", replaces: Session | None = None
) -> tuple[str, Session]:
    """The token and session of a new sign-in; whatever session the browser had before is ended.

    Refused with `sign_in_locked` after too many failures, with `sign_in_wrong` for every other reason alike.
    """
    login = login.strip()[:64]
    await attempts.count(login, address[:64])
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


async def _write_failure(account: Account | None) -> None:
    """The trail names the login only where it exists: a mistyped one may be a password."""
    async with write():
        await trail.record(account or "", "account.sign_in_failed", "account", account.login if account else "")


async def _open(account: Account, user_agent: str, replaces: Session | None) -> tuple[str, Session]:
    """Unless it was disabled, or got another password, while the one given was looked at."""
    async with write():
        unchanged = Account.filter(id=account.id, password_hash=account.password_hash, disabled_at=None)
        if not await unchanged.select_for_update(no_key=True):
            raise Refused("sign_in_wrong")
        await attempts.forget(account.login)
        if replaces is not None:
            await sessions.end(replaces)
        await trail.record(account, "account.sign_in", "account", account.login)
        return await sessions.start(account, user_agent)
