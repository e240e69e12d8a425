"""One demo district, one server and one Chromium for all browser tests; they share a worker and an event loop."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from eldercare.auth.models import Role
from tests.browser.chromium import Window, chromium, window
from tests.browser.pages import rows_of
from tests.browser.product import Product, served_demo

Look = Callable[[Role | None, str], Awaitable[Window]]
"""`await look(Role.FAMILY, "zh_Hans")`: the window of that role and language, signed in once."""

SLOW_MACHINE = 400
"""Seconds that a test may take."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """The first test makes the district."""
    item.add_marker(pytest.mark.timeout(SLOW_MACHINE))


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with served_demo(tmp_path_factory.mktemp("demo")) as served:
        yield served
    assert not [line for line in served.said if "Traceback" in line], "".join(served.said)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def rows(product: Product) -> dict[str, str]:
    """What the addresses of pages lead to."""
    return await rows_of(product.database)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def look(browser: Browser, product: Product) -> Look:
    windows: dict[tuple[Role | None, str], Window] = {}

    async def opened(role: Role | None, language: str = "en") -> Window:
        if (role, language) not in windows:
            windows[role, language] = await window(browser, product, role, language)
        return windows[role, language]

    return opened
