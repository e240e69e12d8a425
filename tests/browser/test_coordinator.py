"""The coordinator's main path: a week that is not planned yet until everybody knows about it."""

import pytest
from playwright.async_api import Browser, Page, expect

from eldercare.auth.models import Role
from tests.browser.chromium import PHONE, window
from tests.browser.looks import broken_rules
from tests.browser.product import Product

pytestmark = pytest.mark.asyncio(loop_scope="session")

A_PLAN = 120_000
"""Milliseconds until a plan of the tiny district is there, on the slowest machine."""


async def test_she_plans_a_week_publishes_it_and_all_are_told(
    browser: Browser, product: Product, rows: dict[str, str]
) -> None:
    hers = await window(browser, product, Role.COORDINATOR)
    page = hers.page
    await expect(page.get_by_role("heading", name="Week board")).to_be_visible()
    await hers.open(f"/week?week={rows['hers']}")
    await expect(page.get_by_role("heading", name="Nothing is planned for this week yet")).to_be_visible()
    await _plan(page)
    assert not await broken_rules(hers, strict=False)
    await _watch(page)
    await _read(page)
    await _publish(page)
    assert not hers.taken()
    await _told(browser, product, rows["hers"])


async def _plan(page: Page) -> None:
    menu = page.locator(".empty details")
    await menu.locator("summary").click()
    await menu.get_by_text("Quick").click()
    await menu.get_by_role("button", name="Start planning").click()
    await page.wait_for_url("**/runs/*")
    await expect(page.get_by_role("progressbar")).to_be_visible()


async def _watch(page: Page) -> None:
    """The page tells by itself how far it is, and says so aloud when it is over."""
    await expect(page.get_by_role("link", name="Look at the board")).to_be_visible(timeout=A_PLAN)
    await expect(page.locator("#live")).to_have_text("Planning is over.")
    await expect(page.get_by_role("button", name="Stop and keep the best so far")).to_have_count(0)


async def _read(page: Page) -> None:
    """The board, then what is not planned."""
    await page.get_by_role("link", name="Look at the board").click()
    board = page.get_by_role("region", name="Shifts of")
    await expect(page.get_by_text("Nothing of this week is published yet.")).to_be_visible()
    assert await board.locator("tbody tr").count() == await board.locator("tbody tr th[scope=row]").count() > 0
    assert await board.locator("tbody .chip.draft").count() > 10
    await page.get_by_role("navigation", name="Main").get_by_role("link", name="Day").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("The day")
    await page.go_back()
    await page.get_by_role("navigation", name="Main").get_by_role("link", name="Not planned").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Not planned")
    await page.go_back()


async def _publish(page: Page) -> None:
    await page.get_by_role("link", name="See changes and publish").click()
    await expect(page.get_by_role("heading", name="The first version of this week")).to_be_visible()
    await page.get_by_role("button", name="Publish and tell them").press("Enter")
    await expect(page.get_by_role("status").get_by_text("find a message on their pages here.")).to_be_visible()
    assert await page.locator("tbody .chip.draft").count() == 0
    await page.get_by_role("navigation", name="Main").get_by_role("link", name="Planning runs").click()
    await page.get_by_role("link", name="What was published").click()
    newest = page.locator("tbody tr").first
    await expect(newest).to_contain_text("in force")
    await expect(newest).not_to_contain_text("the command line")


async def _told(browser: Browser, product: Product, week: str) -> None:
    caregiver = await window(browser, product, Role.CAREGIVER)
    await caregiver.open(f"/my-week?week={week}", PHONE)
    await expect(caregiver.page.get_by_text("by contract")).to_be_visible()
    await caregiver.page.locator("main h2 a").first.click()
    await expect(caregiver.page.get_by_role("heading", level=1)).to_contain_text("My route")
    family = await window(browser, product, Role.FAMILY)
    await family.open(f"/family?week={week}", PHONE)
    assert await family.page.locator(".sentences li").count() > 0
    await expect(family.page.get_by_text("is not out yet")).to_have_count(0)
    assert not caregiver.taken() + family.taken()


async def test_the_keyboard_skips_what_stands_on_every_page(browser: Browser, product: Product) -> None:
    hers = await window(browser, product, Role.COORDINATOR)
    await hers.open("/elders")
    await hers.page.keyboard.press("Tab")
    await expect(hers.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    await hers.page.keyboard.press("Enter")
    await expect(hers.page.locator("#main")).to_be_focused()


async def test_what_is_folded_on_the_day_is_printed(browser: Browser, product: Product, rows: dict[str, str]) -> None:
    """On a working day: of a Sunday's few carers none is folded."""
    hers = await window(browser, product, Role.COORDINATOR)
    await hers.open(f"/day?date={rows['next_monday']}")
    folded = hers.page.locator("details.fold:not([open]) table").first
    await expect(folded).to_be_hidden()
    await hers.page.emulate_media(media="print")
    await expect(folded).to_be_visible()
    assert not hers.taken()


async def test_no_name_on_the_day_is_cut_off(browser: Browser, product: Product, rows: dict[str, str]) -> None:
    hers = await window(browser, product, Role.COORDINATOR)
    await hers.open(f"/day?date={rows['next_monday']}")
    cut = """all => all.filter(one => one.checkVisibility({visibilityProperty: true}))
      .filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"""
    assert await hers.page.locator(".visit b").count()
    assert await hers.page.locator(".visit b").evaluate_all(cut) == []
    assert not hers.taken()
