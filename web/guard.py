"""Nothing is open unless it says so: every route names its permission, or that it is public.

Guards are asynchronous though they wait for nothing: litestar would send others to a thread, twice for each page.
"""

from litestar import Litestar
from litestar.exceptions import ClientException, MethodNotAllowedException, NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.routes import HTTPRoute
from litestar.routes.base import BaseRoute

from eldercare.auth import policy
from eldercare.auth.policy import Permission
from eldercare.errors import Forbidden, NotFound
from web.session import Connection

LONGEST_NAME = 250
"""Bytes; a file system holds no longer ones."""
HIGHEST_NUMBER = 2**31 - 1


class OpenRoute(RuntimeError):
    """A route says neither whom it is for nor that it is for everybody: the start stops."""


async def permitted(connection: Connection, handler: BaseRouteHandler) -> None:
    """Guard: the route is public, or the asker's role has its permission."""
    if handler.opt.get("public") is True:
        return
    permission = handler.opt.get("permission")
    if permission is None:
        raise MethodNotAllowedException()
    account = connection.scope.get("user")
    if account is None:
        raise NotAuthorizedException()
    if not policy.allows(account.role, permission):
        raise Forbidden("forbidden", permission=str(permission))


async def findable(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Guard: what the address names could be a row's or a file's; no column, and no engine, holds anything longer."""
    named = connection.path_params.values()
    if any(len(str(value).encode("utf-8", "replace")) > LONGEST_NAME or "\0" in str(value) for value in named):
        raise NotFound("not_found")
    if any(isinstance(value, int) and not 0 < value <= HIGHEST_NUMBER for value in named):
        raise NotFound("not_found")
    if "%00" in connection.scope["query_string"].decode("latin-1"):
        raise ClientException()


def check_routes(app: Litestar) -> None:
    """Refuse to start with a route that declares nothing, names an unknown permission, or caches a page for all."""
    for route in app.routes:
        for handler in handlers_of(route):
            if not _declares(handler):
                raise OpenRoute(f"{route.path}: {handler.handler_name} declares no known permission and is not public")
            if getattr(handler, "cache", False):
                raise OpenRoute(f"{route.path}: a cached page would be shown to the wrong person")


def handlers_of(route: BaseRoute) -> list[BaseRouteHandler]:
    """The handlers behind a route, without the framework's own answer to OPTIONS, which the guard turns away."""
    if isinstance(route, HTTPRoute):
        return [handler for handler in route.route_handlers if handler.http_methods != {"OPTIONS"}]
    return [route.route_handler]  # type: ignore[attr-defined]


def _declares(handler: BaseRouteHandler) -> bool:
    if handler.opt.get("public") is True:
        return "permission" not in handler.opt
    return handler.opt.get("permission") in set(Permission)
