"""Forms are ours only with the token of the asker's own session, in the field `csrf` or the header `X-CSRF`."""

import hashlib
import secrets

from litestar import Request
from litestar.datastructures import FormMultiDict
from litestar.exceptions import ClientException
from litestar.handlers import BaseRouteHandler

from eldercare.errors import Refused
from web.session import Asked, Connection, visitor

FIELD = "csrf"
HEADER = "X-CSRF"
SAFE = {"GET", "HEAD", "OPTIONS"}


class ForeignForm(Refused):
    """A form that does not come from a page of this session."""


def token(request: Asked) -> str:
    """The token that this asker's forms must carry.

    Before sign-in it is the digest of a random cookie that no page and no other site can read or, over TLS, plant.
    """
    if request.auth is not None:
        return request.auth.csrf_token
    return hashlib.sha256(f"form:{visitor(request)}".encode()).hexdigest()


async def own_form(connection: Connection, handler: BaseRouteHandler) -> None:
    """Guard: refuse a changing request without the asker's own token."""
    if not isinstance(connection, Request) or connection.method in SAFE:
        return
    if connection.headers.get("sec-fetch-site") == "cross-site":
        raise ForeignForm("foreign_form")
    sent = await _form(connection)
    given = connection.headers.get(HEADER) or sent.get(FIELD) or ""
    if not isinstance(given, str) or not secrets.compare_digest(given.encode(), token(connection).encode()):
        raise ForeignForm("foreign_form")


async def _form(request: Request) -> FormMultiDict:  # type: ignore[type-arg]
    """What was sent, read once for the handler too; the framework takes texts that are no texts for a fault of ours."""
    try:
        return await request.form()
    except (UnicodeError, LookupError) as error:
        raise ClientException() from error
