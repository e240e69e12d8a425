"""What the runs of one engine on one set say together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from solver.bench.__main__ import OURS
from solver.bench.standard.batches import GOALS
from solver.bench.standard.store import Kept

OWN_LINES = {"rostering"}
"""Families whose instances are told one by one: they differ by more than the engines do."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Each instance counts once, by its median over the seeds; gaps in percent, costs where nothing best is known.

    `open_more` is the most that any run leaves open, by its price, beyond the best known.
    """

    name: str
    engine: str
    seconds: float
    instances: int
    seeds: int
    feasible: bool
    mean: float | None
    worst: float | None
    cost: float
    left_out: float
    open_more: float
    bound: float | None
    goal: float | None
    cpu_seconds: float
    peak_mb: float


def summaries(family: str, every: Iterable[Kept]) -> list[Summary]:
    """By set or instance, seconds and engine, our own first."""
    groups: dict[tuple[str, float, str], list[Kept]] = defaultdict(list)
    for one in every:
        name = one.case.instance if family in OWN_LINES else one.group
        groups[name, one.case.asked, one.case.engine].append(one)
    found = [_summary(family, *key, members) for key, members in groups.items()]
    return sorted(found, key=lambda one: (*_by_number(one.name), one.seconds, one.engine != OURS, one.engine))


def _summary(family: str, name: str, seconds: float, engine: str, members: Sequence[Kept]) -> Summary:
    by_instance: dict[str, list[Kept]] = defaultdict(list)
    for one in members:
        by_instance[one.case.instance].append(one)
    gaps = [_median_gap(runs) for runs in by_instance.values()]
    known = [gap for gap in gaps if gap is not None]
    bounds = [one.bound for one in members if one.bound is not None]
    return Summary(
        name=name,
        engine=engine,
        seconds=seconds,
        instances=len(by_instance),
        seeds=min(len(runs) for runs in by_instance.values()),
        feasible=all(one.feasible for one in members),
        mean=fmean(known) if known else None,
        worst=max(known) if known else None,
        cost=fmean(median(one.cost for one in runs) for runs in by_instance.values()),
        left_out=fmean(median(one.left_out for one in runs) for runs in by_instance.values()),
        open_more=max(one.facts.get("open_more", 0) for one in members),
        bound=max(bounds) if bounds and len(by_instance) == 1 else None,
        goal=GOALS.get(family, {}).get((name, seconds)) if engine == OURS else None,
        cpu_seconds=fmean(one.cpu_seconds for one in members),
        peak_mb=max(one.peak_mb for one in members),
    )


def _median_gap(runs: Iterable[Kept]) -> float | None:
    """A plan that breaks something has no gap; it is told as not feasible."""
    gaps = [one.gap for one in runs if one.gap is not None and one.feasible]
    return median(gaps) if gaps else None


def _by_number(name: str) -> tuple[str, int]:
    words = name.rstrip("0123456789")
    return words, int(name[len(words) :] or 0)
