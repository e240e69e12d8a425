"""The caregiver's main path: her day, the next door, her week."""

import pytest
from playwright.async_api import Browser, expect

from eldercare.auth.models import Role
from tests.browser.chromium import PHONE, window
from tests.browser.product import Product

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_she_sees_her_day_the_door_behind_it_and_her_week(
    browser: Browser, product: Product, rows: dict[str, str]
) -> None:
    hers = await window(browser, product, Role.CAREGIVER)
    page = hers.page
    await page.wait_for_url("**/today")
    await hers.open(f"/today?date={rows['working']}", PHONE)
    doors = page.locator("main h2 a[href^='/visits/']")
    assert await doors.count() > 0
    started = await doors.first.inner_text()
    await doors.first.click()
    await expect(page.get_by_role("heading", name="Where")).to_be_visible()
    assert started.split()[0] in await page.locator("main").inner_text()
    await page.get_by_role("link", name="Back to the day").click()
    await page.get_by_role("navigation", name="Main").get_by_role("link", name="My week").click()
    await expect(page.get_by_text("by contract")).to_be_visible()
    assert not hers.taken()


async def test_what_she_was_told_is_put_away_when_she_has_seen_it(browser: Browser, product: Product) -> None:
    hers = await window(browser, product, Role.CAREGIVER)
    await hers.open("/today", PHONE)
    await hers.page.get_by_role("heading", name="New plan").click()
    await hers.page.get_by_role("button", name="I have seen it").click()
    await expect(hers.page.get_by_role("heading", name="New plan")).to_have_count(0)
    assert not hers.taken()
