"""Signing in and out."""

import pytest
from tortoise.connection import get_connections

from eldercare.auth.models import Account, Session
from tests.cast import PASSWORD, Cast
from tests.web.browser import Browser
from tests.web.conftest import Visit
from web import words


async def test_the_start_leads_a_stranger_to_the_door(browser: Browser) -> None:
    answer = await browser.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


async def test_a_coordinator_signs_in_and_lands_on_her_week(browser: Browser) -> None:
    await browser.get("/sign-in")
    answer = await browser.post("/sign-in", {"login": "shen", "password": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/week")
    assert (await browser.get("/account")).status_code == 200


async def test_a_wrong_password_keeps_the_name_and_says_why(browser: Browser) -> None:
    await browser.get("/sign-in?language=en")
    answer = await browser.post("/sign-in", {"login": "shen", "password": "not it"})
    assert answer.status_code == 422
    assert 'value="shen"' in answer.text
    assert "The name or the password is not right." in answer.text
    assert "not it" not in answer.text


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/demo"])
async def test_a_database_that_takes_nothing_is_no_fault_of_who_signs_in(browser: Browser, path: str) -> None:
    await Account.filter(login="shen").update(is_demo=True)
    await browser.get("/sign-in?language=en")
    await get_connections().get("default").execute_query("PRAGMA query_only=ON")
    answer = await browser.post(path, {"login": "shen", "password": PASSWORD})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "The database may only be read; nothing was stored." in answer.text
    assert 'value="shen"' in answer.text


async def test_signing_in_returns_to_the_page_that_was_asked_for(browser: Browser) -> None:
    asked = await browser.get("/account?tab=1")
    assert asked.headers["location"] == "/sign-in?next=/account%3Ftab%3D1"
    await browser.get(asked.headers["location"])
    answer = await browser.post("/sign-in", {"login": "shen", "password": PASSWORD, "next": "/account?tab=1"})
    assert answer.headers["location"] == "/account?tab=1"


async def test_nobody_is_sent_to_another_site(browser: Browser) -> None:
    for target in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", f"/{'a' * 70_000}"):
        await browser.get("/sign-in")
        answer = await browser.post("/sign-in", {"login": "shen", "password": PASSWORD, "next": target})
        assert answer.headers["location"] == "/week"
        await browser.get("/account")
        await browser.post("/sign-out")


async def test_signing_out_ends_the_session_on_the_server(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    token = browser.client.cookies["session"]
    assert (await browser.post("/sign-out")).headers["location"] == "/sign-in"
    assert await Session.all().count() == 0
    browser.client.cookies.set("session", token)
    assert (await browser.get("/account")).status_code == 303


async def test_a_demo_account_is_entered_by_its_button_and_no_other(browser: Browser, people: Cast) -> None:
    assert "/sign-in/demo" not in (await browser.get("/sign-in")).text
    assert (await browser.post("/sign-in/demo", {"login": "shen"})).status_code == 422
    await Account.filter(login="shen").update(is_demo=True)
    offered = (await browser.get("/sign-in")).text
    assert "/sign-in/demo" in offered
    assert words.name(people.facilities["dong"]) in offered
    assert (await browser.post("/sign-in/demo", {"login": "shen"})).headers["location"] == "/week"


async def test_a_demo_account_reads_as_the_sign_in_page_was_read(browser: Browser, people: Cast) -> None:
    await Account.filter(login="shen").update(is_demo=True)
    await browser.get("/sign-in?language=en")
    await browser.post("/sign-in/demo?language=en", {"login": "shen"})
    assert (await Account.get(login="shen")).language == "en"
