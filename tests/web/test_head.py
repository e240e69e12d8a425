"""HEAD answers as GET does, and says nothing more."""

import pytest
from litestar import Litestar
from litestar.types import HTTPRequestEvent, Message

from eldercare.auth.models import Session
from tests.web.browser import Browser
from tests.web.conftest import Visit


@pytest.mark.parametrize("path", ["/", "/help", "/sign-in", "/healthz", "/audit", "/nowhere", "/static/manifest.json"])
async def test_it_is_get_without_a_body(signed_in: Visit, path: str) -> None:
    browser = await signed_in("shen")
    answer, quiet = await browser.get(path), await browser.client.head(path)
    assert (quiet.status_code, quiet.content) == (answer.status_code, b"")
    for header in ("location", "content-type", "content-length", "cache-control", "content-security-policy"):
        assert quiet.headers.get(header) == answer.headers.get(header)


async def test_a_stranger_is_sent_to_the_door_and_back_to_where_she_wanted(browser: Browser) -> None:
    answer = await browser.client.head("/week?week=2026-W48")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/week%3Fweek%3D2026-W48")


async def test_what_is_done_by_post_only_is_not_done(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    assert (await browser.client.head("/sign-out")).status_code == 405
    assert await Session.all().count() == 1


async def test_no_byte_of_a_long_answer_is_sent(app: Litestar) -> None:
    sent: list[Message] = []

    async def receive() -> HTTPRequestEvent:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        **{"type": "http", "method": "HEAD", "path": "/static/manifest.json", "raw_path": b"", "root_path": ""},
        **{"query_string": b"", "headers": [(b"host", b"localhost")], "client": None, "server": None},
    }
    await app(scope, receive, send)  # type: ignore[arg-type]
    assert [message["status"] for message in sent if message["type"] == "http.response.start"] == [200]
    assert {message["body"] for message in sent if message["type"] == "http.response.body"} == {b""}
    assert scope["method"] == "HEAD"
