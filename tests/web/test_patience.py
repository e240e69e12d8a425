"""Half of a form is not waited for without end."""

import asyncio
from typing import cast

import pytest
from litestar import Litestar
from litestar.exceptions import HTTPException
from litestar.types import HTTPReceiveMessage, HTTPRequestEvent, HTTPScope, Message, Receive, Scope, Send

from web.patience import patient

HALF: HTTPRequestEvent = {"type": "http.request", "body": b"login=shen", "more_body": True}


def sending(*parts: HTTPReceiveMessage) -> Receive:
    """These, and then nothing more."""
    waiting = list(parts)

    async def receive() -> HTTPReceiveMessage:
        return waiting.pop(0) if waiting else await asyncio.get_running_loop().create_future()

    return receive


async def test_who_sends_half_a_form_is_told_so(app: Litestar) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    asked = cast(Scope, {**form_sent_to("/sign-in"), "litestar_app": app})
    await patient(app.asgi_handler, pause=0.01)(asked, sending(HALF), send)
    assert sent[0]["type"] == "http.response.start"
    assert sent[0]["status"] == 408
    page = b"".join(part["body"] for part in sent[1:] if part["type"] == "http.response.body").decode()
    assert "没有完整收到" in page


@pytest.mark.parametrize(("pause", "in_all"), [(0.01, 60.0), (60.0, 0.01)])
async def test_neither_a_long_pause_nor_bytes_without_end(pause: float, in_all: float) -> None:
    async def reads_on(scope: Scope, receive: Receive, send: Send) -> None:
        while True:
            await receive()

    with pytest.raises(HTTPException) as late:
        await patient(reads_on, pause, in_all)(form_sent_to("/"), sending(HALF, HALF), _nowhere)
    assert late.value.status_code == 408


async def test_when_all_has_arrived_it_is_only_waited_for_her_to_go() -> None:
    seen: list[str] = []

    async def reads(scope: Scope, receive: Receive, send: Send) -> None:
        for _ in range(2):
            seen.append((await receive())["type"])

    whole: HTTPRequestEvent = {"type": "http.request", "body": b"", "more_body": False}
    await patient(reads, pause=60, in_all=60)(form_sent_to("/"), sending(whole, {"type": "http.disconnect"}), _nowhere)
    assert seen == ["http.request", "http.disconnect"]


async def _nowhere(message: Message) -> None:
    del message


def form_sent_to(path: str) -> HTTPScope:
    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/x-www-form-urlencoded")]
    return {  # type: ignore[typeddict-item]  # what a server sends, without what the application adds
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [*headers, (b"content-length", b"100")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
        "state": {},
        "extensions": {},
    }
