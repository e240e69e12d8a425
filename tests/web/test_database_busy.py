"""Pages are read while somebody changes much at once; who would change something waits, and is told in words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from eldercare import clock, db
from tests.busy import PATIENT, written_to
from tests.cast import cast
from tests.web.browser import Browser
from tests.web.conftest import Visit
from web.app import create_app


@pytest.mark.parametrize(
    ("login", "path"),
    [
        ("shen", "/healthz"),
        ("shen", "/account"),
        ("shen", "/elders"),
        ("kitchen", "/kitchen"),
        ("daughter", "/family"),
        ("manager", "/district"),
    ],
)
async def test_pages_are_read_beside_a_transaction(signed_in: Visit, login: str, path: str) -> None:
    browser = await signed_in(login)
    async with written_to():
        assert (await browser.get(path)).status_code == 200


async def test_who_was_away_for_minutes_is_kept_from_nothing(sqlite_url: str) -> None:
    """That she is back is a change, too: it can wait."""
    async with db.connected(sqlite_url + PATIENT), _one_signed_in(sqlite_url) as browser, written_to():
        with clock.held(clock.now() + timedelta(minutes=10)):
            assert (await browser.get("/account")).status_code == 200


async def test_a_change_that_cannot_be_made_now_is_told_in_words(sqlite_url: str) -> None:
    async with db.connected(f"{sqlite_url}?busy_timeout=50"), _one_signed_in(sqlite_url) as browser:
        async with written_to():
            answer = await browser.post("/sign-out", params={"language": "en"})
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
            assert "The database is busy with another change." in answer.text
        assert (await browser.post("/sign-out")).status_code == 303


@asynccontextmanager
async def _one_signed_in(url: str) -> AsyncIterator[Browser]:
    people = await cast(url)
    browser = await Browser(create_app()).enter(people.accounts["shen"])
    yield browser
    await browser.close()
