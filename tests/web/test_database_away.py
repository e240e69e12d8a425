"""The database goes away while pages are served, and comes back."""

import asyncio

from eldercare import db
from tests import postgres
from tests.cast import cast
from tests.web.browser import Browser
from web.app import create_app


async def test_pages_say_so_in_words_and_work_again_with_it(
    postgres_server: str, postgres_template: str, postgres_url: str
) -> None:
    name = postgres.name_of(postgres_url)
    async with db.connected(postgres_url):
        people = await cast(postgres_url)
        browser = await Browser(create_app()).enter(people.accounts["shen"])
        assert (await browser.get("/account")).status_code == 200
        await asyncio.to_thread(postgres.run, postgres_server, f"DROP DATABASE {name} WITH (FORCE)")
        for path in ("/healthz", "/account", "/sign-in"):
            answer = await browser.get(path, params={"language": "en"})
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5"), path
            assert "Please try again in" in answer.text, answer.text[900:]
        await asyncio.to_thread(postgres.run, postgres_server, f'CREATE DATABASE {name} TEMPLATE "{postgres_template}"')
        assert (await browser.get("/healthz")).status_code == 200
        assert (await browser.get("/account")).headers["location"] == "/sign-in?next=/account"
        await browser.close()
