"""Nonsense in every address, query and form of every route: people make it, scanners send it, nothing of ours breaks.

What a page reads is found in its source, so that a new parameter cannot be forgotten. On PostgreSQL go only those
values that the engines take differently.
"""

import re
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from inspect import getsource
from types import ModuleType
from typing import Any
from urllib.parse import quote

import pytest
from httpx import Response
from litestar.handlers import BaseRouteHandler

from eldercare.auth.policy import allows
from eldercare.db import connected
from tests.cast import ACCOUNTS, Cast, cast
from tests.security.samples import SAMPLES, Params, Sample
from tests.web.browser import Browser
from web.app import create_app
from web.guard import handlers_of

QUERY = re.compile(r'query_params\.get\(\s*"(\w+)"')
TYPED = re.compile(r'form\.(?:text|number|day|clock|choice|ticked|values\.get|lists\.get)\(\s*"(\w+)"')
SEVERAL = re.compile(r'for name in \(((?:"\w+",? ?)+)\)')

ENGINES_DIFFER = ("\x00", "9" * 20, "2147483648")
"""Texts without a place in PostgreSQL, numbers beyond its columns."""
NONSENSE = ("9" * 20, "0001-W01", "9999-W52", "0001-01-01", "9999-12-31", "\ud800' OR %_½", "字\n字" * 31, "字" * 5000)
HOST = "http://localhost"
"""Named in every address: to put an address of fifteen thousand signs behind it, httpx would read it thrice."""
SECRETS = re.compile(r"Traceback|site-packages|OperationalError")

app = create_app()
HANDLERS = {
    (method, route.path): handler
    for route in app.routes
    for handler in handlers_of(route)
    for method in sorted(handler.http_methods)  # type: ignore[attr-defined]  # of an HTTP handler
}
DOORS = sorted(HANDLERS)
NAMES = [f"{method} {path}" for method, path in DOORS]


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[str]:
    async with connected(postgres_url):
        yield postgres_url


@pytest.mark.parametrize(("method", "path"), DOORS, ids=NAMES)
async def test_nonsense_is_turned_down_in_words(method: str, path: str, sqlite: str) -> None:
    await _throw(await cast(sqlite), method, path, NONSENSE)


@pytest.mark.parametrize(("method", "path"), DOORS, ids=NAMES)
async def test_nonsense_is_turned_down_on_postgresql_too(method: str, path: str, postgres: str) -> None:
    await _throw(await cast(postgres), method, path, ENGINES_DIFFER)


async def _throw(people: Cast, method: str, path: str, values: tuple[str, ...]) -> None:
    handler, sample = HANDLERS[method, path], SAMPLES.get((method, path), Sample())
    params = await sample.prepare(people) if sample.prepare else sample.params
    browser = await _browser(people, handler)
    sent = sample.data.get("dong") or {}
    for address, query, data in _shots(path, params, sample.query.get("dong", {}), sent, handler, values):
        if browser.client.cookies.get("session") is None and not handler.opt.get("public"):
            await browser.close()
            browser = await _browser(people, handler)
        form: dict[str, Any] = {} if method in ("GET", "HEAD") else {"content": _typed(browser, data)}
        answer = await browser.client.request(
            method, HOST + address + query, headers={"content-type": "application/x-www-form-urlencoded"}, **form
        )
        _judge(answer, f"{method} {(address + query)[:200]} {str(data)[:200]}")
    await browser.close()


def _shots(
    path: str,
    params: Params,
    query: Mapping[str, str],
    data: Mapping[str, str],
    handler: BaseRouteHandler,
    values: tuple[str, ...],
) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Address, query and form: one thing of one of them is nonsense, the rest is as it should be."""
    own = dict(params.get("dong", {}))
    for value in values:
        for name in re.findall(r"\{(\w+)", path):
            yield _address(path, {**own, name: value}), _query(query), data
        for name in sorted(_read_by(handler, QUERY) | set(query)):
            yield _address(path, own), _query({**query, name: value}), data
        for name in sorted(_read_by(handler, TYPED) | set(data)) if "POST" in handler.http_methods else ():  # type: ignore[attr-defined]
            yield _address(path, own), _query(query), {**data, name: value}


def _read_by(handler: BaseRouteHandler, named: re.Pattern[str]) -> set[str]:
    """The names that the handler's module, or one it has something from, reads."""
    own = sys.modules[handler.fn.__module__]
    modules = {own.__name__, *(str(getattr(value, "__module__", "")) for value in vars(own).values())}
    modules |= {value.__name__ for value in vars(own).values() if isinstance(value, ModuleType)}
    sources = [getsource(sys.modules[name]) for name in modules if name.startswith("web.")]
    found = {name for source in sources for name in named.findall(source)}
    if named is QUERY:
        found |= {*getattr(own, "FILTERS", ()), *(["page"] if "web.paging" in modules else [])}
        found |= {"language"} if own.__name__ == "web.public.help" else set()
        found |= {name for source in sources for names in SEVERAL.findall(source) for name in re.findall(r"\w+", names)}
        found |= {"date", "week"} & {word for source in sources for word in re.findall(r"\w+", source)}
    return found


def _address(path: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda found: _quoted(values[found[1]]), path)


def _query(values: Mapping[str, str]) -> str:
    return "?" + "&".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _typed(browser: Browser, data: Mapping[str, str]) -> str:
    return _query({"csrf": browser.token, **data})[1:]


def _quoted(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


async def _browser(people: Cast, handler: BaseRouteHandler) -> Browser:
    """Somebody of the east who may."""
    browser = Browser(app)
    permission = handler.opt.get("permission")
    if permission is None:
        await browser.get("/help")
        return browser
    return await browser.enter(
        people.accounts[next(login for login, role in ACCOUNTS.items() if allows(role, str(permission)))]
    )


def _judge(answer: Response, what: str) -> None:
    assert answer.status_code < 500, what
    assert not SECRETS.search(answer.text), what
    assert "content-security-policy" in answer.headers, what
