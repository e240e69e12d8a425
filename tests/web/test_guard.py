"""Nothing opens unless it says for whom."""

from typing import Any

import pytest
from litestar import WebSocket, asgi, get, post, websocket
from litestar.response.base import ASGIResponse
from litestar.types import Receive, Scope, Send

from tests.web.conftest import Visit
from web.app import create_app
from web.guard import OpenRoute


@get("/forgotten")
async def forgotten() -> str:
    return "anybody reads this"


@get("/misspelt", opt={"permission": "plan.raed"})
async def misspelt() -> str:
    return ""


@get("/both", opt={"permission": "plan.read", "public": True})
async def both() -> str:
    return ""


@get("/kept", opt={"permission": "plan.read"}, cache=60)
async def kept() -> str:
    return "one person's page for the next"


@asgi("/raw", copy_scope=True)
async def raw(scope: Scope, receive: Receive, send: Send) -> None:
    await ASGIResponse()(scope, receive, send)


@websocket("/live")
async def live(socket: WebSocket[Any, Any, Any]) -> None:
    await socket.accept()


@pytest.mark.parametrize("route", [forgotten, misspelt, both, kept, raw, live], ids=lambda route: route.handler_name)
def test_the_start_stops_at_a_route_that_does_not_say_for_whom(route: Any) -> None:
    with pytest.raises(OpenRoute):
        create_app(more=[route])


def test_it_starts_with_a_route_that_does() -> None:
    @post("/said", opt={"permission": "plan.run"})
    async def said() -> None: ...

    create_app(more=[said])


async def test_asking_which_methods_there_are_is_turned_away(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    for path in ("/account", "/audit", "/sign-in"):
        assert (await browser.client.options(path)).status_code == 405


async def test_there_is_no_description_of_the_interface(signed_in: Visit) -> None:
    browser = await signed_in("manager")
    for path in ("/schema", "/schema/openapi.json", "/docs", "/openapi.json"):
        assert (await browser.get(path)).status_code == 404
