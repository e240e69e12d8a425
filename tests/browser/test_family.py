"""A daughter's main path: her mother's week, in her language, as large as she likes."""

import pytest
from playwright.async_api import Browser, Page, expect

from eldercare.auth.models import Role
from tests.browser.chromium import PHONE, window
from tests.browser.product import Product

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_she_reads_who_comes_when_and_whom_to_call(browser: Browser, product: Product) -> None:
    hers = await window(browser, product, Role.FAMILY)
    page = hers.page
    await hers.open("/family", PHONE)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("The week of")
    assert await page.locator(".sentences li", has_text="comes").count() > 0
    await expect(page.locator("main a[href^='tel:']")).to_be_visible()
    await page.get_by_role("link", name="Week after").click()
    await expect(page.get_by_role("link", name="This week").last).to_be_visible()
    assert not hers.taken()


async def test_she_chooses_language_and_size_and_stays_where_she_is(browser: Browser, product: Product) -> None:
    hers = await window(browser, product, Role.FAMILY)
    page = hers.page
    await page.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
    usual = await _text_size(page)
    await page.get_by_role("button", name="Largest").click()
    await expect(page.locator("html")).to_have_class("phone type-largest")
    assert await _text_size(page) > usual
    await page.get_by_role("button", name="中文").click()
    await expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert page.url.endswith("/family")
    assert not hers.taken()


async def _text_size(page: Page) -> float:
    return float(await page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"))
