"""One line of JSON for each instance solved, and a table of gaps with the mean of each set."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean

from solver.bench.family import Answer, Instance
from solver.bench.measure import Spent


@dataclass(frozen=True, slots=True)
class Row:
    """What one run on one instance gave; gap in percent of the best known, memory in MB, None where unknown."""

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
    seconds: float
    cpu_seconds: float
    peak_mb: float
    iterations: int
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
        gap=_gap(answer.cost, best_known),
        bound=answer.bound,
        seconds=round(spent.seconds, 2),
        cpu_seconds=round(spent.cpu_seconds, 2),
        peak_mb=round(spent.peak_mb, 1),
        iterations=answer.iterations,
        facts=dict(answer.facts),
    )


def json_line(row: Row) -> str:
    """The row without what is unknown, further facts beside the others."""
    told = {key: value for key, value in asdict(row).items() if value is not None and key != "facts"}
    return json.dumps({**told, **row.facts})


def table(rows: Sequence[Row]) -> str:
    """Instances by set and engine, each set closed by its mean."""
    lines = [_line("instance", "cost", "best known", "gap %", "seconds", "CPU s", "MB", "iterations")]
    for group, engine in dict.fromkeys((row.group, row.engine) for row in rows):
        members = [row for row in rows if (row.group, row.engine) == (group, engine)]
        lines += [_told(row) for row in members]
        lines.append(_mean(f"{group} by {engine}", members))
    return "\n".join(lines)


def _gap(cost: float, best_known: float | None) -> float | None:
    """Percent above the best known; where that is 0, only 0 has a gap."""
    if best_known is None or (best_known == 0 and cost != 0):
        return None
    return 0.0 if cost == best_known else round(100 * (cost - best_known) / abs(best_known), 3) + 0.0


def _told(row: Row) -> str:
    name = row.instance if row.feasible else f"{row.instance} (not feasible)"
    return _line(
        name,
        f"{row.cost:.2f}",
        _number(row.best_known),
        _number(row.gap),
        f"{row.seconds:.1f}",
        f"{row.cpu_seconds:.1f}",
        f"{row.peak_mb:.0f}",
        str(row.iterations),
    )


def _mean(group: str, rows: Sequence[Row]) -> str:
    gaps = [row.gap for row in rows if row.gap is not None]
    seconds, cpu = _average(row.seconds for row in rows), _average(row.cpu_seconds for row in rows)
    mean = _number(fmean(gaps)) if gaps else "-"
    return _line(f"mean of {group} ({len(rows)})", "", "", mean, f"{seconds:.1f}", f"{cpu:.1f}", "", "") + "\n"


def _average(numbers: Iterable[float]) -> float:
    return fmean(numbers)


def _number(number: float | None) -> str:
    return "-" if number is None else f"{number:.2f}"


def _line(name: str, *columns: str) -> str:
    return f"{name:<56}" + "".join(f"{column:>12}" for column in columns).rstrip()
