"""Signed-in browsers: a row each; the browser holds a random token, the row only its SHA-256."""

import hashlib
import secrets
from contextlib import suppress
from datetime import timedelta

from tortoise.expressions import Q

from eldercare import clock
from eldercare.auth.models import Account, Session
from eldercare.db import at_once
from eldercare.errors import NotFound, Refused
from eldercare.settings import settings

TOUCH_EVERY = timedelta(minutes=1)


async def start(account: Account, user_agent: str = "") -> tuple[str, Session]:
    """A new session under a new token, which is returned once and kept nowhere."""
    await _sweep()
    token = secrets.token_urlsafe(32)
    moment = clock.now()
    session = await Session.create(
        token_hash=fingerprint(token),
        account=account,
        csrf_token=secrets.token_urlsafe(32),
        created_at=moment,
        seen_at=moment,
        user_agent=user_agent[:200],
    )
    return token, session


async def find(token: str) -> Session | None:
    """The live session of a token, with its account; None when ended, too old, too long idle, or disabled."""
    session = await Session.filter(token_hash=fingerprint(token)).select_related("account").first()
    if session is None or session.account.disabled_at is not None or _is_over(session):
        return None
    # Only what is there: on SQLite, to join all seven tables for each page takes three times as long.
    await session.account.fetch_related("facility", "staff__facility", "relative__elder__facility")
    await _touch(session)
    return session


async def end(session: Session) -> None:
    """Sign this browser out."""
    await Session.filter(token_hash=session.token_hash).delete()


async def end_one(account: Account, token_hash: str) -> None:
    """Sign one of the account's own browsers out."""
    found = [session for session in await Session.filter(account_id=account.id) if session.token_hash == token_hash]
    if not found:
        raise NotFound("session_not_found")
    await end(found[0])


async def end_all(account: Account) -> None:
    """Sign every browser of the account out."""
    await Session.filter(account_id=account.id).delete()


async def sessions_of(account: Account) -> list[Session]:
    """The account's live sessions, the last used first."""
    return [
        session for session in await Session.filter(account_id=account.id).order_by("-seen_at") if not _is_over(session)
    ]


def fingerprint(token: str) -> str:
    """What the table keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _is_over(session: Session) -> bool:
    moment = clock.now()
    return moment - session.seen_at > _idle() or moment - session.created_at > _absolute()


async def _touch(session: Session) -> None:
    moment = clock.now()
    if moment - session.seen_at >= TOUCH_EVERY:
        with suppress(Refused), at_once():  # nobody is kept from reading because somebody else is writing
            await Session.filter(token_hash=session.token_hash).update(seen_at=moment)
            session.seen_at = moment


async def _sweep() -> None:
    """Forget the sessions that nobody can use any more."""
    moment = clock.now()
    await Session.filter(Q(seen_at__lt=moment - _idle()) | Q(created_at__lt=moment - _absolute())).delete()


def _idle() -> timedelta:
    return timedelta(minutes=settings().session_idle_minutes)


def _absolute() -> timedelta:
    return timedelta(hours=settings().session_absolute_hours)
