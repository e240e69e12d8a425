"""The built front end: hashed file names from the manifest, icons drawn in place."""

import json
from functools import cache
from pathlib import Path

from markupsafe import Markup

STATIC = Path(__file__).parent / "static"


def asset(name: str) -> str:
    """The address of a built file under its hashed name."""
    return f"/static/{_manifest().get(name, name)}"


def icon(name: str) -> Markup:
    """A small drawing beside words; screen readers pass over it."""
    href = f"{asset('icons.svg')}#{name}"
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>').format(href)


@cache
def _manifest() -> dict[str, str]:
    file = STATIC / "manifest.json"
    return dict(json.loads(file.read_text("utf-8"))) if file.exists() else {}
