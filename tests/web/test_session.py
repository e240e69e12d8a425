"""The session cookie through the door."""

from datetime import timedelta

from eldercare import clock
from eldercare.auth import accounts, sessions
from eldercare.auth.models import Session
from tests.cast import PASSWORD, Cast
from tests.web.browser import Browser
from tests.web.conftest import Visit


async def test_a_planted_cookie_does_not_become_the_session(browser: Browser) -> None:
    """Fixation: the token after signing in is never one that was there before."""
    browser.client.cookies.set("session", "attackerchosen0123", domain="localhost.local", path="/")
    await browser.get("/sign-in")
    await browser.post("/sign-in", {"login": "shen", "password": PASSWORD})
    assert browser.client.cookies["session"] != "attackerchosen0123"
    assert not await Session.exists(token_hash=sessions.fingerprint("attackerchosen0123"))


async def test_signing_in_again_ends_the_session_before(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("xu")
    before = browser.client.cookies["session"]
    await browser.get("/account")
    assert (await browser.post("/sign-in", {"login": "shen", "password": PASSWORD})).status_code == 303
    assert browser.client.cookies["session"] != before
    assert await sessions.find(before) is None


async def test_a_disabled_account_is_out_at_the_next_click(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    assert (await browser.get("/account")).status_code == 200
    await accounts.disable("shen")
    assert (await browser.get("/account")).headers["location"] == "/sign-in?next=/account"


async def test_a_changed_role_counts_at_the_next_click(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("auditor")
    assert (await browser.get("/audit")).status_code == 200
    auditor = people.accounts["auditor"]
    auditor.role = "kitchen"
    await auditor.save()
    assert (await browser.get("/audit")).status_code == 403


async def test_an_idle_session_leads_back_to_the_door(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    with clock.held(clock.now() + timedelta(minutes=31)):
        assert (await browser.get("/account")).status_code == 303


async def test_htmx_is_sent_to_the_door_as_a_whole_page(browser: Browser) -> None:
    answer = await browser.get("/audit?page=2", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"] == "/sign-in?next=/audit%3Fpage%3D2"


async def test_pages_vary_by_who_asks_and_how(signed_in: Visit) -> None:
    browser = await signed_in("auditor")
    whole, part = await browser.get("/audit"), await browser.get("/audit", headers={"HX-Request": "true"})
    assert whole.headers["vary"] == part.headers["vary"] == "HX-Request, Cookie"
    assert "<html" in whole.text
    assert "<html" not in part.text
    named = await browser.get("/audit", headers={"HX-Target": "entries", "HX-Trigger": "x"})
    assert "<html" in named.text
