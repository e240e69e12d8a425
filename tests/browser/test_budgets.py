"""How much script a page may ask a phone on a weak network to fetch."""

import gzip

import pytest
from playwright.async_api import Browser, Response

from eldercare.auth.models import Role
from tests.browser.chromium import window
from tests.browser.product import Product
from web.nav import HOME, PHONE_ROLES

pytestmark = pytest.mark.asyncio(loop_scope="session")

KILOBYTE = 1024
PHONE_PAGE = 20 * KILOBYTE
OFFICE_PAGE = 40 * KILOBYTE


@pytest.mark.parametrize("role", Role)
async def test_scripts_are_small(role: Role, browser: Browser, product: Product) -> None:
    opened = await window(browser, product, role)
    scripts: list[Response] = []
    opened.page.on("response", lambda answer: _keep_script(scripts, answer))
    await opened.open(HOME[role])
    sizes = {script.url: len(gzip.compress(await script.body())) for script in scripts}
    assert sizes, "the page asks for no script; is the budget still looking at the right thing?"
    assert sum(sizes.values()) <= (PHONE_PAGE if role in PHONE_ROLES else OFFICE_PAGE), sizes


def _keep_script(scripts: list[Response], answer: Response) -> None:
    if answer.request.resource_type == "script":
        scripts.append(answer)
