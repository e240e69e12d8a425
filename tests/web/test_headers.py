"""What every answer carries."""

import pytest

from eldercare.settings import settings
from tests.cast import PASSWORD
from tests.web.browser import Browser
from tests.web.conftest import Visit

PATHS = [
    "/",
    "/sign-in",
    "/help",
    "/licences",
    "/healthz",
    "/account",
    "/nowhere",
    "/audit",
    "/static/nothing.css",
    "/static/manifest.json",
]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_tells_the_browser_to_trust_only_us(signed_in: Visit, path: str) -> None:
    browser = await signed_in("shen")
    for answer in (await browser.get(path), await browser.client.post(path)):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "form-action 'self'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in answer.headers["permissions-policy"]
        assert "server" not in answer.headers


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/static/manifest.json"])
async def test_no_page_is_kept_by_anybody(signed_in: Visit, path: str) -> None:
    browser = await signed_in("shen")
    assert (await browser.get(path)).headers["cache-control"] == "no-store"


async def test_built_files_are_kept_for_a_year(browser: Browser) -> None:
    answer = await browser.get("/static/manifest.json")
    assert answer.headers["cache-control"] == "max-age=31536000, public, immutable"
    assert "set-cookie" not in answer.headers


async def test_cookies_are_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    page = await browser.get("/sign-in")
    entered = await browser.post("/sign-in", {"login": "shen", "password": PASSWORD})
    for answer in (page, entered):
        for cookie in answer.headers.get_list("set-cookie"):
            assert "HttpOnly" in cookie
            assert "SameSite=lax" in cookie
            assert "Domain" not in cookie


async def test_over_tls_cookies_are_bound_to_the_host_and_http_is_forgotten(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELDERCARE_HTTPS", "1")
    settings.cache_clear()
    try:
        answer = await browser.get("/sign-in")
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith("__Host-visitor=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "localhost.elsewhere.example", "xlocalhost", "localhost:80:80", ""]
)
async def test_another_name_is_not_answered(browser: Browser, host: str) -> None:
    for path in ("/sign-in", "/static/manifest.json"):
        assert (await browser.get(path, headers={"host": host})).status_code == 400
        assert (await browser.get(path, headers={"x-forwarded-host": host, "host": "localhost"})).status_code == 200


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1"])
async def test_our_names_are_answered_at_any_port(browser: Browser, host: str) -> None:
    assert (await browser.get("/sign-in", headers={"host": host})).status_code == 200


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd"]
)
async def test_only_built_files_are_served(browser: Browser, path: str) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 404
    assert "create_app" not in answer.text


async def test_too_large_a_form_is_refused_in_words(browser: Browser) -> None:
    await browser.get("/sign-in?language=en")
    answer = await browser.post("/sign-in", {"login": "x" * 1_200_000})
    assert answer.status_code == 413
    assert "What was sent is too large." in answer.text


async def test_even_an_unknown_host_is_answered_with_them(browser: Browser) -> None:
    answer = await browser.get("/help", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert (await browser.get("/help", headers={"Host": "LOCALHOST:80"})).status_code == 200
