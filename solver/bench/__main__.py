"""Instances of each family solved and told: `python -m solver.bench FAMILY INSTANCE… --seconds S --out DIR`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from solver.bench.amounts import amount, count
from solver.bench.family import BY_EFFORT, Family, Instance, Spending, family_of, peers_of
from solver.bench.measure import measured, warmed
from solver.bench.objections import to_folder, to_peers
from solver.bench.reading import InstanceError
from solver.bench.report import Row, json_line, row_of, table
from solver.bench.writing import write_whole

FAMILIES = ("visits", "rostering", "rounds", "week", "places", "desk")
"""Packages beside this file."""
OURS = "ours"
"""What our own engine is called beside its peers."""
SHARED = Path("shared") / "bench"
"""Where the instances lie, beside this repository or beside a folder around it."""


def main(words: Sequence[str] | None = None) -> int:
    """Solve what is asked for; 0 when every solution is feasible, 2 when something is not there or cannot be read."""
    asked = asked_of(words)
    family = family_of(asked.family)
    try:
        every = family.instances(asked.root)
    except InstanceError as error:
        print(error, file=sys.stderr)
        return 2
    absent = missing(every, asked.instances)
    if absent or not every:
        print(nowhere(absent, asked.root), file=sys.stderr)
    no_peers = [word for word in asked.no_peers if word in absent or not asked.against]
    if no_peers:
        print(no_such_peer(no_peers, asked.family), file=sys.stderr)
    if absent or no_peers or not every:
        return 2
    chosen = choose(every, asked.instances)
    objections = [*to_peers(family.name, asked.against, chosen), *to_folder(asked.out)]
    if objections:
        print(*objections, sep="\n", file=sys.stderr)
        return 2
    warmed(family)
    rows: list[Row] = []
    unread = 0
    for instance in chosen:
        try:
            rows += _solved(family, instance, asked)
        except InstanceError as error:
            print(error, file=sys.stderr)
            unread += 1
    if rows and not asked.json:
        print(f"\n{table(rows)}")
    if unread:
        return 2
    return 0 if all(row.feasible for row in rows) else 1


def missing(instances: Sequence[Instance], names: Sequence[str]) -> list[str]:
    """Names that are of no instance and of no set."""
    return [name for name in dict.fromkeys(names) if not choose(instances, [name])]


def nowhere(names: Sequence[str], below: Path) -> str:
    """What to say of instances that are missing."""
    which = f": {', '.join(names)}" if names else ""
    return f"no such instance below {below}{which}; --root says where the instances lie, and `make bench` makes weeks"


def no_such_peer(words: Sequence[str], family: str) -> str:
    """What to say of words behind `--against`, and which peers the family has."""
    peers = ", ".join(sorted(peers_of(family))) or "none, no other engine plans its instances"
    return f"no such peer: {', '.join(words)}; {family} has {peers}"


def choose(instances: Sequence[Instance], names: Sequence[str]) -> list[Instance]:
    """All instances of the sets named, and every instance whose name or file name is named; all without a name."""
    wanted = set(names)
    return [one for one in instances if not wanted or wanted & {one.name, one.group, one.path.name, str(one.path)}]


def _solved(family: Family, instance: Instance, asked: argparse.Namespace) -> list[Row]:
    """By each of the peers, then by us."""
    family.prepare(asked.root, instance)
    spending = Spending.of(family.name, asked.amount, asked.workers, asked.seed)
    rows = []
    for peer in (*asked.against, ""):
        rows.append(_run(family, peer, instance, spending, asked.out))
        print(json_line(rows[-1]), flush=True)
    return rows


def _run(family: Family, peer: str, instance: Instance, spending: Spending, out: Path) -> Row:
    answer, spent = measured(family, peer, instance, spending)
    name = f"{instance.name}.{peer}" if peer else instance.name
    write_whole(out / f"{name}{family.suffix}", answer.text)
    return row_of(family.name, peer or OURS, instance, spending.seed, answer, spent)


def _amount(parser: argparse.ArgumentParser, family: str) -> None:
    if family in BY_EFFORT:
        parser.add_argument("--effort", dest="amount", type=amount, default=1.0, help="work for each (default 1)")
    else:
        parser.add_argument(
            "--seconds", dest="amount", type=amount, default=60.0, help="wall-clock seconds for each (default 60)"
        )


def root() -> Path:
    """Where the instances lie when nobody says."""
    around = Path(__file__).resolve().parents[3:]
    return next((folder / SHARED for folder in around if (folder / SHARED).is_dir()), Path("..") / SHARED)


def asked_of(words: Sequence[str] | None) -> argparse.Namespace:
    """The words of the command; what stands behind `--against` and is no peer is the name of an instance, and kept as
    `no_peers`."""
    parser = argparse.ArgumentParser(prog="python -m solver.bench", description=__doc__)
    families = parser.add_subparsers(dest="family", required=True, metavar="FAMILY")
    for name in FAMILIES:
        one = families.add_parser(name, help=f"instances of {name}")
        one.add_argument("instances", nargs="*", metavar="INSTANCE", help="names of instances or of sets; default all")
        _amount(one, name)
        one.add_argument("--workers", type=count, default=2, help="cores to use (default 2)")
        one.add_argument("--seed", type=int, default=0)
        one.add_argument("--out", type=Path, default=Path("build/bench") / name, help="folder for the solution files")
        one.add_argument("--root", type=Path, default=root(), help="where the instances lie (default ../shared/bench)")
        one.add_argument(
            "--against",
            action="extend",
            nargs="+",
            default=[],
            metavar="PEER",
            help=f"other engines in the same run: {', '.join(sorted(peers_of(name))) or 'none here'}",
        )
        one.add_argument("--json", action="store_true", help="lines of JSON and no table")
    asked = parser.parse_args(words)
    peers = peers_of(asked.family)
    asked.no_peers = [word for word in asked.against if word not in peers]
    asked.instances += asked.no_peers
    asked.against = [word for word in asked.against if word in peers]
    return asked


if __name__ == "__main__":
    sys.exit(main())
