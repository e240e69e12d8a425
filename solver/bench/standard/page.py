"""`docs/benchmarks.md`: tables of all that is kept, and the plots beside them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from solver.bench.family import BY_EFFORT, family_of
from solver.bench.standard import desk, places, rounds, runs, week
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

A bar is on the mean gap of a set and, where it says so, on its worst instance, in medians over three seeds; of a family
that counts its work one seed is enough. *Reached* and *not yet* hold whatever seeds are still missing give: with two of
three the median lies between them, with one it may be anything. *Within* and *beyond* only say where the seeds that
were run lie. *Proven within* is how much dearer a plan can be, at most, than the best possible: the worst instance by
the engine's own lower bound. Seconds end a run by the clock, so that no other gives quite the same; effort is counted
in steps of the search and gives the same again, to the byte, unless the text says otherwise.

Visits, rostering and rounds show the engines for the public problems: the folders `engine` of `solver/visits`,
`solver/rostering` and `solver/meals`. A week is planned and a day mended by the searches beside them, which keep every
rule of ours; the tables of places, the week and the desk show those. Decisions 20, 21 and 23 say why they are two.
"""
COLUMNS = (
    *("set", "engine", "s", "instances", "seeds", "mean gap", "worst gap"),
    *("proven within", "bar", "mean cost", "CPU s", "MB"),
)
OWN_TABLES = {"desk": desk.told, "places": places.told, "rounds": rounds.told, "week": week.told}
"""Of families told by figures of their own."""
WITHOUT_GAPS = {"desk"}


def write_page(docs: Path, found: Mapping[str, Sequence[Kept]]) -> None:
    """The page and a plot for each family that was measured."""
    parts = [HEAD]
    for family, every in found.items():
        if every:
            parts.append("\n".join(_section(docs, family, every)))
    write_whole(docs / "benchmarks.md", "\n".join(parts))


def _section(docs: Path, family: str, every: Sequence[Kept]) -> Iterator[str]:
    yield f"## {family.capitalize()}: {family_of(family).about}\n"
    yield "\n".join((*runs.told(family, every), ""))
    if family not in WITHOUT_GAPS:
        yield from _tables(docs, family, every)
    if family in OWN_TABLES:
        yield from OWN_TABLES[family](every)


def _tables(docs: Path, family: str, every: Sequence[Kept]) -> Iterator[str]:
    """Without the columns of which nothing is known."""
    told = summaries(family, every)
    names = ["effort" if family in BY_EFFORT and name == "s" else name for name in COLUMNS]
    lines = [list(_told(one)) for one in told]
    shown = [at for at in range(len(names)) if any(cells[at] for cells in lines)]
    yield from head([names[at] for at in shown])
    yield from (line(cells[at] for at in shown) for cells in lines)
    yield ""
    picture = docs / "benchmarks" / f"{family}.svg"
    if plot(picture, f"{family.capitalize()}: gap over time", told):
        yield f"![Gap over time](benchmarks/{picture.name})\n"


def _told(one: Summary) -> Iterator[str]:
    yield one.name if one.feasible else f"{one.name} (not feasible)"
    yield one.engine
    yield f"{one.seconds:g}"
    yield str(one.instances)
    yield ", ".join(map(str, one.seeds)) or "differ"
    yield _percent(one.mean)
    yield _percent(one.worst)
    yield "" if one.within is None else f"{one.within:.2f} %" if one.within else "0 %"
    yield _bar(one)
    yield f"{_cost(one)}{f', {one.left_out:g} left out' if one.left_out else ''}"
    yield f"{one.cpu_seconds:.0f}"
    yield f"{one.peak_mb:.0f}"


def _bar(one: Summary) -> str:
    if one.bar is None:
        return ""
    worst = "" if one.bar.worst is None else f", worst ≤ {_percent(one.bar.worst)}"
    return f"≤ {_percent(one.bar.mean)}{worst}: {one.told}"


def _cost(one: Summary) -> str:
    return "none" if one.cost is None else f"{one.cost:.1f}"


def _percent(gap: float | None) -> str:
    return "" if gap is None else f"{gap:+.2f} %" if round(gap, 2) else "0 %"
