"""The trail, help, licences, health; what every page of the base has."""

import pytest

from eldercare.audit import trail
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import Visit


async def test_the_trail_shows_who_did_what_with_the_fields(signed_in: Visit, people: Cast) -> None:
    shen = people.accounts["shen"]
    await trail.record(shen, "elder.edit", "elder", "e-zhou", before={"floor": 2}, after={"floor": 3, "note": "<b>"})
    page = await (await signed_in("auditor")).get("/audit?language=en&actor=SHEN&row=e-zhou")
    for words in ("name-shen", "Elder changed", "e-zhou", "<span>Floor</span> 3", "&lt;b&gt;"):
        assert words in page.text


async def test_who_came_and_went_is_told_when_asked_for(signed_in: Visit, people: Cast) -> None:
    await trail.record("", "account.sign_in_failed", "account", "")
    browser = await signed_in("auditor")
    await trail.record(people.accounts["shen"], "account.sign_in", "account", "shen")
    usual = (await browser.get("/audit?language=en")).text
    assert "<td>Sign-in failed</td>" in usual
    assert "<td>Signed in</td>" not in usual
    for asked in ("doors=1", "row=shen", "noun=account"):
        assert "<td>Signed in</td>" in (await browser.get(f"/audit?language=en&{asked}")).text


@pytest.mark.parametrize(
    ("login", "status"), [("manager", 200), ("auditor", 200), ("shen", 403), ("chen", 403), ("daughter", 403)]
)
async def test_the_trail_is_for_manager_and_auditor(signed_in: Visit, login: str, status: int) -> None:
    assert (await (await signed_in(login)).get("/audit")).status_code == status


async def test_health_is_told_without_a_name(browser: Browser) -> None:
    answer = await browser.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


async def test_licences_name_what_we_stand_on(browser: Browser) -> None:
    page = await browser.get("/licences")
    for name in ("litestar", "tortoise-orm", "ortools", "Jinja2", "babel"):
        assert f">{name}<" in page.text


@pytest.mark.parametrize("path", ["/account", "/help", "/nowhere"])
@pytest.mark.parametrize("login", ["shen", "daughter"])
async def test_help_is_at_the_same_place_on_every_page(signed_in: Visit, login: str, path: str) -> None:
    page = await (await signed_in(login)).get(path)
    header = page.text[page.text.index("<header") : page.text.index("</header>")]
    assert 'href="/help"' in header
    assert page.text.count('id="live" role="status"') == 1
    assert page.text.count("<h1>") == 1
    assert 'href="#main"' in page.text
    assert "http://" not in page.text.replace("http://localhost", "").replace("http://www.w3.org/", "")
    assert "https://" not in page.text


async def test_navigation_holds_what_the_role_may_open(signed_in: Visit) -> None:
    for login, there, not_there in (
        ("shen", {"/week", "/elders"}, {"/audit", "/district", "/today", "/family"}),
        ("manager", {"/district", "/audit", "/elders"}, {"/today", "/family"}),
        ("auditor", {"/audit", "/facilities"}, {"/elders", "/district"}),
    ):
        text = (await (await signed_in(login)).get("/account")).text
        assert {path for path in there if f'href="{path}"' in text} == there
        assert not {path for path in not_there if f'<li><a href="{path}"' in text}
