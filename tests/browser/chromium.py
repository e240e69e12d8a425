"""A Chromium without a screen, the windows it is looked at through, and what goes wrong in them."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Page, Request, Response, async_playwright, expect

from eldercare.auth.models import Role
from tests.browser.product import LOGINS, PASSWORD, Product

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
)
LANGUAGES = ("zh_Hans", "en")
PATIENCE = 15_000
"""Milliseconds until what is waited for will not come."""
NOISE = {"warning", "error"}
TYPE_SIZE = """size => { const root = document.documentElement;
  root.className = root.className.replace(/type-\\w+/, `type-${size}`); }"""
LEFT = "net::ERR_ABORTED"
"""The page was left before the answer came: its icon's, for one."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a page is read on, in CSS pixels, and in which type; the reader's usual one when it is empty."""

    name: str
    width: int
    height: int
    type_size: str = ""


DESK = Screen("desk", 1440, 900)
PHONE = Screen("phone", 390, 844)
NARROW = Screen("narrow", 320, 640, "largest")
"""The smallest phone with the largest type."""
SCREENS = (DESK, PHONE, NARROW)


@dataclass
class Window:
    """A page that is watched: whatever the browser complains about is a fault."""

    page: Page
    product: Product
    language: str
    screen: Screen | None = None
    faults: list[str] = field(default_factory=list)

    def watch(self) -> "Window":
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        return self

    async def open(self, address: str, screen: Screen = DESK) -> None:
        """Go there on such a screen, and stay until everything is loaded."""
        if screen != self.screen:
            await self._put_on(screen)
        await self.page.goto(self.product.url + address, wait_until="load")

    async def shrink(self, screen: Screen) -> None:
        """The same page on another screen, without asking for it again: type size is a class of the page."""
        self.screen = None
        await self.page.set_viewport_size({"width": screen.width, "height": screen.height})
        await self.page.evaluate(TYPE_SIZE, screen.type_size or "normal")

    async def _put_on(self, screen: Screen) -> None:
        """With the cookies that the switches for language and type size would set."""
        self.screen = screen
        wishes = {
            "language": self.language,
            "language-chosen": "yes",
            **({"type": screen.type_size} if screen.type_size else {}),
        }
        await self.page.context.clear_cookies(name="type")
        await self.page.context.add_cookies(
            [{"name": name, "value": value, "url": self.product.url} for name, value in wishes.items()]
        )
        await self.page.set_viewport_size({"width": screen.width, "height": screen.height})

    def taken(self) -> list[str]:
        """The faults so far; the next page begins without any."""
        found, self.faults = self.faults, []
        return found

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in NOISE:
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.product.url, "data:", "blob:")):
            self.faults.append(f"external: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT:
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The system's Chromium, with a fresh profile."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "no Chromium: run .ci/chromium, or set CHROMIUM to its path"
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


async def window(
    browser: Browser, product: Product, role: Role | None = None, language: str = "en", **options: Any
) -> Window:
    """A new window with cookies of its own; signed in through the form when there is a role."""
    context = await browser.new_context(locale=language.replace("_Hans", "-CN"), reduced_motion="reduce", **options)
    context.set_default_timeout(PATIENCE)
    opened = Window(await context.new_page(), product, language).watch()
    if role:
        await sign_in(opened, LOGINS[role])
    return opened


async def sign_in(opened: Window, login: str) -> None:
    """As a person does: name, password, the button."""
    page = opened.page
    await opened.open("/sign-in")
    await page.locator("#login").fill(login)
    await page.locator("#password").fill(PASSWORD)
    await page.locator("form[action='/sign-in'] button").click()
    await page.wait_for_url(lambda url: "/sign-in" not in url)
