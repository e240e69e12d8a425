"""Who is asking, in which language and type size: worked out once a request, before anything else of ours runs."""

import secrets
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.enums import ScopeType
from litestar.exceptions import NotAuthorizedException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from eldercare.auth import sessions
from eldercare.auth.models import Account, Session, TypeSize
from eldercare.settings import settings
from web import cookies, i18n

Asked = Request[Account | None, Session | None, State]
"""A request as our handlers know it: `user` is the account, `auth` the session; both None for a stranger."""
Connection = ASGIConnection[Any, Any, Any, Any]
"""What a guard stands before: of whatever handler, reader and sign-in."""

SIZES = tuple(size.value for size in TypeSize)


class Person(ASGIMiddleware):
    """Puts the account and session of the cookie on the request, and sets the language."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        connection: ASGIConnection[Any, Any, Any, State] = ASGIConnection(scope)
        scope["user"] = scope["auth"] = None
        if not scope["route_handler"].opt.get("static"):
            await recognise(connection)
        await next_app(scope, receive, send)


async def recognise(connection: ASGIConnection[Any, Any, Any, State]) -> None:
    """Find the session behind the cookie."""
    token = connection.cookies.get(cookies.session_name())
    session = await sessions.find(token) if token else None
    connection.scope["auth"] = session
    connection.scope["user"] = session.account if session else None
    speak(connection)


def speak(connection: ASGIConnection[Any, Any, Any, State]) -> None:
    """Settle the language: the address's, the one chosen in this browser, the account's, the browser's, the house's."""
    account: Account | None = connection.scope.get("user")
    i18n.use(
        i18n.known(connection.query_params.get("language"))
        or i18n.known(connection.cookies.get("language"))
        or (account.language if account else None)
        or i18n.accepted(connection.headers.get("accept-language", ""))
        or settings().language
    )


def type_size(request: Asked) -> str:
    """`normal`, `large` or `largest`: the cookie's, or what the account remembers."""
    wished = request.cookies.get("type")
    if wished in SIZES:
        return wished
    account: Account | None = request.scope.get("user")
    return account.type_size if account else TypeSize.NORMAL.value


def visitor(request: Asked) -> str:
    """The random token of a browser that is not signed in; made at its first page."""
    state = request.scope["state"]
    if "visitor" not in state:
        state["visitor"] = request.cookies.get(cookies.visitor_name()) or secrets.token_urlsafe(32)
    return str(state["visitor"])


def person(request: Asked) -> Account:
    """Who asks; the guard has let nobody else through."""
    if request.user is None:
        raise NotAuthorizedException()
    return request.user
