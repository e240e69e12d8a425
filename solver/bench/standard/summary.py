"""What the runs of one engine on one set say together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from solver.bench.__main__ import OURS
from solver.bench.report import bound_gap_of
from solver.bench.standard.bars import Bar, few, seeds_of, verdict
from solver.bench.standard.batches import GOALS
from solver.bench.standard.store import Kept

OWN_LINES = {"rostering"}
"""Families whose instances are told one by one: they differ by more than the engines do."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Each instance counts once, by the median of its feasible runs; gaps in percent, None where nothing is known.

    `seeds` are those of every instance; `within` is the most that any instance's plan can be dearer than the best
    possible, proven, None where some instance has no bound; `told` says of a bar whether it is reached.
    """

    name: str
    engine: str
    seconds: float
    instances: int
    seeds: tuple[int, ...]
    feasible: bool
    mean: float | None
    worst: float | None
    within: float | None
    cost: float | None
    left_out: float
    bar: Bar | None
    told: str
    cpu_seconds: float
    peak_mb: float


def summaries(family: str, every: Iterable[Kept]) -> list[Summary]:
    """By set or instance, seconds and engine, our own first."""
    groups: dict[tuple[str, float, str], list[Kept]] = defaultdict(list)
    for one in every:
        name = one.case.instance if family in OWN_LINES else one.group
        groups[name, one.case.asked, one.case.engine].append(one)
    bars = GOALS.get(family, {})
    found = [
        _summary((name, seconds, engine), members, bars.get((name, seconds)) if engine == OURS else None)
        for (name, seconds, engine), members in groups.items()
    ]
    return sorted(found, key=lambda one: (*_by_number(one.name), one.seconds, one.engine != OURS, one.engine))


def _summary(key: tuple[str, float, str], members: Sequence[Kept], bar: Bar | None) -> Summary:
    by_instance: dict[str, list[Kept]] = defaultdict(list)
    for one in members:
        by_instance[one.case.instance].append(one)
    every = list(by_instance.values())
    sound = [feasible for runs in every if (feasible := [one for one in runs if one.feasible])]
    gaps = [median(known) for runs in sound if (known := _gaps(runs))]
    name, seconds, engine = key
    return Summary(
        name=name,
        engine=engine,
        seconds=seconds,
        instances=len(every),
        seeds=tuple(sorted(set.intersection(*({one.case.seed for one in runs} for runs in every)))),
        feasible=all(one.feasible for one in members),
        mean=fmean(gaps) if gaps else None,
        worst=max(gaps) if gaps else None,
        within=_within(every),
        cost=fmean(median(one.cost for one in runs) for runs in sound) if sound else None,
        left_out=fmean(median(one.left_out for one in runs) for runs in every),
        bar=bar,
        told=_told(bar, every) if bar else "",
        cpu_seconds=fmean(one.cpu_seconds for one in members),
        peak_mb=max(one.peak_mb for one in members),
    )


def _told(bar: Bar, every: Sequence[Sequence[Kept]]) -> str:
    """A plan that breaks something reaches nothing, nor is one cheaper for leaving more open than the best known."""
    members = [one for runs in every for one in runs]
    seeds = seeds_of(members[0].case.family)
    if not all(one.feasible and one.gap is not None and one.facts.get("open_more", 0) <= 0 for one in members):
        return f"not yet{few(min(map(len, every)), seeds)}"
    return verdict(bar, [_gaps(runs) for runs in every], seeds)


def _gaps(runs: Iterable[Kept]) -> list[float]:
    return [one.gap for one in runs if one.gap is not None]


def _within(every: Sequence[Sequence[Kept]]) -> float | None:
    """Of each instance the median cost beside the best bound of all its runs."""
    found = []
    for runs in every:
        costs = [one.cost for one in runs if one.feasible]
        bounds = [one.bound for one in runs if one.bound is not None]
        found.append(bound_gap_of(median(costs), max(bounds)) if costs and bounds else None)
    known = [gap for gap in found if gap is not None]
    return max(known) if len(known) == len(found) else None


def _by_number(name: str) -> tuple[str, int]:
    words = name.rstrip("0123456789")
    return words, int(name[len(words) :] or 0)
