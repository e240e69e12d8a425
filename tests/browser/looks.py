"""What is asked of every page: each question gives a list of faults in words."""

from functools import cache
from pathlib import Path
from typing import Any

import web
from tests.browser.chromium import Window

AXE = Path(web.__file__).parent / "assets" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK_AXE = """([tags, strict]) => axe.run(document, {
  runOnly: {type: "tag", values: tags},
  rules: {"color-contrast-enhanced": {enabled: strict}},
  resultTypes: ["violations"],
})"""
FINGER = 48
"""CSS pixels of whatever is touched on a phone page."""
POINTER = 38
"""Of buttons and fields on a desk page; axe sees to what is left."""
TOUCHED = "a, button, summary, select, textarea, input:not([type=hidden])"
CLICKED = "button, .button, select, textarea, input:not([type=hidden])"
SMALL_TARGETS = """([targets, least]) => [...document.querySelectorAll(targets)].filter(element => {
    const inText = getComputedStyle(element).display === "inline";
    const ticked = ["checkbox", "radio"].includes(element.type) && element.closest("label");
    return element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !inText && !ticked;
  }).map(element => [element, element.getBoundingClientRect()])
  .filter(([element, box]) => box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0)
  .filter(([element, box]) => box.height + 0.5 < least || box.width + 0.5 < Math.min(least, 44))
.map(([element, box]) => `${element.outerHTML.slice(0, 90)}: ${Math.round(box.width)}x${Math.round(box.height)}`)"""


CROOKED_CELLS = """[...document.querySelectorAll("table")]
  .filter(table => table.tHead && getComputedStyle(table.tHead).display === "table-header-group")
  .flatMap(table => [...table.tBodies].flatMap(body => [...body.rows]).flatMap(row => {
    const heads = [...table.tHead.rows].at(-1).cells;
    if (row.cells.length !== heads.length) return [];
    return [...row.cells].filter((cell, place) => {
      const [box, head] = [cell.getBoundingClientRect(), heads[place].getBoundingClientRect()];
      return box.width && Math.max(Math.abs(box.left - head.left), Math.abs(box.right - head.right)) > 2;
    });
  }).slice(0, 1))
.map(cell => `${cell.outerHTML.slice(0, 90)} does not stand under its heading`)"""


async def broken_rules(opened: Window, *, strict: bool) -> list[str]:
    """What axe finds; `strict` asks for the contrast of AAA too."""
    await opened.page.evaluate(_axe())
    found: dict[str, Any] = await opened.page.evaluate(ASK_AXE, [RULES, strict])
    return [
        f"{rule['id']}: {node['html'][:160]} {node['any'][0]['message'] if node['any'] else rule['help']}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


async def too_wide(opened: Window) -> list[str]:
    """Nothing has to be pushed sideways; tables scroll in frames of their own."""
    wide, room = await opened.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{wide} px wide on {room}"] if wide > room else []


async def crooked(opened: Window) -> list[str]:
    """Every cell stands under its heading; tables that are stacked on a phone show none."""
    found: list[str] = await opened.page.evaluate(CROOKED_CELLS)
    return found


async def small_targets(opened: Window, *, by_finger: bool) -> list[str]:
    """What is hard to hit: links within sentences, and ticks whose label can be hit, do not count."""
    asked = [TOUCHED, FINGER] if by_finger else [CLICKED, POINTER]
    found: list[str] = await opened.page.evaluate(SMALL_TARGETS, asked)
    return found


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")
