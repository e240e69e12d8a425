"""`python -m tests.browser.shots`: a picture of every page × role × language × screen, to be looked at by a person.

Pictures go to OUT/<role>/<page>-<language>-<screen>.png, with a contact sheet at OUT/index.html. What the browser
complained about, and pages that do not fit their screen, are told at the end and make it exit 1.
"""

import argparse
import asyncio
import html
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from playwright.async_api import Browser

from eldercare.auth.models import Role
from tests.browser.chromium import LANGUAGES, SCREENS, Screen, Window, chromium, window
from tests.browser.looks import crooked, too_wide
from tests.browser.pages import Visit, rows_of, visits
from tests.browser.product import Product, served_demo

TALLEST = 6000
"""Pixels of a page that are still kept."""
AT_A_TIME = 3
SHEET = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Every page</title>
<style>body {{ font: 14px sans-serif; margin: 1rem }} figure {{ display: inline-block; margin: .3rem; width: 240px }}
img {{ width: 240px; height: 200px; object-fit: cover; object-position: top; border: 1px solid #999 }}</style>{}</html>
"""


@dataclass(frozen=True, slots=True)
class Shot:
    visit: Visit
    language: str
    screen: Screen

    def __str__(self) -> str:
        return f"{self.visit.role or 'stranger'}/{self.visit.name}-{self.language}-{self.screen.name}"


def main() -> int:
    asked = _asked()
    out = Path(asked.out)
    wanted = [shot for shot in _all() if re.search(asked.only, str(shot))]
    if not wanted:
        sys.exit(f"No page is called {asked.only}.")
    if not asked.only:
        shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        print("Making a demo district", file=sys.stderr)
        with served_demo(Path(folder), asked.scale) as product:
            faults = asyncio.run(_take(product, wanted, out))
    _write_sheet(out)
    print(f"\n{len(wanted)} pictures: {out}/index.html", *faults, sep="\n", file=sys.stderr)
    return 1 if faults else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.shots", description="A picture of every page.")
    parser.add_argument("--out", default="build/shots", help="the folder of the pictures")
    parser.add_argument("--only", default="", metavar="REGEX", help="role/page-language-screen, or a part of it")
    parser.add_argument("--scale", default="tiny", help="of the demo district")
    return parser.parse_args()


def _all() -> list[Shot]:
    """Window by window: the same role and language stay together."""
    return [Shot(visit, language, screen) for language in LANGUAGES for visit in visits() for screen in SCREENS]


async def _take(product: Product, wanted: Sequence[Shot], out: Path) -> list[str]:
    rows, done, free = await rows_of(product.database), Counter[str](), asyncio.Semaphore(AT_A_TIME)
    windows = groupby(wanted, key=lambda shot: (shot.visit.role, shot.language))

    async with chromium() as browser:

        async def through_one_window(role: Role | None, language: str, shots: list[Shot]) -> list[str]:
            async with free:
                return await _series(browser, product, role, language, shots, rows, out, done, len(wanted))

        series = [through_one_window(role, language, list(shots)) for (role, language), shots in windows]
        return [fault for faults in await asyncio.gather(*series) for fault in faults]


async def _series(
    browser: Browser,
    product: Product,
    role: Role | None,
    language: str,
    shots: list[Shot],
    rows: dict[str, str],
    out: Path,
    done: Counter[str],
    total: int,
) -> list[str]:
    opened = await window(browser, product, role, language)
    faults = []
    for shot in shots:
        await opened.open(shot.visit.filled(rows), shot.screen)
        await _keep(opened, out / f"{shot}.png")
        faults += [f"{shot}: {fault}" for fault in [*opened.taken(), *await too_wide(opened), *await crooked(opened)]]
        done["shots"] += 1
        print(f"\r{done['shots']}/{total} {shot}\033[K", end="", file=sys.stderr, flush=True)
    await opened.page.context.close()
    return faults


async def _keep(opened: Window, file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    height = await opened.page.evaluate("document.documentElement.scrollHeight")
    width = opened.page.viewport_size["width"] if opened.page.viewport_size else 0
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
    await opened.page.screenshot(path=file, full_page=True, clip=clip, animations="disabled")  # type: ignore[arg-type]


def _write_sheet(out: Path) -> None:
    """Every picture there is, also of earlier times, small and side by side."""
    files = sorted(out.glob("*/*.png"), key=lambda file: (file.parent.name, file.name))
    figures = "".join(
        f"<h2>{html.escape(role)}</h2>"
        + "".join(
            f'<figure><a href="{role}/{file.name}"><img src="{role}/{file.name}" alt="" loading="lazy"></a>'
            f"<figcaption>{html.escape(file.stem)}</figcaption></figure>"
            for file in group
        )
        for role, group in groupby(files, key=lambda file: file.parent.name)
    )
    (out / "index.html").write_text(SHEET.format(figures), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
