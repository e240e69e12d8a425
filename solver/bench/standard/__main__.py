"""The standard batches measured and told: `python -m solver.bench.standard [FAMILY…] [--seeds 0] [--again] [--page]`.

What is measured already is not measured again. `docs/benchmarks.md` and its plots are written from all that is kept.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from solver.bench.__main__ import FAMILIES, OURS, choose, missing, nowhere, root
from solver.bench.amounts import amount
from solver.bench.family import BY_EFFORT, Family, Instance, Spending, family_of
from solver.bench.measure import measured, warmed
from solver.bench.objections import to_folder, to_peers
from solver.bench.reading import InstanceError
from solver.bench.report import Row, row_of
from solver.bench.standard.batches import BATCHES, Batch
from solver.bench.standard.machine import machine
from solver.bench.standard.page import write_page
from solver.bench.standard.store import Case, Kept, add, kept, load, tidy

DOCS = Path(__file__).resolve().parents[3] / "docs"


def main(words: Sequence[str] | None = None, batches: Sequence[Batch] = BATCHES) -> int:
    """Measure what is missing of the families asked for, then write the page.

    1 when a solution was not feasible, 2 when there is something that could not be measured.
    """
    asked = _asked(words)
    folder: Path = asked.docs / "benchmarks"
    families = () if asked.page else asked.families or FAMILIES
    batches = [batch for batch in batches if batch.family in families]
    if not asked.page and not any(_amounts(batch, asked) for batch in batches):
        print("no batch of these families has such seeds and seconds", file=sys.stderr)
        return 2
    objections = [*to_folder(folder), *_to_peers(batches, asked)]
    if objections:
        print(*objections, sep="\n", file=sys.stderr)
        return 2
    try:
        ends = [
            _measure(family, [batch for batch in batches if batch.family == family], folder / f"{family}.jsonl", asked)
            for family in families
        ]
        write_page(asked.docs, {family: list(load(folder / f"{family}.jsonl").values()) for family in FAMILIES})
    except InstanceError as error:
        print(error, file=sys.stderr)
        return 2
    return max(ends, default=0)


def _to_peers(batches: Sequence[Batch], asked: argparse.Namespace) -> Iterator[str]:
    """Of every family, before hours of the first."""
    for family in dict.fromkeys(batch.family for batch in batches):
        mine = [batch for batch in batches if batch.family == family and _amounts(batch, asked)]
        yield from to_peers(family, list(dict.fromkeys(peer for batch in mine for peer in batch.peers)), [])


def _measure(name: str, batches: Sequence[Batch], file: Path, asked: argparse.Namespace) -> int:
    """As `main` ends, for one family."""
    family = family_of(name)
    every = family.instances(asked.root) if batches else []
    end = _missing(every, batches, asked.root)
    tidy(file)
    done = load(file)
    cases = [one for one in dict(_cases(every, batches, asked)).items() if asked.again or one[0] not in done]
    if cases:
        warmed(family)
    for number, (case, instance) in enumerate(cases, 1):
        try:
            family.prepare(asked.root, instance)
            row = _row(family, case, instance)
        except InstanceError as error:
            print(error, file=sys.stderr)
            end = 2
            continue
        one = kept(case, row, date.today().isoformat(), machine())  # noqa: DTZ011  # the day on the wall of who measures
        add(file, one)
        _tell(number, len(cases), one)
        end = max(end, int(not one.feasible))
    tidy(file)
    return end


def _missing(every: Sequence[Instance], batches: Sequence[Batch], below: Path) -> int:
    """Told before hours of the others."""
    names = missing(every, [name for batch in batches for name in batch.names])
    if names:
        print(nowhere(names, below), file=sys.stderr)
    return 2 if names else 0


def _cases(
    every: Sequence[Instance], batches: Sequence[Batch], asked: argparse.Namespace
) -> Iterator[tuple[Case, Instance]]:
    for batch in batches:
        for instance in choose(every, batch.names):
            yield from ((case, instance) for case in _of(batch, instance, asked))


def _of(batch: Batch, instance: Instance, asked: argparse.Namespace) -> Iterator[Case]:
    """Engines beside one another, so that whatever else the machine does meets all of them; peers first, since one of
    them may find what is then the best known."""
    for seconds, seed in _amounts(batch, asked):
        for engine in (*batch.peers, OURS):
            yield Case(batch.family, engine, instance.name, seconds, batch.workers, seed)


def _amounts(batch: Batch, asked: argparse.Namespace) -> list[tuple[float, int]]:
    """Seconds and seeds that are asked for."""
    return [
        (seconds, seed)
        for seconds in batch.seconds
        for seed in batch.seeds
        if (not asked.seeds or seed in asked.seeds) and (not asked.seconds or seconds in asked.seconds)
    ]


def _row(family: Family, case: Case, instance: Instance) -> Row:
    peer = "" if case.engine == OURS else case.engine
    answer, spent = measured(family, peer, instance, Spending.of(family.name, case.asked, case.workers, case.seed))
    return row_of(family.name, case.engine, instance, case.seed, answer, spent)


def _tell(number: int, count: int, one: Kept) -> None:
    gap = "" if one.gap is None else f"{one.gap:+.2f} %"
    sure = "" if one.feasible else " NOT FEASIBLE"
    case = one.case
    amount = f"effort {case.asked:g}" if case.family in BY_EFFORT else f"{case.asked:g} s"
    print(f"{number}/{count} {case.instance} {case.engine} {amount} seed {case.seed}: {gap}{sure}", flush=True)


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m solver.bench.standard", description=__doc__)
    parser.add_argument("families", nargs="*", choices=[[], *FAMILIES], metavar="FAMILY", help="default all")
    parser.add_argument("--seeds", type=int, nargs="+", default=[], help="only these (default: those of the batch)")
    parser.add_argument("--seconds", type=amount, nargs="+", default=[], help="only cases of so many, or such effort")
    parser.add_argument("--again", action="store_true", help="measure also what is measured already")
    parser.add_argument("--page", action="store_true", help="measure nothing, write the page anew")
    parser.add_argument("--root", type=Path, default=root(), help="where the instances lie")
    parser.add_argument("--docs", type=Path, default=DOCS, help="where the page is written")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
