"""The desk on the page: what waiting there takes, and how many people have to be told something new."""

from collections.abc import Iterator, Sequence

from solver.bench.standard.store import Kept
from solver.bench.standard.table import head, line

ABOUT = """In a published week somebody falls ill, needs one more visit, goes to hospital or runs late, or a kitchen
fails, in turn. Each case is repaired on two cores, and the answer is checked against every hard rule and against what
had begun. Then its day is laid out for questions, once, and five of its visits are asked about: who else might come,
and what a move by hand would mean. Whoever asks first waits for both, and then for answers alone.
Seconds are those of the clock that half of the answers, and 95 of 100, do not exceed. Changes are visits, meals and
seats of which people have to be told something new, of a meal another time or carrier; some cases that took a search
are repaired once more with eighty times the work, about a minute, and the fewest changes found so are what ours are
measured by, where both leave the same open.
"""
BARS = {"repair": 3.0, "ranking": 0.1, "move": 0.03}
"""Seconds by the wall at the 95th percentile."""
NAMES = {
    "repair": "repair",
    "board": "a day laid out for questions",
    "ranking": "who else might come",
    "move": "move by hand",
}
MOST = 1.2
"""Changes beside the fewest found."""
WAITING = ("plan", "seed", "cases", "answer", "half within", "95 within", "CPU, 95 within", "bar")
TOLD = (
    "plan",
    "seed",
    "rules broken",
    "begun, but touched",
    "cases compared",
    "more left open",
    "changes",
    "fewest",
    "times",
    "bar",
)


def told(every: Sequence[Kept]) -> Iterator[str]:
    """Two tables, a run after another by plan and seed."""
    runs = sorted(every, key=lambda one: (one.case.instance, one.case.seed))
    yield ABOUT
    yield from head(WAITING)
    yield from (line(_waiting(one, name)) for one in runs for name in NAMES if f"{name}_p95" in one.facts)
    yield ""
    yield from head(TOLD)
    yield from (line(_changes(one)) for one in runs)
    yield ""


def _waiting(one: Kept, name: str) -> Iterator[str]:
    yield from (one.case.instance, str(one.case.seed), f"{one.facts['cases']:g}", NAMES[name])
    yield from (_seconds(one.facts[f"{name}_{part}"]) for part in ("p50", "p95", "cpu_p95"))
    bar = BARS.get(name)
    yield "" if bar is None else f"{_seconds(bar)} {_reached(one.facts[f'{name}_p95'] <= bar)}"


def _changes(one: Kept) -> Iterator[str]:
    yield from (one.case.instance, str(one.case.seed))
    facts = one.facts
    asked = ("violations", "frozen_touched", "compared", "more_left_open", "changes_compared", "changes_fewest")
    yield from (f"{facts[name]:g}" for name in asked)
    times = facts["changes_compared"] / max(1, facts["changes_fewest"])
    yield f"{times:.2f}"
    clean = one.feasible and not facts["more_left_open"]
    yield f"{MOST:g} {_reached(clean and times <= MOST)}"


def _seconds(amount: float) -> str:
    return f"{amount:.2f} s" if amount >= 1 else f"{1000 * amount:.0f} ms"


def _reached(reached: bool) -> str:
    return "reached" if reached else "not yet"
