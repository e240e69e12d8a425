"""Our cookies: the session's, the visitor's before one, and what the browser remembers of the reader's wishes."""

from collections.abc import Mapping

from litestar.datastructures import Cookie

from eldercare.settings import settings

YEAR = 365 * 24 * 3600


def session_name() -> str:
    return _name("session")


def visitor_name() -> str:
    return _name("visitor")


def session(token: str) -> Cookie:
    """Lives as long as the browser; the row behind it says how long really."""
    return _cookie(session_name(), token)


def no_session() -> Cookie:
    return _cookie(session_name(), "", max_age=0)


def visitor(token: str) -> Cookie:
    return _cookie(visitor_name(), token)


def wish(name: str, value: str) -> Cookie:
    """`language` or `type`; kept for a year."""
    return _cookie(name, value, max_age=YEAR)


def wish_at_the_door(name: str, value: str) -> list[Cookie]:
    """The same of somebody not signed in yet: who signs in next in this browser has chosen it."""
    return [wish(name, value), _cookie(_chosen(name), "yes")]


def wished_at_the_door(sent: Mapping[str, str], name: str) -> str | None:
    """What was chosen at the door; None for what the browser remembers of anybody before."""
    return sent.get(name) if _chosen(name) in sent else None


def wishes_of(language: str, type_size: str) -> list[Cookie]:
    """The browser reads as the one who has just signed in does."""
    gone = [_cookie(_chosen(name), "", max_age=0) for name in ("language", "type")]
    return [wish("language", language), wish("type", type_size), *gone]


def _chosen(name: str) -> str:
    return f"{name}-chosen"


def _name(name: str) -> str:
    return f"__Host-{name}" if settings().https else name


def _cookie(key: str, value: str, max_age: int | None = None) -> Cookie:
    return Cookie(
        key=key, value=value, max_age=max_age, path="/", httponly=True, secure=settings().https, samesite="lax"
    )
