"""Guesses at a password, counted so that whoever guesses is slow, wherever she does it."""

from datetime import timedelta

from eldercare import clock
from eldercare.auth.models import SignInAttempt
from eldercare.db import write
from eldercare.errors import Refused

FAILURES_PER_LOGIN = 5
FAILURES_PER_ADDRESS = 50
LOCKED_FOR = timedelta(minutes=15)


async def count(login: str, address: str) -> None:
    """Count this try before the password is looked at, and before looking how many there were: of guesses side by side
    the sixth to be written down sees the five before it, on either engine. Refused("sign_in_locked") after too many."""
    async with write():
        await SignInAttempt.filter(at__lt=clock.now() - LOCKED_FOR).delete()
        attempt = await SignInAttempt.create(login=login, address=address, at=clock.now())
    others = SignInAttempt.exclude(id=attempt.id)
    by_login = await others.filter(login=login).count()
    if by_login >= FAILURES_PER_LOGIN or await others.filter(address=address).count() >= FAILURES_PER_ADDRESS:
        await attempt.delete()  # a try that was not looked at does not make the wait longer
        raise Refused("sign_in_locked", minutes=int(LOCKED_FOR.total_seconds() // 60))


async def forget(login: str) -> None:
    """The right password was given: what was counted before was its owner's."""
    await SignInAttempt.filter(login=login).delete()
