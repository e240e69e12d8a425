"""Rounds on the page: ours beside those of each peer on the same instances in as many seconds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean, median

from solver.bench.__main__ import OURS
from solver.bench.standard.store import Kept
from solver.bench.standard.table import head, line

ABOUT = """Each instance counts by the median of the seeds of either. Cost beside theirs is the mean over the instances:
below zero ours are cheaper. Behind is our mean gap less theirs, in points. Lunches are ours, so nothing best is known
of them; what is left out weighs more than any way. The peers cannot bound what a kitchen gives: CP-SAT tells them who
is served from where, nearby, before their seconds begin, and part of what they leave out is due to that.
"""
COLUMNS = ("set", "s", "peer", "cost beside theirs", "cheaper on", "behind", "left out", "theirs", "bar")
CLOSE = "pyvrp"
BEHIND = 0.5
"""Points that we may be behind this peer on published sets; cheaper than the others on every instance."""
ByInstance = Mapping[str, Sequence[Kept]]


def told(every: Sequence[Kept]) -> Iterator[str]:
    """A line for each set, time and peer that has runs of both."""
    runs: dict[tuple[str, float], dict[str, dict[str, list[Kept]]]] = defaultdict(lambda: defaultdict(dict))
    for one in every:
        runs[one.group, one.case.asked][one.case.engine].setdefault(one.case.instance, []).append(one)
    lines = [
        line(_beside(*key, peer, engines[OURS], theirs))
        for key, engines in sorted(runs.items())
        for peer, theirs in sorted(engines.items())
        if peer != OURS and engines.get(OURS, {}).keys() & theirs.keys()
    ]
    if lines:
        yield ABOUT
        yield from (*head(COLUMNS), *lines, "")


def _beside(group: str, seconds: float, peer: str, ours: ByInstance, theirs: ByInstance) -> Iterator[str]:
    both = sorted(ours.keys() & theirs.keys())
    costs = [(_cost(ours[name]), _cost(theirs[name])) for name in both]
    beside = 100 * fmean(mine / other - 1 for mine, other in costs)
    cheaper, alike = sum(mine < other for mine, other in costs), sum(mine == other for mine, other in costs)
    gaps = [(_gap(ours[name]), _gap(theirs[name])) for name in both]
    behind = [mine - other for mine, other in gaps if mine is not None and other is not None]
    left, theirs_left = (fmean(_left_out(runs[name]) for name in both) for runs in (ours, theirs))
    yield from (
        group,
        f"{seconds:g}",
        peer,
        f"{beside:+.2f} %",
        f"{cheaper} of {len(both)}{f', {alike} alike' if alike else ''}",
    )
    yield f"{fmean(behind):+.2f}" if behind else ""
    yield from (f"{left:g}", f"{theirs_left:g}")
    feasible = all(one.feasible for name in both for one in ours[name])
    if not behind:
        reached, bar = beside <= 0 and (left < theirs_left or left == theirs_left == 0), "no dearer, fewer left out"
    elif peer == CLOSE:
        reached, bar = round(fmean(behind), 2) <= BEHIND, f"≤ {BEHIND:g} behind"
    else:
        reached, bar = cheaper == len(both), "cheaper on all"
    yield f"{bar}: {'reached' if reached and feasible else 'not yet'}"


def _cost(runs: Sequence[Kept]) -> float:
    return median(one.cost for one in runs)


def _gap(runs: Sequence[Kept]) -> float | None:
    gaps = [one.gap for one in runs if one.gap is not None]
    return median(gaps) if gaps else None


def _left_out(runs: Sequence[Kept]) -> float:
    return median(one.left_out for one in runs)
