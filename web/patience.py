"""What is sent arrives within a time, or is no longer waited for: forms that somebody half sends do not pile up."""

import asyncio

from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, HTTPReceiveMessage, Receive, Scope, Send, WebSocketReceiveMessage

PAUSE = 20.0
"""Seconds without any byte of it."""
IN_ALL = 600.0
"""Seconds for the whole of it: the largest workbook over a slow line."""


def patient(handler: ASGIApp, pause: float = PAUSE, in_all: float = IN_ALL) -> ASGIApp:
    """The same, but who keeps it waiting longer than that is told so (408)."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        clock = asyncio.get_running_loop().time
        until, arrived = clock() + in_all, False

        async def in_time() -> HTTPReceiveMessage | WebSocketReceiveMessage:
            nonlocal arrived
            if arrived:  # what comes now is only that she has gone
                return await receive()
            try:
                async with asyncio.timeout(min(pause, until - clock())):
                    message = await receive()
            except TimeoutError as late:
                raise HTTPException(status_code=408) from late
            arrived = not message.get("more_body", False)
            return message

        await handler(scope, in_time, send)

    return asked
