"""Everything works with scripts switched off."""

import pytest
from playwright.async_api import Browser, expect

from eldercare.auth.models import Role
from tests.browser.chromium import window
from tests.browser.product import Product
from tests.browser.test_coordinator import A_PLAN
from web.nav import HOME

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("role", Role)
async def test_everybody_gets_in_to_where_her_work_begins_and_out(
    role: Role, browser: Browser, product: Product
) -> None:
    opened = await window(browser, product, role, java_script_enabled=False)
    page = opened.page
    await page.wait_for_url(f"**{HOME[role]}")
    assert not opened.taken()
    for menu in await page.locator(".account-menu summary").all():
        await menu.click()
    await page.get_by_role("button", name="Sign out").click()
    await page.wait_for_url("**/sign-in")
    await opened.open(HOME[role])
    await page.wait_for_url(lambda url: url.endswith(f"/sign-in?next={HOME[role]}"))


async def test_a_week_is_planned_watched_and_published(
    browser: Browser, product: Product, rows: dict[str, str]
) -> None:
    hers = await window(browser, product, Role.COORDINATOR, java_script_enabled=False)
    page = hers.page
    await hers.open(f"/week?week={rows['without_script']}")
    menu = page.locator(".empty details")
    await menu.locator("summary").click()
    await menu.get_by_label("Quick").check()
    await menu.get_by_role("button", name="Start planning").click()
    await page.wait_for_url("**/runs/*")
    await expect(page.get_by_role("link", name="Look at the board")).to_be_visible(timeout=A_PLAN)
    await page.get_by_role("link", name="What changed").click()
    await page.get_by_role("button", name="Publish and tell them").click()
    await expect(page.get_by_text("find a message on their pages here.")).to_be_visible()
    assert not hers.taken()


async def test_a_filter_is_a_form(browser: Browser, product: Product) -> None:
    hers = await window(browser, product, Role.COORDINATOR, java_script_enabled=False)
    page = hers.page
    everybody = await page.locator(".board tbody tr").count()
    await page.get_by_label("Job").select_option("cook")
    await page.get_by_role("button", name="Filter").click()
    await expect(page.get_by_role("link", name="Clear")).to_be_visible()
    assert 0 < await page.locator(".board tbody tr").count() < everybody


async def test_an_elder_is_added_and_promised_meals_that_are_taken_out_again(
    browser: Browser, product: Product
) -> None:
    hers = await window(browser, product, Role.COORDINATOR, java_script_enabled=False)
    page = hers.page
    await hers.open("/elders")
    await page.get_by_role("link", name="Add an elder").click()
    await page.get_by_label("Name").fill("何秀兰")
    await page.get_by_label("Sex").select_option("female")
    await page.get_by_label("Born").fill("1940-02-03")
    await page.get_by_label("Grid").select_option(index=1)
    await page.get_by_label("Estate or street").fill("柳堤小区")
    await page.get_by_label("Ability level").select_option("3")
    await page.get_by_label("Lives").select_option("alone")
    await page.get_by_role("button", name="Add").click()
    await expect(page.get_by_text("Nothing is planned yet")).to_be_visible()
    await page.get_by_role("link", name="Add meals").click()
    await expect(page.get_by_label("Eats at")).to_be_hidden()
    await page.get_by_label("Eat in").check()
    await expect(page.get_by_label("Eats at")).to_be_visible()
    await page.get_by_label("First day").fill("2099-01-01")
    await page.get_by_role("button", name="Add").click()
    await page.get_by_role("link", name="Change Lunch").click()
    await page.get_by_role("button", name="Take it out").click()
    await expect(page.get_by_text("Takes no meals and comes to no day care.")).to_be_visible()
    assert not hers.taken()
