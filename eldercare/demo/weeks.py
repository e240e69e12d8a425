"""Weeks of invented districts as files for the bench: `python -m eldercare.demo.weeks street --seeds 1 2 3`.

Each is the problem of a plan document (docs/formats.md), of the district's first week; made where it is not there yet.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from eldercare import db
from eldercare.demo.build import build
from eldercare.demo.scale import Scale
from eldercare.planning.week.asked import week_asked

MONDAY = date(2026, 11, 23)
MADE = Path("build") / "bench" / "instances" / "week"
"""Where `solver.bench` looks for them."""


def main(words: Sequence[str] | None = None) -> int:
    """Make what is asked for and tell where it is."""
    asked = _asked(words)
    asked.out.mkdir(parents=True, exist_ok=True)
    for scale in asked.scales:
        for seed in asked.seeds:
            file = asked.out / f"{scale}{'-shortage' if asked.shortage else ''}-{seed}.json"
            if not file.exists():
                begun = file.with_suffix(
                    ".begun"
                )  # a run that is ended leaves no half week to be taken for a whole one
                begun.write_bytes(asyncio.run(week_of(scale, seed, shortage=asked.shortage)))
                begun.replace(file)
            print(file, flush=True)
    return 0


async def week_of(scale: Scale, seed: int, *, shortage: bool) -> bytes:
    """The district is built in a database of its own, which goes again."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite://{folder}/week.sqlite3"
        await db.migrate(url)
        async with db.connected(url):
            await build(scale, seed, MONDAY, "nobody signs in here", shortage)
            return await week_asked(MONDAY)


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eldercare.demo.weeks", description=__doc__)
    parser.add_argument("scales", nargs="+", type=Scale, metavar="SCALE", help=", ".join(Scale))
    parser.add_argument("--seeds", nargs="+", type=int, default=[0])
    parser.add_argument("--shortage", action="store_true", help="too few people, on purpose")
    parser.add_argument("--out", type=Path, default=MADE, help=f"folder of the files (default {MADE})")
    return parser.parse_args(words)


if __name__ == "__main__":
    raise SystemExit(main())
