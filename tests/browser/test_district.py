"""The district manager's main path: her streets side by side, and what stands behind a number."""

import pytest
from playwright.async_api import Browser, expect

from eldercare.auth.models import Role
from tests.browser.chromium import window
from tests.browser.product import Product

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_she_compares_her_streets_and_looks_behind_a_number(browser: Browser, product: Product) -> None:
    hers = await window(browser, product, Role.DISTRICT_MANAGER)
    page = hers.page
    await expect(page.get_by_role("heading", level=1)).to_contain_text("District overview")
    streets = page.get_by_role("region", name="Street by street")
    assert await streets.locator("tbody tr").count() > 0
    await streets.locator("tbody tr").last.get_by_role("link").nth(1).click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Not planned")
    await page.go_back()
    await page.locator("table.heat td a").first.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("The day")
    assert not hers.taken()


async def test_she_reads_a_board_that_others_change(browser: Browser, product: Product) -> None:
    hers = await window(browser, product, Role.DISTRICT_MANAGER)
    page = hers.page
    await page.get_by_role("region", name="Street by street").locator("tbody th a").last.click()
    await expect(page.locator("table.board tbody tr").first).to_be_visible()
    await expect(page.get_by_text("Plan this week")).to_have_count(0)
    await hers.open("/week/publish")
    await expect(page.get_by_role("button", name="Publish and tell them")).to_have_count(0)
    assert not hers.taken()
