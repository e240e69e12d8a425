"""Passwords: what is accepted, and hashing off the event loop in a small pool."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from eldercare.auth.weak_passwords import is_weak
from eldercare.errors import Refused

SHORTEST = 8
LONGEST = 128
THREADS = 2
MOST_WAITING = 200

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

T = TypeVar("T")

_waiting: set[asyncio.Future[Any]] = set()


def accept(password: str, login: str = "") -> None:
    """Refuse a password that is too short, too long or guessed first; no rule about kinds of characters."""
    if len(password) < SHORTEST:
        raise Refused("password_too_short", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise Refused("password_too_long", longest=LONGEST)
    if is_weak(password, login):
        raise Refused("password_weak")


async def hashed(password: str) -> str:
    """The argon2id hash to keep."""
    return await _off_loop(partial(HASHER.hash, password))


async def matches(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one hashed; takes as long for an account that does not exist (None)."""
    if len(password) > LONGEST:
        password = ""
    kept = password_hash or _nobody()
    return await _off_loop(partial(_verify, password, kept)) and password_hash is not None


def _verify(password: str, password_hash: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


async def _off_loop(work: "partial[T]") -> T:
    if len(_waiting) >= MOST_WAITING:
        raise Refused("busy")
    job = asyncio.get_running_loop().run_in_executor(_pool(), work)
    _waiting.add(job)
    job.add_done_callback(_waiting.discard)
    return await job


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="password")


@cache
def _nobody() -> str:
    return HASHER.hash("nobody has this password")
