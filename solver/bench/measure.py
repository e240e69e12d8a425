"""One instance solved in a process of its own, so that time and memory are those of this instance alone."""

import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context

from solver.bench.family import Answer, Family, Instance, Spending, peers_of
from solver.processes import end_with_parent


@dataclass(frozen=True, slots=True)
class Spent:
    """By the wall and in all cores together; memory in MB at its largest."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


QUICK_SECONDS = 5.0
"""Within these everything is loaded that was compiled before."""


def warmed(family: Family) -> None:
    """Compile what a family needs, so that it counts in no instance's seconds; where that takes long it is told."""
    with process_of_its_own() as alone:
        ready = alone.submit(family.warm_up)
        if not wait([ready], QUICK_SECONDS).done:
            print(f"{family.name}: compiling the search, once after an installation", file=sys.stderr, flush=True)
        ready.result()


def measured(family: Family, peer: str, instance: Instance, spending: Spending) -> tuple[Answer, Spent]:
    """By our own engine, or by the peer that is named."""
    with process_of_its_own() as alone:
        return alone.submit(_solve, family, peer, instance, spending).result()


def process_of_its_own() -> ProcessPoolExecutor:
    """Who ends a bench by its id means all of it."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=end_with_parent)


def _solve(family: Family, peer: str, instance: Instance, spending: Spending) -> tuple[Answer, Spent]:
    """Our own search is loaded first, which would take a good part of a short limit."""
    if peer:
        solve = peers_of(family.name)[peer]
    else:
        family.warm_up()
        solve = family.solve
    started, cpu_before = time.monotonic(), _cpu_seconds()
    answer = solve(instance, spending)
    spent = Spent(time.monotonic() - started, _cpu_seconds() - cpu_before, _peak_mb(spending.workers))
    return answer, spent


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak_mb(workers: int) -> float:
    """This process at its largest, and every worker process as large as the largest of them."""
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + workers * child) / 1024
