"""Whose language a page speaks, and that every word can be found by the tools."""

import ast
from pathlib import Path

import pytest

from eldercare.auth.models import Account
from tests.web.browser import Browser
from tests.web.conftest import Visit
from web import i18n

WEB = Path(i18n.__file__).parent
CHINESE = {"accept-language": "zh-CN,zh;q=0.9"}
ENGLISH = {"accept-language": "en-GB,en;q=0.8,zh;q=0.2"}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("zh-CN", "zh_Hans"),
        ("zh_Hans", "zh_Hans"),
        ("en_GB.UTF-8", "en"),
        ("en", "en"),
        ("de", None),
        ("", None),
        (None, None),
    ],
)
def test_codes_of_all_kinds_lead_to_a_language_of_ours(asked: str | None, answer: str | None) -> None:
    assert i18n.known(asked) == answer


async def test_the_browsers_own_language_counts_where_nothing_else_is_said(browser: Browser) -> None:
    for header, tag, word in ((CHINESE, "zh-Hans", "登录名"), (ENGLISH, "en", "Sign-in name")):
        page = await browser.get("/sign-in", headers=header)
        assert f'<html lang="{tag}"' in page.text
        assert word in page.text
    assert 'lang="zh-Hans"' in (await browser.get("/sign-in", headers={"accept-language": "de"})).text


async def test_the_account_goes_before_the_browser(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    assert '<html lang="zh-Hans"' in (await browser.get("/account", headers=ENGLISH)).text


async def test_the_switch_keeps_the_page_and_its_query_and_the_account_remembers(signed_in: Visit) -> None:
    browser = await signed_in("auditor")
    page = await browser.get("/audit?noun=elder&page=1")
    assert 'name="next" value="/audit?noun=elder&amp;page=1"' in page.text
    answer = await browser.post("/language", {"language": "en", "next": "/audit?noun=elder&page=1"})
    assert answer.headers["location"] == "/audit?noun=elder&page=1"
    assert '<html lang="en"' in (await browser.get("/audit", headers=CHINESE)).text
    assert (await Account.get(login="auditor")).language == "en"


async def test_the_address_can_ask_for_a_language_and_the_browser_keeps_it(browser: Browser) -> None:
    page = await browser.get("/sign-in?next=/week&language=en", headers=CHINESE)
    assert '<html lang="en"' in page.text
    assert 'value="/sign-in?next=%2Fweek"' in page.text
    assert '<html lang="en"' in (await browser.get("/sign-in", headers=CHINESE)).text


async def test_faults_before_any_page_speak_the_readers_language(browser: Browser) -> None:
    assert "没有找到" in (await browser.get("/nowhere", headers=CHINESE)).text
    assert "Not found" in (await browser.get("/nowhere", headers=ENGLISH)).text


async def test_people_side_by_side_do_not_mix_languages(app_url_pair: tuple[Browser, Browser]) -> None:
    import asyncio

    one, other = app_url_pair
    pages = await asyncio.gather(
        *(
            browser.get("/sign-in", headers=header)
            for _ in range(10)
            for browser, header in ((one, CHINESE), (other, ENGLISH))
        )
    )
    assert ['lang="zh-Hans"' in page.text[:60] for page in pages] == [True, False] * 10


@pytest.fixture
def app_url_pair(browser: Browser, app: object) -> tuple[Browser, Browser]:
    return browser, Browser(app)  # type: ignore[arg-type]


def test_no_word_hides_inside_an_f_string() -> None:
    """The tool that collects words does not look there."""
    hidden = [
        f"{file.relative_to(WEB)}:{call.lineno}"
        for file in WEB.rglob("*.py")
        if "node_modules" not in file.parts
        for text in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"_", "gettext", "N_"}
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []
