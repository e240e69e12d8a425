"""Instances of each family solved and told: `python -m solver.bench FAMILY INSTANCE… --seconds S --out DIR`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from solver.bench.family import BY_EFFORT, Family, Instance, Spending, family_of, peers_of
from solver.bench.measure import measured, warmed
from solver.bench.report import Row, json_line, row_of, table

FAMILIES = ("visits", "rostering", "rounds", "week", "places", "desk")
"""Packages beside this file."""
OURS = "ours"
"""What our own engine is called beside its peers."""
SHARED = Path("shared") / "bench"
"""Where the instances lie, beside this repository or beside a folder around it."""


def main(words: Sequence[str] | None = None) -> int:
    """Solve what is asked for; 0 when every solution is feasible."""
    asked = _asked(words)
    family = family_of(asked.family)
    chosen = choose(family.instances(asked.root), asked.instances)
    if not chosen:
        print(f"no such instance below {asked.root}; --root says where the instances lie", file=sys.stderr)
        return 2
    asked.out.mkdir(parents=True, exist_ok=True)
    warmed(family)
    rows, spending = [], Spending.of(family.name, asked.amount, asked.workers, asked.seed)
    for instance in chosen:
        family.prepare(asked.root, instance)
        for peer in (*asked.against, ""):
            row = _run(family, peer, instance, spending, asked.out)
            print(json_line(row), flush=True)
            rows.append(row)
    if not asked.json:
        print(f"\n{table(rows)}")
    return 0 if all(row.feasible for row in rows) else 1


def choose(instances: Sequence[Instance], names: Sequence[str]) -> list[Instance]:
    """All instances of the sets named, and every instance whose name or file name is named; all without a name."""
    wanted = set(names)
    return [one for one in instances if not wanted or wanted & {one.name, one.group, one.path.name, str(one.path)}]


def _run(family: Family, peer: str, instance: Instance, spending: Spending, out: Path) -> Row:
    answer, spent = measured(family, peer, instance, spending)
    name = f"{instance.name}.{peer}" if peer else instance.name
    (out / f"{name}{family.suffix}").write_text(answer.text, "utf-8")
    return row_of(family.name, peer or OURS, instance, spending.seed, answer, spent)


def _amount(parser: argparse.ArgumentParser, family: str) -> None:
    if family in BY_EFFORT:
        parser.add_argument("--effort", dest="amount", type=float, default=1.0, help="work for each (default 1)")
    else:
        parser.add_argument(
            "--seconds", dest="amount", type=float, default=60.0, help="wall-clock seconds for each (default 60)"
        )


def root() -> Path:
    """Where the instances lie when nobody says."""
    around = Path(__file__).resolve().parents[3:]
    return next((folder / SHARED for folder in around if (folder / SHARED).is_dir()), Path("..") / SHARED)


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m solver.bench", description=__doc__)
    families = parser.add_subparsers(dest="family", required=True, metavar="FAMILY")
    for name in FAMILIES:
        one = families.add_parser(name, help=f"instances of {name}")
        one.add_argument("instances", nargs="*", metavar="INSTANCE", help="names of instances or of sets; default all")
        _amount(one, name)
        one.add_argument("--workers", type=int, default=2, help="cores to use (default 2)")
        one.add_argument("--seed", type=int, default=0)
        one.add_argument("--out", type=Path, default=Path("build/bench") / name, help="folder for the solution files")
        one.add_argument("--root", type=Path, default=root(), help="where the instances lie (default ../shared/bench)")
        one.add_argument(
            "--against",
            nargs="+",
            default=[],
            choices=sorted(peers_of(name)),
            metavar="PEER",
            help=f"other engines in the same run: {', '.join(sorted(peers_of(name))) or 'none here'}",
        )
        one.add_argument("--json", action="store_true", help="lines of JSON and no table")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
