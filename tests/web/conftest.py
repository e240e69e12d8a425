"""The application in process, the shared cast behind it, and browsers that speak to it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from litestar import Litestar

from tests.cast import Cast, cast
from tests.web.browser import Browser
from web import i18n
from web.app import create_app

Visit = Callable[[str], Awaitable[Browser]]


@pytest.fixture(autouse=True)
def first_language() -> Iterator[None]:
    """Whatever another test spoke, each begins in the language of who says nothing."""
    with i18n.speaking("zh_Hans"):
        yield


@pytest.fixture(scope="session")
def app() -> Litestar:
    return create_app()


@pytest.fixture
async def people(sqlite: str) -> Cast:
    """The cast in an SQLite database of the test's own."""
    return await cast(sqlite)


@pytest.fixture
async def browser(app: Litestar, people: Cast) -> AsyncIterator[Browser]:
    """A stranger's browser."""
    made = Browser(app)
    yield made
    await made.close()


@pytest.fixture
async def signed_in(app: Litestar, people: Cast) -> AsyncIterator[Visit]:
    """`await signed_in("shen")`: the browser of one of the cast."""
    made: list[Browser] = []

    async def enter(login: str) -> Browser:
        made.append(await Browser(app).enter(people.accounts[login]))
        return made[-1]

    yield enter
    for browser in made:
        await browser.close()
