"""Which tests share a worker: the browser's, because they share one demo district, one server and one Chromium.

Marks would say the same, but pytest-xdist 3.8 no longer sees them under pytest 9.2 (its issue 1386).
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/browser/",)


class ByFolder(LoadScopeScheduling):  # type: ignore[misc]  # it ships no types
    """Whole folders of TOGETHER go to one worker; every other test to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)
