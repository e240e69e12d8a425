"""One line of JSON for each instance solved, and a table of gaps with the mean of each set."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean

from solver.bench.family import Answer, Instance
from solver.bench.measure import Spent


@dataclass(frozen=True, slots=True)
class Row:
    """What one run on one instance gave; gaps in percent of the best known and of the proven bound, memory in MB,
    None where unknown."""

    family: str
    engine: str
    instance: str
    group: str
    seed: int
    feasible: bool
    cost: float
    best_known: float | None
    gap: float | None
    bound: float | None
    bound_gap: float | None
    seconds: float
    cpu_seconds: float
    peak_mb: float
    iterations: int | None
    reproducible: bool
    improved: bool | None
    facts: dict[str, float]


def row_of(family: str, engine: str, instance: Instance, seed: int, answer: Answer, spent: Spent) -> Row:
    """A run as it is told; where the instance has no best known cost, by the answer's own."""
    best_known = answer.best_known if instance.best_known is None else instance.best_known
    return Row(
        family=family,
        engine=engine,
        instance=instance.name,
        group=instance.group,
        seed=seed,
        feasible=answer.feasible,
        cost=round(answer.cost, 4),
        best_known=best_known,
        gap=gap_of(answer.cost, best_known),
        bound=answer.bound,
        bound_gap=bound_gap_of(answer.cost, answer.bound),
        seconds=round(spent.seconds, 2),
        cpu_seconds=round(spent.cpu_seconds, 2),
        peak_mb=round(spent.peak_mb, 1),
        iterations=answer.iterations,
        reproducible=answer.reproducible,
        improved=answer.improved,
        facts=dict(answer.facts),
    )


def json_line(row: Row) -> str:
    """The row without what is unknown, further facts beside the others."""
    told = {key: value for key, value in asdict(row).items() if value is not None and key != "facts"}
    return json.dumps({**told, **row.facts})


def table(rows: Sequence[Row]) -> str:
    """Instances by set and engine, each set closed by the mean of its feasible plans; then what to know of the runs."""
    lines = [_line("instance", "cost", "best known", "gap %", "proven %", "seconds", "CPU s", "MB", "iterations")]
    for group, engine in dict.fromkeys((row.group, row.engine) for row in rows):
        members = [row for row in rows if (row.group, row.engine) == (group, engine)]
        lines += [_told(row) for row in members]
        lines.append(_mean(f"{group} by {engine}", members))
    return "\n".join([*lines, *_notes(rows)])


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    if any(row.bound_gap is not None for row in rows):
        yield "proven %: no plan at all can be cheaper by more than this."
    by_clock = sum(not row.reproducible for row in rows)
    if by_clock:
        yield f"Not reproducible: {by_clock} of {len(rows)} runs; a limit by the clock gives that up."
    if by_clock < len(rows):
        yield f"Reproducible by seed and effort: {len(rows) - by_clock} of {len(rows)} runs."
    stuck = [f"{row.instance} by {row.engine}" for row in rows if row.improved is False]
    if stuck:
        yield f"Found nothing better than what the search began with: {', '.join(stuck)}."


def gap_of(cost: float, best_known: float | None) -> float | None:
    """Percent above the best known; where that is 0, only 0 has a gap."""
    if best_known is None or (best_known == 0 and cost != 0):
        return None
    return 0.0 if cost == best_known else round(100 * (cost - best_known) / abs(best_known), 3) + 0.0


def bound_gap_of(cost: float, bound: float | None) -> float | None:
    """Percent that any plan can be cheaper by, at most, of its bound: to two digits, up, since it is a proof."""
    if bound is None or (bound == 0 and cost != 0):
        return None
    return 0.0 if cost == bound else math.ceil(100 * 100 * (cost - bound) / abs(bound)) / 100


def _told(row: Row) -> str:
    name = row.instance if row.feasible else f"{row.instance} (not feasible)"
    return _line(
        name,
        f"{row.cost:.2f}",
        _number(row.best_known),
        _number(row.gap),
        _number(row.bound_gap),
        f"{row.seconds:.1f}",
        f"{row.cpu_seconds:.1f}",
        f"{row.peak_mb:.0f}",
        "-" if row.iterations is None else str(row.iterations),
    )


def _mean(group: str, rows: Sequence[Row]) -> str:
    """A plan that breaks something has no gap that counts; how many do not is told."""
    sound = [row for row in rows if row.feasible]
    count = str(len(rows)) if len(sound) == len(rows) else f"{len(sound)} of {len(rows)} feasible"
    gap, proven = _average(row.gap for row in sound), _average(row.bound_gap for row in sound)
    seconds, cpu = fmean(row.seconds for row in rows), fmean(row.cpu_seconds for row in rows)
    return _line(f"mean of {group} ({count})", "", "", gap, proven, f"{seconds:.1f}", f"{cpu:.1f}", "", "") + "\n"


def _average(numbers: Iterable[float | None]) -> str:
    known = [number for number in numbers if number is not None]
    return _number(fmean(known) if known else None)


def _number(number: float | None) -> str:
    return "-" if number is None else f"{number:.2f}"


def _line(name: str, *columns: str) -> str:
    return f"{name:<56}" + "".join(f"{column:>12}" for column in columns).rstrip()
