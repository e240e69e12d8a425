"""What we are built from and under which licences."""

from functools import cache
from importlib.metadata import distributions, metadata

from litestar import Response, get

from web.assets import STATIC
from web.pages import page
from web.session import Asked

FRONT_END = STATIC / "licences.txt"


@get("/licences", opt={"public": True})
async def licences(request: Asked) -> Response[str]:
    return page(request, "public/licences.html", packages=_packages(), front_end=_front_end())


@cache
def _packages() -> list[tuple[str, str, str]]:
    """Name, version and licence of what this process runs on, of our own dependencies only."""
    wanted = {_plain(line) for line in metadata("eldercare").get_all("Requires-Dist") or [] if "extra ==" not in line}
    found = {
        _plain(one.metadata["Name"]): (one.metadata["Name"], one.version, _licence(one.metadata))
        for one in distributions()
        if _plain(one.metadata["Name"]) in wanted
    }
    return [found[name] for name in sorted(found)]


def _plain(requirement: str) -> str:
    name = ""
    for sign in requirement:
        if not (sign.isalnum() or sign in "-_."):
            break
        name += sign
    return name.lower().replace("_", "-").replace(".", "-")


def _licence(about: object) -> str:
    get_all = about.get_all  # type: ignore[attr-defined]
    if expression := get_all("License-Expression"):
        return str(expression[0])
    classified = [line.rpartition(" :: ")[2] for line in get_all("Classifier") or [] if line.startswith("License ::")]
    return ", ".join(classified) or str((get_all("License") or [""])[0]).partition("\n")[0]


@cache
def _front_end() -> str:
    return FRONT_END.read_text("utf-8") if FRONT_END.exists() else ""


routes = [licences]
