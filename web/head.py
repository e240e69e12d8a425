"""HEAD: what GET would answer, without the body. Who may ask is asked as of GET, for nobody inside knows the difference."""

from typing import cast

from litestar.types import ASGIApp, Message, Receive, Scope, Send


def answering_head(app: ASGIApp) -> ASGIApp:
    """The application, before it looks for a route."""

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        await app(cast(Scope, {**scope, "method": "GET"}), receive, without_body)

    return handle
