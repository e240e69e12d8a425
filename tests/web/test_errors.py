"""What a person reads when something cannot be done."""

import pytest
from litestar import get, post
from litestar.params import FromPath

from eldercare.errors import Fault, Forbidden, Invalid, NotFound, Refused, Stale
from tests.cast import Cast
from tests.web.browser import Browser
from web.app import create_app

RAISED: dict[str, tuple[Exception, int, str]] = {
    "missing": (NotFound("not_found"), 404, "There is nothing here that you can see."),
    "stale": (Stale("stale"), 409, "Somebody else changed this in the meantime."),
    "forbidden": (Forbidden("forbidden"), 403, "Your role does not include this."),
    "invalid": (Invalid([Fault("password_weak")]), 422, "One thing in what was sent needs correcting"),
    "refused": (Refused("password_weak"), 422, "This password is among the first"),
    "away": (Refused("database_unreachable"), 503, "The database does not answer."),
    "full": (Refused("disk_full"), 503, "There is no room left on the disk"),
    "broken": (RuntimeError("the secret 13900000001"), 500, "It was not your fault."),
}


@get("/raise/{kind:str}", opt={"public": True})
async def raising(kind: FromPath[str]) -> str:
    raise RAISED[kind][0]


@pytest.fixture
async def reader(people: Cast) -> Browser:
    return Browser(create_app(more=[raising]))


@pytest.mark.parametrize("kind", RAISED)
async def test_each_fault_has_its_status_and_its_words(reader: Browser, kind: str) -> None:
    _error, status, words = RAISED[kind]
    page = await reader.get(f"/raise/{kind}?language=en")
    assert page.status_code == status
    assert words in page.text
    assert "<html" in page.text
    assert "13900000001" not in page.text
    assert "Traceback" not in page.text


@pytest.mark.parametrize("kind", RAISED)
async def test_htmx_gets_a_notice_with_the_same_status(reader: Browser, kind: str) -> None:
    _error, status, words = RAISED[kind]
    part = await reader.get(f"/raise/{kind}?language=en", headers={"HX-Request": "true"})
    assert part.status_code == status
    assert 'role="alert"' in part.text
    assert words in part.text
    assert "<html" not in part.text


async def test_a_database_that_is_away_may_be_asked_again_soon(reader: Browser) -> None:
    assert (await reader.get("/raise/away")).headers["retry-after"] == "5"


async def test_a_wrong_method_and_an_unknown_address(reader: Browser) -> None:
    assert (await reader.client.delete("/sign-in")).status_code == 405
    assert (await reader.get("/x" * 200)).status_code == 404


async def test_hostile_text_is_shown_as_text(reader: Browser) -> None:
    page = await reader.get("/sign-in?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page.text


def test_nothing_needs_a_body_to_be_refused() -> None:
    @post("/empty", opt={"public": True})
    async def empty() -> None: ...

    create_app(more=[empty])


async def test_a_page_before_that_has_no_address_is_no_fault_of_ours(reader: Browser) -> None:
    answer = await reader.client.post("/week/plan", headers={"Referer": "http://["})
    assert answer.headers["location"] == "/sign-in?next=/"
