"""What is compiled before the first plan is all there is to compile: later it would take seconds nobody is told of."""

import subprocess
import sys

import pytest

START = """
import sys
import solver.warm
from solver.budget import Budget

def known():
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("solver.")]
    functions = {id(one): one for module in modules for one in vars(module).values() if hasattr(one, "signatures")}
    return {(one.__module__, one.__name__, len(one.signatures)) for one in functions.values() if one.signatures}

before = known()
"""
END = """
assert before
print(sorted(known() - before))
"""
DAY = """
from solver.visits.solve import solve
from tests.solver.visits.example import centre_day
for effort in (1, 4, 0.5):
    solve(centre_day(stops=12, carers=3), Budget(effort=effort))
"""
WEEK = """
from solver.week.solve import solve
from tests.solver.week.example import small_week
solve(small_week(), Budget(effort=1))
"""
REPAIR = """
from solver.repair.problem import ClosedKitchen, SickCall
from solver.repair.solve import solve
from tests.solver.repair.example import busy_day, happens, morning
day, who = busy_day()
solve(happens(SickCall(who, day), morning(day, 420)), Budget(effort=1))
solve(happens(ClosedKitchen("pot/lunch/1@3"), morning(3, 420)), Budget(effort=1))
"""


@pytest.mark.parametrize("work", [DAY, WEEK, REPAIR], ids=["a day", "a week", "a repair"])
def test_no_function_is_made_for_other_types_than_it_was_warmed_with(work: str) -> None:
    """Those loaded from the cache count, too: on another machine they are compiled. An effort may be a whole number,
    and from four on it is the length of the first cooling."""
    ran = subprocess.run(  # noqa: S603 -- the interpreter that runs this test, on what stands above
        [sys.executable, "-c", START + work + END], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "[]"
