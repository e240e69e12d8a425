"""What would stop a bench half-way, told before anything is solved: peers that are not here or cannot, a folder."""

import os
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from solver.bench.family import Instance, peers_of

INSTALL = "install requirements-bench.lock, as `make bench` does"
NEEDS, CANNOT = "NEEDS", "CANNOT"
"""What a `peers.py` may say besides: peer → module of the `bench` extra; peer → sets that it refuses, and why."""


def to_peers(family: str, peers: Sequence[str], instances: Sequence[Instance]) -> Iterator[str]:
    """One sentence for each peer whose module is missing, or that cannot plan some of the instances."""
    if not peers_of(family):
        return
    told = import_module(f"solver.bench.{family}.peers")
    needs: Mapping[str, str] = getattr(told, NEEDS, {})
    cannot: Mapping[str, tuple[frozenset[str], str]] = getattr(told, CANNOT, {})
    for peer in peers:
        if peer in needs and find_spec(needs[peer]) is None:
            yield f"{peer} is not installed: {INSTALL}; or leave it out"
        groups, why = cannot.get(peer, (frozenset(), ""))
        refused = dict.fromkeys(one.group for one in instances if one.group in groups)
        if refused:
            yield f"{peer} plans none of {', '.join(refused)}: {why}; leave it out, or name instances of other sets"


def to_folder(folder: Path) -> Iterator[str]:
    """One sentence where no file can be written there; makes the folder where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        yield f"{folder} is no folder, nor can one be made there ({error.strerror}); name another"
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield f"{folder} is not to be written to; name another folder, or give yourself the right"
