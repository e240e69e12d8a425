"""Type size without scripts."""

import pytest

from eldercare.auth.models import Account
from tests.cast import PASSWORD
from tests.web.browser import Browser
from tests.web.conftest import Visit


async def test_a_stranger_enlarges_the_door(browser: Browser) -> None:
    assert 'class="desk type-normal"' in (await browser.get("/sign-in")).text
    answer = await browser.post("/type-size", {"size": "largest", "next": "/sign-in?next=/week"})
    assert answer.headers["location"] == "/sign-in?next=/week"
    assert 'class="desk type-largest"' in (await browser.get("/sign-in")).text


@pytest.mark.parametrize(
    ("login", "shown"), [("daughter", "phone type-large"), ("chen", "phone type-normal"), ("shen", "desk type-normal")]
)
async def test_families_read_large_type_from_the_start(signed_in: Visit, login: str, shown: str) -> None:
    assert f'class="{shown}"' in (await (await signed_in(login)).get("/account")).text


async def test_the_account_remembers_and_nonsense_is_the_standard(signed_in: Visit) -> None:
    browser = await signed_in("chen")
    await browser.post("/type-size", {"size": "large", "next": "//elsewhere.example"})
    assert (await Account.get(login="chen")).type_size == "large"
    assert 'class="phone type-large"' in (await (await signed_in("chen")).get("/account")).text
    answer = await browser.post("/type-size", {"size": '"><script>', "next": "//elsewhere.example"})
    assert answer.headers["location"] == "/"
    assert 'class="phone type-normal"' in (await browser.get("/account")).text


async def test_the_largest_type_is_the_largest_in_the_next_browser_too(signed_in: Visit) -> None:
    await (await signed_in("daughter")).post("/type-size", {"size": "largest"})
    assert 'class="phone type-largest"' in (await (await signed_in("daughter")).get("/account")).text


async def test_what_is_chosen_at_the_door_becomes_the_accounts(browser: Browser) -> None:
    await browser.get("/sign-in")
    await browser.post("/language", {"language": "en", "next": "/sign-in"})
    await browser.post("/type-size", {"size": "largest", "next": "/sign-in"})
    await browser.get("/sign-in")
    await browser.post("/sign-in", {"login": "shen", "password": PASSWORD})
    account = await Account.get(login="shen")
    assert (account.language, account.type_size) == ("en", "largest")
    assert '<html lang="en" class="desk type-largest">' in (await browser.get("/account")).text


async def test_what_somebody_before_chose_in_this_browser_does_not_change_the_next_ones_account(
    browser: Browser,
) -> None:
    for login in ("shen", "chen"):
        await browser.get("/sign-in")
        await browser.post("/sign-in", {"login": login, "password": PASSWORD})
        await browser.get("/account")
        if login == "shen":
            await browser.post("/language", {"language": "en"})
            await browser.post("/type-size", {"size": "largest"})
            await browser.get("/account")
            await browser.post("/sign-out")
    chen = await Account.get(login="chen")
    assert (chen.language, chen.type_size) == ("zh_Hans", "normal")
    assert '<html lang="zh-Hans" class="phone type-normal">' in (await browser.get("/account")).text
