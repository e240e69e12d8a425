"""A browser without a screen: keeps cookies, sends the token of the page it was shown, speaks to the app in process."""

import re
from typing import Any, cast

from httpx import ASGITransport, AsyncClient, Response
from litestar import Litestar

from eldercare.auth import sessions
from eldercare.auth.models import Account
from web import cookies

TOKEN = re.compile(r'<meta name="csrf" content="([^"]+)">')


class Browser:
    """`get` and `post` as a person would; `post` carries the token of the last page seen unless told otherwise."""

    def __init__(self, app: Litestar, base_url: str = "http://localhost") -> None:
        self.client = AsyncClient(transport=ASGITransport(cast(Any, app)), base_url=base_url)
        self.token = ""

    async def get(self, path: str, **more: Any) -> Response:
        return self._seen(await self.client.get(path, **more))

    async def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Response:
        return self._seen(await self.client.post(path, data={"csrf": self.token, **(data or {})}, **more))

    async def enter(self, account: Account) -> "Browser":
        """Sign in without the door: a session row and its cookie."""
        token, session = await sessions.start(account)
        self.client.cookies.set(
            cookies.session_name(), token, domain="localhost.local", path="/"
        )  # as the jar calls it
        self.token = session.csrf_token
        return self

    async def close(self) -> None:
        await self.client.aclose()

    def _seen(self, response: Response) -> Response:
        if found := TOKEN.search(response.text):
            self.token = found[1]
        return response
