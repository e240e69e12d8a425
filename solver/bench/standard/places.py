"""Places on the page: towns of thousands, proven within a second, and what those who wait are waiting for."""

from collections.abc import Iterator, Sequence

from solver.bench.standard.store import Kept
from solver.bench.standard.table import head, line

ABOUT = """A town's requests for portions and seats are given places under nested limits: portions, diets and waves of
kitchens, seats of sessions and rooms. Seconds are those of the solve itself by the wall. Proven says that no other
places leave less open, and none of those cost less. Whoever waits is counted by the rule that stopped them, and the
check tells that it is true.
"""
COLUMNS = ("town", "proven", "seconds", "waiting", "by rule", "bar")
BARRED, SECONDS = "places-3000", 1.0
"""Of 3,000 requests over 60 facilities."""
WAITING = "waiting_"


def told(every: Sequence[Kept]) -> Iterator[str]:
    """A line for each town whose figures were kept."""
    runs = sorted((one for one in every if one.facts), key=lambda one: (one.case.instance, one.case.seed))
    if runs:
        yield ABOUT
        yield from (*head(COLUMNS), *(line(_town(one)) for one in runs), "")


def _town(one: Kept) -> Iterator[str]:
    proven, seconds = bool(one.facts["proven"]), one.facts["solve_seconds"]
    rules = {name.removeprefix(WAITING): count for name, count in one.facts.items() if name.startswith(WAITING)}
    yield one.case.instance
    yield "yes" if proven else "no"
    yield f"{seconds:.2f}"
    yield f"{one.left_out}"
    yield ", ".join(f"{rule} {count:g}" for rule, count in rules.items())
    reached = one.feasible and proven and seconds <= SECONDS
    yield f"proven, ≤ {SECONDS:g} s: {'reached' if reached else 'not yet'}" if one.group == BARRED else ""
