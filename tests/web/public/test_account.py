"""One's own account."""

from eldercare.auth import sessions
from eldercare.auth.models import Account, Session
from tests.cast import PASSWORD, Cast
from tests.web.conftest import Visit

NEW = "another calm sentence"


async def test_the_page_shows_who_one_is_and_where(signed_in: Visit) -> None:
    page = await (await signed_in("daughter")).get("/account")
    for words in ("name-daughter", "家属", "柳堤日间照料中心", "0731-5550004"):
        assert words in page.text


async def test_the_password_is_changed_and_asked_for_at_the_next_sign_in(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    answer = await browser.post("/account/password", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer.headers["location"] == "/account?changed=1"
    assert "密码已修改" in (await browser.get("/account?changed=1")).text
    await browser.post("/sign-out")
    await browser.get("/sign-in")
    assert (await browser.post("/sign-in", {"login": "shen", "password": PASSWORD})).status_code == 422
    assert (await browser.post("/sign-in", {"login": "shen", "password": NEW})).status_code == 303


async def test_the_browser_goes_on_with_another_session_after_it(signed_in: Visit) -> None:
    browser, other = await signed_in("shen"), await signed_in("shen")
    before = browser.client.cookies["session"]
    await browser.post("/account/password", {"old": PASSWORD, "new": NEW, "again": NEW})
    after = browser.client.cookies["session"]
    assert after != before
    assert (await browser.get("/account")).status_code == 200
    assert (await browser.post("/account/stay")).status_code == 204
    assert (await other.get("/account")).status_code == 303
    other.client.cookies.set("session", before)
    assert (await other.get("/account")).status_code == 303


async def test_each_reason_stands_beside_its_field_and_no_password_in_the_page(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    before = (await Account.get(login="shen")).password_hash
    for old, new, again, field in (
        ("wrong", NEW, NEW, "old"),
        (PASSWORD, "short", "short", "new"),
        (PASSWORD, "password", "password", "new"),
        (PASSWORD, NEW, "something else", "again"),
    ):
        page = await browser.post("/account/password", {"old": old, "new": new, "again": again})
        assert page.status_code == 422
        assert f'id="{field}-wrong"' in page.text
        assert f'value="{new}"' not in page.text
    assert (await Account.get(login="shen")).password_hash == before


async def test_another_browser_is_signed_out_from_here(signed_in: Visit, people: Cast) -> None:
    mine, lost = await signed_in("shen"), await signed_in("shen")
    page = await mine.get("/account")
    other = sessions.fingerprint(lost.client.cookies["session"])
    assert f"/account/sessions/{other}/end" in page.text
    assert lost.client.cookies["session"] not in page.text
    await mine.post(f"/account/sessions/{other}/end")
    assert (await lost.get("/account")).status_code == 303
    assert (await mine.get("/account")).status_code == 200


async def test_saying_that_one_is_still_there_is_enough(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    assert (await browser.post("/account/stay")).status_code == 204
    assert await Session.all().count() == 1
