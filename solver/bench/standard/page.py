"""`docs/benchmarks.md`: tables of all that is kept, and the plots beside them."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from solver.bench.family import BY_EFFORT, family_of
from solver.bench.standard import desk, rounds, week
from solver.bench.standard.plot import plot
from solver.bench.standard.store import Kept
from solver.bench.standard.summary import Summary, summaries
from solver.bench.standard.table import head, line
from solver.bench.writing import write_whole

HEAD = """# Benchmarks

Public instances, solved by our engines, some by peers too in the same run; every answer went through a check that knows
nothing of the search. A gap is the difference to the best cost known, in percent; below zero is better than anything
published. Each instance counts by the median of its seeds. `make bench` measures what is missing and writes this page
anew; `python -m solver.bench FAMILY INSTANCE` solves one instance.

Visits, rostering and rounds show the engines for the public problems: the folders `engine` of `solver/visits`,
`solver/rostering` and `solver/meals`. A week is planned and a day mended by the searches beside them, which keep every
rule of ours; the tables of places, the week and the desk show those. Decisions 20, 21 and 23 say why they are two.
"""
COLUMNS = ("set", "engine", "s", "instances", "seeds", "mean gap", "worst gap", "goal", "mean cost", "CPU s", "MB")
OWN_TABLES = {"desk": desk.told, "rounds": rounds.told, "week": week.told}
"""Of families told by figures of their own."""
WITHOUT_GAPS = {"desk"}


def write_page(docs: Path, found: Mapping[str, Sequence[Kept]]) -> None:
    """The page and a plot for each family that was measured."""
    parts = [HEAD, _machine()]
    for family, every in found.items():
        if every:
            parts.append("\n".join(_section(docs, family, every)))
    write_whole(docs / "benchmarks.md", "\n".join(parts))


def _machine() -> str:
    engines = ", ".join(f"{name} {version(name)}" for name in ("ortools", "numba"))
    return f"This page was written on {_processor()}; Python {platform.python_version()}, {engines}.\n"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.processor() or platform.machine()


def _section(docs: Path, family: str, every: Sequence[Kept]) -> Iterator[str]:
    days = sorted(one.day for one in every)
    yield f"## {family.capitalize()}: {family_of(family).about}\n"
    yield f"Measured {days[0]}{f' to {days[-1]}' if days[-1] != days[0] else ''}, runs: {len(every)}.\n"
    if family not in WITHOUT_GAPS:
        yield from _tables(docs, family, every)
    if family in OWN_TABLES:
        yield from OWN_TABLES[family](every)


def _tables(docs: Path, family: str, every: Sequence[Kept]) -> Iterator[str]:
    told = summaries(family, every)
    yield from head(["effort" if family in BY_EFFORT and name == "s" else name for name in COLUMNS])
    yield from (line(_told(one)) for one in told)
    yield ""
    picture = docs / "benchmarks" / f"{family}.svg"
    if plot(picture, f"{family.capitalize()}: gap over time", told):
        yield f"![Gap over time](benchmarks/{picture.name})\n"


def _told(one: Summary) -> Iterator[str]:
    yield one.name if one.feasible else f"{one.name} (not feasible)"
    yield one.engine
    yield f"{one.seconds:g}"
    yield str(one.instances)
    yield str(one.seeds)
    yield _percent(one.mean)
    yield _percent(one.worst)
    yield "" if one.goal is None else f"{_percent(one.goal)} {'reached' if _reached(one) else 'not yet'}"
    yield f"{one.cost:.1f}{f', {one.left_out:g} left out' if one.left_out else ''}{_bound(one)}"
    yield f"{one.cpu_seconds:.0f}"
    yield f"{one.peak_mb:.0f}"


def _reached(one: Summary) -> bool:
    """To the digits that are shown; a plan that leaves more open than the best known is no cheaper for that."""
    near = one.mean is not None and one.goal is not None and round(one.mean, 2) <= one.goal
    return one.feasible and near and one.open_more <= 0


def _bound(one: Summary) -> str:
    return "" if one.bound is None else f" (proven: {one.bound:.1f})"


def _percent(gap: float | None) -> str:
    return "" if gap is None else f"{gap:+.2f} %" if round(gap, 2) else "0 %"
