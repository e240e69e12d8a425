"""Weeks on the page: how long one waits for them, what they cover, break and leave to strangers."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from solver.bench.standard.store import Kept
from solver.bench.standard.table import head, line

ABOUT = """A week is planned with two processes from its document alone, and the plan is checked against every hard rule
by code that knows nothing of the search. What it leaves open beyond the plan of ten times the effort is told by its
price: a minute of class 1 to 4 costs 1,000,000, 40,000, 1,600 and 64. Covered is the smallest share of all that is
asked for by kind: visits, meals, seats, shifts. Outranked counts the visits left open although one of a lower class
takes their place; meals, seats and shifts are not asked. Familiar are the visits by the two carers who come to an elder
most in that week, steady the elders whom no others visit.
"""
GROWTH = """However many streets are planned at once, one should cost what it costs alone: CPU seconds and units of work
by the number of streets, and the megabytes of a solving process on the mean, each beside that of the street alone. Work
is what the searches did, the same on every machine; seconds are those of a machine that has other work, too.
"""
GROWN = ("week", "streets", "CPU s", "times alone", "work", "times alone", "MB a process", "times alone")
GROWS = 1.1
"""So many times what a street takes alone it may take among others."""
COLUMNS = (
    *("week", "first plan", "whole plan", "MB", "rules broken", "outranked", "left open beyond ten times"),
    *("covered", "familiar", "steady"),
)
FIRST, WHOLE, MEMORY = 30, 240, 4096
"""Seconds and megabytes that a district may take."""
COVERED, FAMILIAR = 0.99, 0.8
"""Shares at the usual load, so not where people are missing on purpose."""
SHORT = "-shortage"
STREETS = ("street", "district", "city")
"""Weeks of one, five and many alike."""


def told(every: Sequence[Kept]) -> Iterator[str]:
    """A line for each of our own plans, bars beside what they are for."""
    runs = [one for one in every if one.case.engine == "ours" and one.facts]
    if runs:
        yield ABOUT
        yield from head(COLUMNS)
        yield from (line(_week(one)) for one in sorted(runs, key=lambda one: (one.case.instance, one.case.seed)))
        yield ""
        yield from _growth([one for one in runs if one.group.startswith(STREETS) and SHORT not in one.group])


def _growth(runs: Sequence[Kept]) -> Iterator[str]:
    """Nothing where no street alone was measured, or nothing else."""
    runs = sorted((one for one in runs if "streets" in one.facts), key=lambda one: one.facts["streets"])
    alone = [one for one in runs if one.group == STREETS[0]]
    if alone and len(alone) < len(runs):
        yield GROWTH
        yield from head(GROWN)
        yield from (line(_grown(one, alone)) for one in runs)
        yield ""


def _grown(one: Kept, alone: Sequence[Kept]) -> Iterator[str]:
    yield one.case.instance
    yield f"{one.facts['streets']:.0f}"
    for amount_of in (_seconds, _work, _megabytes):
        amount = amount_of(one)
        yield f"{amount:.1f}"
        yield _at_most(amount / fmean(map(amount_of, alone)), GROWS, "×")


def _seconds(one: Kept) -> float:
    return one.cpu_seconds / one.facts["streets"]


def _work(one: Kept) -> float:
    return one.facts["work"] / one.facts["streets"]


def _megabytes(one: Kept) -> float:
    return one.facts["worker_mb"]


def _week(one: Kept) -> Iterator[str]:
    facts, district, usual = one.facts, one.group == "district", SHORT not in one.group
    yield one.case.instance
    yield _at_most(facts["first_plan"], FIRST if district else None, "s")
    yield _at_most(one.seconds or 0.0, WHOLE if district else None, "s")
    yield _at_most(one.peak_mb, MEMORY if district else None, "")
    yield _at_most(facts["violations"], 0, "")
    yield _at_most(facts["outranked"], 0, "")
    yield _at_most(facts.get("open_more", 0), 0 if usual else None, "")
    yield _at_least(_least_covered(facts), COVERED if usual else None)
    yield _at_least(facts["familiar_visits"], FAMILIAR if usual else None)
    yield _at_least(facts["steady_elders"], None)


def _least_covered(facts: Mapping[str, float]) -> float:
    return min(share for name, share in facts.items() if name.endswith("_covered"))


DIGITS = {"": 0, "s": 1, "×": 2}


def _at_most(amount: float, bar: float | None, unit: str) -> str:
    digits = DIGITS[unit]
    shown, reached = f"{amount:.{digits}f} {unit}".rstrip(), bar is None or round(amount, digits) <= bar
    return shown if bar is None else f"{shown} ({'' if reached else 'not yet '}≤ {bar:g})"


def _at_least(share: float, bar: float | None) -> str:
    return f"{share:.2%}" if bar is None else f"{share:.2%} ({'' if share >= bar else 'not yet '}≥ {bar:.0%})"
