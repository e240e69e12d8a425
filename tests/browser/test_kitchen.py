"""The kitchen's main path: how many of what, and where the boxes go."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from eldercare.auth.models import Role
from tests.browser.chromium import window
from tests.browser.product import Product

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("meal", ["lunch", "dinner"])
async def test_portions_add_up_and_there_are_sheets_for_the_boxes(
    meal: str, browser: Browser, product: Product, rows: dict[str, str]
) -> None:
    cooks = await window(browser, product, Role.KITCHEN)
    await cooks.open(f"/kitchen?date={rows['working']}&meal={meal}")
    total, delivered, eaten_in = await _figures(cooks.page)
    assert total == delivered + eaten_in > 0
    assert sum(await _numbers(cooks.page, ".wave-card:not(.whole) tr:not(.sum) td.sum")) == total
    await cooks.page.get_by_role("navigation", name="Kitchen pages").get_by_role("link").last.click()
    await expect(cooks.page.get_by_role("heading", level=1)).to_contain_text("Round sheets")
    assert await cooks.page.locator("table.round tbody tr").count() > 0
    assert not cooks.taken()


async def _figures(page: Page) -> list[int]:
    return await _numbers(page, ".figures .figure")


async def _numbers(page: Page, selector: str) -> list[int]:
    return [int(re.sub(r"\D", "", text) or 0) for text in await page.locator(selector).all_inner_texts()]
