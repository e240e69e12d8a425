"""Forms are ours only with the asker's own token."""

import pytest

from eldercare.auth.models import Account
from tests.cast import PASSWORD, Cast
from tests.web.browser import Browser
from tests.web.conftest import Visit


async def _language(login: str) -> str:
    return (await Account.get(login=login)).language


@pytest.mark.parametrize("token", ["", "x", "☃"])
async def test_a_form_without_the_token_changes_nothing(signed_in: Visit, token: str) -> None:
    browser = await signed_in("shen")
    answer = await browser.client.post("/language", data={"language": "en", "csrf": token})
    assert answer.status_code == 403
    assert await _language("shen") == "zh_Hans"


async def test_the_token_of_another_session_is_refused(signed_in: Visit) -> None:
    mine, hers = await signed_in("shen"), await signed_in("xu")
    answer = await mine.client.post("/language", data={"language": "en", "csrf": hers.token})
    assert answer.status_code == 403
    again = await signed_in("shen")
    assert (await mine.client.post("/language", data={"language": "en", "csrf": again.token})).status_code == 403
    assert await _language("shen") == "zh_Hans"


async def test_the_token_of_a_strangers_page_is_refused_after_signing_in(signed_in: Visit, browser: Browser) -> None:
    await browser.get("/sign-in")
    mine = await signed_in("shen")
    assert (await mine.client.post("/language", data={"language": "en", "csrf": browser.token})).status_code == 403


async def test_the_token_comes_in_the_field_or_in_the_header(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    by_header = await browser.client.post("/language", data={"language": "en"}, headers={"X-CSRF": browser.token})
    assert by_header.status_code == 303
    assert (await browser.post("/language", {"language": "zh"})).status_code == 303


async def test_what_another_site_sends_is_refused_even_with_the_token(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    headers = {"Sec-Fetch-Site": "cross-site", "X-CSRF": browser.token}
    assert (await browser.client.post("/language", data={"language": "en"}, headers=headers)).status_code == 403


async def test_the_door_itself_is_protected(browser: Browser, people: Cast) -> None:
    """Nobody can be signed in to somebody else's account by a page of another site."""
    form = {"login": "shen", "password": PASSWORD}
    assert (await browser.client.post("/sign-in", data=form)).status_code == 403
    await browser.get("/sign-in")
    visitor = browser.client.cookies["visitor"]
    assert visitor not in browser.token
    other = await browser.client.post("/sign-in", data={**form, "csrf": browser.token}, headers={"cookie": "visitor=x"})
    assert other.status_code == 403
    assert (await browser.post("/sign-in", form)).status_code == 303


async def test_a_refused_form_is_told_in_words(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    answer = await browser.client.post("/language?language=en", data={"language": "en"})
    assert "This form is out of date." in answer.text


@pytest.mark.parametrize("kind", ["name=login", 'name="login"\r\nContent-Type: text/plain; charset=klingon'])
async def test_texts_that_are_none_are_turned_down(signed_in: Visit, kind: str) -> None:
    browser = await signed_in("shen")
    body = f"--x\r\nContent-Disposition: form-data; {kind}\r\n\r\n".encode() + b"\xff\xfe\r\n--x--\r\n"
    headers = {"X-CSRF": browser.token, "Content-Type": "multipart/form-data; boundary=x"}
    assert (await browser.client.post("/language", content=body, headers=headers)).status_code == 400
