"""What to know of the runs behind a family's tables: when and where, how well they kept their seconds, whether they can
be had again."""

from collections import Counter
from collections.abc import Iterator, Sequence

from solver.bench.__main__ import OURS
from solver.bench.family import BY_EFFORT
from solver.bench.standard.store import Kept

BEYOND, SHARE = 1.0, 0.05
"""Seconds, and share of the limit, that a run of ours may go on after it."""


def told(family: str, every: Sequence[Kept]) -> Iterator[str]:
    """A sentence or two each, one paragraph together."""
    days = sorted(one.day for one in every)
    seeds = ", ".join(map(str, sorted({one.case.seed for one in every})))
    yield f"Measured {days[0]}{f' to {days[-1]}' if days[-1] != days[0] else ''}, runs: {len(every)}, seeds: {seeds}."
    for machine, count in sorted(Counter(one.machine for one in every if one.machine).items()):
        yield f"Runs on {machine}: {count}."
    if family not in BY_EFFORT:
        yield from _limit([one for one in every if one.case.engine == OURS])
    yield from _again(every)
    older = sum(not one.machine for one in every)
    if older:
        lost = "the machine" if family in BY_EFFORT else "the machine, the seconds by the wall"
        yield f"Older runs, of which {lost} and whether they are reproducible were not kept: {older}."


def _limit(ours: Sequence[Kept]) -> Iterator[str]:
    """The run that went furthest beyond its limit, as measured by what it may."""
    runs = [(one.seconds, one.case.asked) for one in ours if one.seconds is not None]
    if runs:
        seconds, asked = max(runs, key=lambda run: (run[0] - run[1]) / _spare(run[1]))
        most = asked + _spare(asked)
        yield f"Time limit: of {len(runs)} runs of ours the one that kept it worst took {seconds:.1f} s of {asked:g} s"
        yield f"(1 s and 5 % more, ≤ {most:g} s: {'reached' if seconds <= most else 'not yet'})."


def _spare(asked: float) -> float:
    return BEYOND + SHARE * asked


def _again(every: Sequence[Kept]) -> Iterator[str]:
    known = [one.reproducible for one in every if one.reproducible is not None]
    if known:
        yield f"Reproducible: {sum(known)} of {len(known)} runs."
    stuck = Counter(one.case.instance for one in every if one.improved is False)
    if stuck:
        names = ", ".join(f"{name} ({count} runs)" for name, count in sorted(stuck.items()))
        yield f"Found nothing better than what the search began with: {names}."
