"""Weeks of invented districts as files for the bench: `python -m eldercare.demo.weeks street --seeds 1 2 3`.

Each is the problem of a plan document (docs/formats.md), of the district's first week; made where it is not there yet.
A city is asked for by how many of its districts: `city --districts 2 4` are weeks of ten and of twenty streets.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

from eldercare import db
from eldercare.demo.build import build
from eldercare.demo.scale import SIZES, Scale
from eldercare.planning.week.asked import week_asked

MONDAY = date(2026, 11, 23)
MADE = Path("build") / "bench" / "instances" / "week"
"""Where `solver.bench` looks for them."""


def main(words: Sequence[str] | None = None) -> int:
    """Make what is asked for and tell where it is."""
    asked = _asked(words)
    asked.out.mkdir(parents=True, exist_ok=True)
    for wanted, districts, seed in product(asked.scales, asked.districts or [None], asked.seeds):
        name = [wanted, *([str(districts)] if districts else []), *(["shortage"] if asked.shortage else [])]
        file = asked.out / f"{'-'.join(name)}-{seed}.json"
        if not file.exists():
            begun = file.with_suffix(".begun")  # a run that is ended leaves no half week to be taken for a whole one
            begun.write_bytes(asyncio.run(week_of(wanted, seed, shortage=asked.shortage, districts=districts)))
            begun.replace(file)
        print(file, flush=True)
    return 0


async def week_of(scale: Scale, seed: int, *, shortage: bool, districts: int | None = None) -> bytes:
    """The district is built in a database of its own, which goes again; of several, so many as asked for."""
    size = replace(SIZES[scale], districts=districts or SIZES[scale].districts)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite://{folder}/week.sqlite3"
        await db.migrate(url)
        async with db.connected(url):
            await build(scale, seed, MONDAY, "nobody signs in here", shortage, size=size)
            return await week_asked(MONDAY)


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eldercare.demo.weeks", description=__doc__)
    parser.add_argument("scales", nargs="+", type=Scale, metavar="SCALE", help=", ".join(Scale))
    parser.add_argument("--seeds", nargs="+", type=int, default=[0])
    most = SIZES[Scale.CITY].districts
    parser.add_argument(
        "--districts",
        nargs="+",
        type=int,
        default=[],
        metavar="COUNT",
        choices=range(1, most + 1),
        help=f"weeks of so many districts side by side, 1 to {most}",
    )
    parser.add_argument("--shortage", action="store_true", help="too few people, on purpose")
    parser.add_argument("--out", type=Path, default=MADE, help=f"folder of the files (default {MADE})")
    return parser.parse_args(words)


if __name__ == "__main__":
    raise SystemExit(main())
