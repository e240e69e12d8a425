"""Rounds on the page: ours beside those of each peer on the same instances in as many seconds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean, median

from solver.bench.__main__ import OURS
from solver.bench.standard.bars import SEEDS, few
from solver.bench.standard.store import Kept
from solver.bench.standard.table import head, line

ABOUT = """Each instance counts by the median of the seeds of either. Cost beside theirs is the mean over the instances:
below zero ours are cheaper. Behind is our mean gap less theirs, in points. Lunches are ours, so nothing best is known
of them; what is left out weighs more than any way. The peers cannot bound what a kitchen gives: CP-SAT tells them who
is served from where, nearby, before their seconds begin, and part of what they leave out is due to that. It takes
up to seventy seconds, which are among their CPU seconds above. Only feasible plans of both are compared; where runs had
others, their number is told.
"""
COLUMNS = ("set", "s", "peer", "cost beside theirs", "cheaper on", "behind", "left out", "theirs", "bar")
CLOSE = "pyvrp"
BARRED = 30
"""Seconds of the processor that the bars are for."""
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
    broken = [sum(not one.feasible for name in both for one in runs[name]) for runs in (ours, theirs)]
    runs = [(_feasible(ours[name]), _feasible(theirs[name])) for name in both]
    pairs = [(mine, other) for mine, other in runs if mine and other]
    costs = [(_cost(mine), _cost(other)) for mine, other in pairs]
    gaps = [(_gap(mine), _gap(other)) for mine, other in pairs]
    behind = [mine - other for mine, other in gaps if mine is not None and other is not None]
    left = [fmean(_left_out(pair[side]) for pair in pairs) if pairs else 0.0 for side in (0, 1)]
    yield from (group, f"{seconds:g}", peer)
    yield f"{_dearer(costs):+.2f} %" if pairs else ""
    yield f"{_cheaper(costs)}{_broken(*broken)}"
    yield f"{fmean(behind):+.2f}" if behind else ""
    yield from (f"{one:g}" if pairs else "" for one in left)
    known = any(one.gap is not None for name in both for one in (*ours[name], *theirs[name]))
    if not known:
        bar, reached = "no dearer, fewer left out", bool(pairs) and _dearer(costs) <= 0 and _fewer(*left)
    elif peer == CLOSE:
        bar, reached = f"≤ {BEHIND:g} behind", bool(behind) and round(fmean(behind), 2) <= BEHIND
    else:
        bar, reached = "cheaper on all", bool(pairs) and all(mine < other for mine, other in costs)
    if seconds != BARRED:
        yield ""
    elif not pairs and not broken[0]:
        yield f"{bar}: nothing to compare"
    else:
        fewest = min(len(runs[name]) for name in both for runs in (ours, theirs))
        yield f"{bar}: {'not yet' if broken[0] else _word(reached, fewest)}"


def _word(reached: bool, runs: int) -> str:
    """Flatly only where every instance has all its seeds by either."""
    words = ("beyond", "within") if few(runs, SEEDS) else ("not yet", "reached")
    return f"{words[reached]}{few(runs, SEEDS)}"


def _feasible(runs: Sequence[Kept]) -> list[Kept]:
    return [one for one in runs if one.feasible]


def _dearer(costs: Sequence[tuple[float, float]]) -> float:
    return 100 * fmean(mine / other - 1 for mine, other in costs)


def _cheaper(costs: Sequence[tuple[float, float]]) -> str:
    cheaper, alike = sum(mine < other for mine, other in costs), sum(mine == other for mine, other in costs)
    return f"{cheaper} of {len(costs)}{f', {alike} alike' if alike else ''}"


def _broken(ours: int, theirs: int) -> str:
    told = ", ".join(f"{count} of {whose}" for count, whose in ((ours, "ours"), (theirs, "theirs")) if count)
    return f"; runs not feasible: {told}" if told else ""


def _fewer(ours: float, theirs: float) -> bool:
    return ours < theirs or ours == theirs == 0


def _cost(runs: Sequence[Kept]) -> float:
    return median(one.cost for one in runs)


def _gap(runs: Sequence[Kept]) -> float | None:
    gaps = [one.gap for one in runs if one.gap is not None]
    return median(gaps) if gaps else None


def _left_out(runs: Sequence[Kept]) -> float:
    return median(one.left_out for one in runs)
