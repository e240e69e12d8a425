"""Which tests share a worker: those that share a demo district, and the browser's one server and one Chromium, too.

Marks would say the same, but pytest-xdist 3.8 no longer sees them under pytest 9.2 (its issue 1386).
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/browser/", "tests/eldercare/planning/test_stranger.py")


class ByFolder(LoadScopeScheduling):  # type: ignore[misc]  # it ships no types
    """Whole folders and files of TOGETHER go to one worker; every other test to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)
