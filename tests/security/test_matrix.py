"""Every route × everybody × own, sibling and no rows: expected from the policy table, walked over the application."""

import re
import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from httpx import Response
from litestar.routes import HTTPRoute

from eldercare.auth.models import Role
from eldercare.auth.policy import Permission, allows
from tests.cast import ACCOUNTS, Cast, cast
from tests.security.samples import SAMPLES, Params, Sample
from tests.web.browser import Browser
from web.app import create_app
from web.guard import handlers_of

STRANGER = ""
ACTORS = [STRANGER, *ACCOUNTS]
REFUSED = {401, 403, 404, 405}
WEST_ONLY = ("孙德茂", "吴志强", "孙大勇", "梅坞新村", "13900000003", "health-sun", "access-sun")
EAST_ONLY = ("周桂英", "林福生", "陈春燕", "李玉梅", "周小兰", "柳堤小区", "13900000001", "health-zhou", "access-zhou")
CANARIES = {"dong": WEST_ONLY, "xi": EAST_ONLY}
HEALTH = ("health-zhou", "health-lin", "health-sun")
"""What only those who read elders' files may see."""

app = create_app()


@dataclass(frozen=True, slots=True)
class Entry:
    """One method of one route, and what it declares."""

    method: str
    path: str
    public: bool
    permission: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def sample(self) -> Sample:
        return SAMPLES.get(("GET" if self.method == "HEAD" else self.method, self.path), Sample())


def entries() -> Iterator[Entry]:
    """Every door of the application, as it is put together."""
    for route in app.routes:
        assert isinstance(route, HTTPRoute), f"{route.path}: teach this test about {type(route).__name__}"
        for handler in handlers_of(route):
            for method in sorted(handler.http_methods):  # type: ignore[attr-defined]  # of an HTTP handler
                yield Entry(
                    method, route.path, bool(handler.opt.get("public")), str(handler.opt.get("permission") or "")
                )


ENTRIES = sorted(entries(), key=lambda entry: (entry.path, entry.method))
WALKED = [entry for entry in ENTRIES if "{" not in entry.path or (entry.method, entry.path) in SAMPLES]


def test_no_route_is_without_a_sample() -> None:
    lost = [str(entry) for entry in ENTRIES if "{" in entry.path and (entry.method, entry.path) not in SAMPLES]
    assert not lost, f"tests/security/samples.py has no sample for {lost}"


def test_no_sample_is_without_a_route() -> None:
    assert set(SAMPLES) <= {(entry.method, entry.path) for entry in ENTRIES}


@pytest.mark.parametrize("entry", WALKED, ids=str)
async def test_the_route_opens_for_whom_it_should_and_for_nobody_else(entry: Entry, sqlite: str) -> None:
    people = await cast(sqlite)
    params = await entry.sample.prepare(people) if entry.sample.prepare else entry.sample.params
    walks = list(_walks(entry, params))
    browsers = {actor: await _browser(people, actor) for actor in ACTORS}
    before = _contents(sqlite)
    for actor, place, expected in sorted(walks, key=lambda walk: walk[2] == "open"):
        if expected == "open":
            browsers[actor] = await _browser(people, actor)
        answer = await _call(browsers[actor], entry, params, place)
        _judge(answer, entry, actor, place, expected)
        if entry.method == "GET":
            _same_without_body(await _call(browsers[actor], replace(entry, method="HEAD"), params, place), answer)
        if expected != "open":
            assert _contents(sqlite) == before, (
                f"{entry} by {actor or 'a stranger'}: refused, yet something was written"
            )
    for browser in browsers.values():
        await browser.close()


def _walks(entry: Entry, params: Params) -> Iterator[tuple[str, str, str]]:
    """Who goes where, and what must happen: `open`, `door` (to sign in), `forbidden` or `not found`."""
    places = [
        *(params or entry.sample.query or {"": {}}),
        *(["missing"] if params and not entry.sample.unscoped else []),
    ]
    for actor in ACTORS:
        for place in places:
            yield actor, place, _expected(entry, actor, place)


def _expected(entry: Entry, actor: str, place: str) -> str:
    if entry.public:
        return "open" if place != "missing" else "not found"
    if actor == STRANGER:
        return "door"
    if not allows(ACCOUNTS[actor], entry.permission):
        return "forbidden"
    if entry.sample.unscoped or place == "":
        return "open"
    return "open" if actor in entry.sample.reach.get(place, frozenset()) else "not found"


def _judge(answer: Response, entry: Entry, actor: str, place: str, expected: str) -> None:
    who = f"{entry} by {actor or 'a stranger'} at {place or 'nothing'}: {answer.status_code}"
    match expected:
        case "door":
            assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in"), who
        case "forbidden":
            assert answer.status_code == 403, who
        case "not found":
            assert answer.status_code == 404, who
        case _:
            assert answer.status_code not in REFUSED, who
            assert answer.status_code < 500, who
            assert entry.public or not answer.headers.get("location", "").startswith("/sign-in?"), who
    home = {login: home for home, logins in (("dong", _east()), ("xi", _west())) for login in logins}.get(actor)
    for canary in CANARIES.get(home or "", ()):
        assert canary not in answer.text, f"{who} shows {canary}"
    if actor == STRANGER or not allows(ACCOUNTS[actor], Permission.ELDER_READ):
        shown = [secret for secret in HEALTH if secret in answer.text]
        assert not shown, f"{who} shows {shown}"


def _same_without_body(quiet: Response, answer: Response) -> None:
    """HEAD tells nobody more than GET does."""
    assert (quiet.status_code, quiet.content) == (answer.status_code, b"")
    assert quiet.headers.get("location") == answer.headers.get("location")
    assert quiet.headers.get("content-type") == answer.headers.get("content-type")


async def _call(browser: Browser, entry: Entry, params: Params, place: str) -> Response:
    values = params.get(place) or entry.sample.missing or _elsewhere(next(iter(params.values()), {}))
    path = re.sub(r"\{(\w+)(:\w+)?\}", lambda found: values[found[1]], entry.path)
    data = {"csrf": browser.token, **(entry.sample.data.get(place) or next(iter(entry.sample.data.values()), {}))}
    more: dict[str, Any] = {} if entry.method in ("GET", "HEAD") else {"data": data}
    return await browser.client.request(entry.method, path, params=entry.sample.query.get(place, {}), **more)


def _elsewhere(values: Any) -> dict[str, str]:
    """Parameters of the same kind that lead to no row."""
    return {name: _other(value) for name, value in values.items()}


def _other(value: str) -> str:
    if value.isdigit():
        return "999999"
    try:
        uuid.UUID(value)
    except ValueError:
        return value if re.fullmatch(r"\d{4}-(W\d\d|\d\d-\d\d)", value) else "nothing-here"
    return str(uuid.UUID(int=7))


async def _browser(people: Cast, actor: str) -> Browser:
    browser = Browser(app)
    if actor == STRANGER:
        await browser.get("/help")
        return browser
    return await browser.enter(people.accounts[actor])


def _contents(url: str) -> list[str]:
    """Everything in the database but who was last seen when, read by another connection."""
    with sqlite3.connect(url.removeprefix("sqlite://")) as file:
        return [line for line in file.iterdump() if 'INTO "session"' not in line]


def _east() -> list[str]:
    return [login for login in ACCOUNTS if login in {"shen", "chen", "li", "daughter", "kitchen"}]


def _west() -> list[str]:
    return [login for login in ACCOUNTS if login in {"xu", "wu", "son", "kitchen-xi"}]


def test_roles_of_the_cast_are_all_roles() -> None:
    assert set(ACCOUNTS.values()) == set(Role)
