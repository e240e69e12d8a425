"""What every answer carries, whoever wrote it: the browser is told to trust nothing but us."""

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from eldercare.settings import settings

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=()",
}
OVER_TLS = {"strict-transport-security": "max-age=31536000; includeSubDomains"}
NOT_KEPT = {"cache-control": "no-store"}


async def protect(message: Message, scope: Scope) -> None:
    """Hook before an answer is sent."""
    if message["type"] != "http.response.start":
        return
    message.setdefault("headers", [])
    headers = MutableScopeHeaders.from_message(message)
    for name, value in every().items():
        headers.setdefault(name, value)


def every() -> dict[str, str]:
    """The headers of an answer that says nothing else."""
    return {**ALWAYS, **NOT_KEPT, **(OVER_TLS if settings().https else {})}


class KnownHost(ASGIMiddleware):
    """Answers only under the names it was told; ports are of no account."""

    scopes = (ScopeType.HTTP, ScopeType.ASGI)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if "*" in settings().allowed_hosts or name.strip("[]").lower() in settings().allowed_hosts:
            await next_app(scope, receive, send)
        else:
            await ASGIResponse(body=b"unknown host", status_code=400, headers=every())(scope, receive, send)
