"""Type size without scripts."""

import pytest

from eldercare.auth.models import Account
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
    assert (await Account.get(login="chen")).large_type
    assert 'class="phone type-large"' in (await (await signed_in("chen")).get("/account")).text
    answer = await browser.post("/type-size", {"size": '"><script>', "next": "//elsewhere.example"})
    assert answer.headers["location"] == "/"
    assert 'class="phone type-normal"' in (await browser.get("/account")).text
