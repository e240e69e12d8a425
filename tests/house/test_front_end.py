"""The built front end: what pages ask for is there, small enough for a phone, and from nowhere else."""

import gzip
import json
import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "web"
STATIC = WEB / "static"
MANIFEST: dict[str, str] = json.loads((STATIC / "manifest.json").read_text("utf-8"))
TEMPLATES = {file: file.read_text("utf-8") for file in (WEB / "templates").rglob("*.html")}

ASSET = re.compile(r"""asset\(["']([^"']+)["']\)""")
ICON = re.compile(r"""icon\(["']([^"']+)["']\)""")
ELSEWHERE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]""")
PHONE_BYTES = 20 * 1024


def test_every_asset_that_a_template_names_is_built() -> None:
    named = {name for text in TEMPLATES.values() for name in ASSET.findall(text)}

    assert named - MANIFEST.keys() == set()


def test_every_icon_that_a_template_names_is_drawn() -> None:
    named = {name for text in TEMPLATES.values() for name in ICON.findall(text)}

    assert named - _icons() == set()


def test_every_icon_of_the_navigation_is_drawn() -> None:
    from web.nav import LINKS, ROLE_ICONS

    assert {link.icon for link in LINKS} | set(ROLE_ICONS.values()) <= _icons()


def test_the_script_of_a_phone_page_is_small() -> None:
    assert len(gzip.compress(_built("phone.js").encode())) <= PHONE_BYTES


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_nothing_is_fetched_from_elsewhere(name: str) -> None:
    fetched = re.findall(r"""(?:url\(|import\s|src=|href=)["']?([^"')\s]+)""", _built(name))

    assert [address for address in fetched if ELSEWHERE.match(address)] == []


def test_templates_link_to_no_other_site() -> None:
    assert [str(file) for file, text in TEMPLATES.items() if ELSEWHERE.search(text)] == []


def test_a_name_changes_with_its_content() -> None:
    assert all(name.rpartition(".")[0] in built and built != name for name, built in MANIFEST.items())


def test_licences_of_what_is_bundled_are_told() -> None:
    told = (STATIC / "licences.txt").read_text("utf-8")

    assert "htmx.org" in told
    assert "lucide-static" in told


def _built(name: str) -> str:
    return (STATIC / MANIFEST[name]).read_text("utf-8")


def _icons() -> set[str]:
    return set(re.findall(r'<symbol id="([^"]+)"', _built("icons.svg")))
