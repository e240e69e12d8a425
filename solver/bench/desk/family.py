"""The desk: things that happen in a published week, repaired, and questions about its days, while somebody waits."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import fmean

from solver.bench.desk.draw import cases
from solver.bench.desk.run import Tally, run
from solver.bench.family import Answer, Family, Instance, Spending
from solver.bench.reading import InstanceError, reading
from solver.bench.week.family import crew_of
from solver.bench.week.family import instances as weeks
from solver.bench.week.format import read as read_week
from solver.bench.week.format import solution_text
from solver.bench.writing import write_whole
from solver.budget import Budget
from solver.visits.solve import warm_up
from solver.week.document import PlanDocument, plans_in
from solver.week.solve import solve as solve_week

MADE = Path("build") / "bench" / "instances" / "desk"
"""Where exported plans lie (docs/formats.md, `eldercare export plan`), and those made here of the bench's weeks."""
AGAIN = "remove it, for a week of the bench is planned again, or export it anew (`eldercare export plan`)"
CASES = 200
COMPARED = 15
"""So many of them are repaired once more, longer."""
PLANNERS = 2
"""Processes that plan a week."""
LONGER = 80.0
"""Times the effort of a repair: about a minute on a day of three hundred visits."""


def instances(root: Path) -> list[Instance]:
    """Plans beside the other instances and here, and the weeks that can be planned; their set is the name up to its
    first hyphen, a week's is the week's."""
    paths = [path for folder in (root / "desk", MADE) for path in folder.glob("*.json")]
    sets = {week.name: week.group for week in weeks(root)}
    unplanned = [MADE / f"{name}.json" for name in sets if name not in {path.stem for path in paths}]
    return [
        Instance(path.stem, sets.get(path.stem, path.stem.partition("-")[0]), path)
        for path in sorted((*paths, *unplanned), key=lambda one: one.stem)
    ]


def prepare(root: Path, instance: Instance) -> None:
    """Plan the week of that name where nobody has yet: minutes for a district."""
    if instance.path.exists():
        return
    problem = read_week(next(week.path for week in weeks(root) if week.name == instance.name))
    with crew_of(PLANNERS) as crew:
        planned = solve_week(problem, Budget(workers=PLANNERS), crew)
    write_whole(instance.path, solution_text(problem, planned.solution))


def read(path: Path) -> PlanDocument:
    """A plan document; of an export of several runs the one with the most visits. Raises InstanceError."""
    with reading(path, "the whole", AGAIN):
        plans = plans_in(path.read_bytes())
        if not plans:
            raise ValueError("no plan in the document")
        return max(plans, key=lambda plan: len(plan.solution.occurrences))


def solve(instance: Instance, spending: Spending) -> Answer:
    """`cost` is the 95th percentile of the CPU seconds of a repair; every figure is among the facts."""
    document = read(instance.path)
    try:
        drawn = list(cases(document.problem, document.solution, CASES, spending.seed))
    except ValueError as error:
        raise InstanceError(instance.path, "the week", str(error), "take one in which people work") from error
    tally = run(drawn, spending, COMPARED, LONGER)
    facts = {**facts_of(tally), "kinds": len({type(one.case) for one in drawn})}
    return Answer(
        text=json.dumps({"facts": facts, "compared": [asdict(one) for one in tally.compared]}, indent=1),
        cost=facts["repair_cpu_p95"],
        iterations=len(drawn),
        feasible=not tally.violations and not tally.touched,
        reproducible=tally.reproducible,
        improved=tally.better > 0,
        facts=facts,
    )


def facts_of(tally: Tally) -> dict[str, float]:
    """Percentiles in seconds by the wall and of the processor; changes in all, and in those that were compared."""
    facts: dict[str, float] = {"violations": tally.violations, "frozen_touched": tally.touched}
    for name in tally.seconds:
        for kind, spent in (("", tally.seconds[name]), ("_cpu", tally.cpu[name])):
            facts[f"{name}{kind}_p50"] = round(percentile(spent, 50), 4)
            facts[f"{name}{kind}_p95"] = round(percentile(spent, 95), 4)
    alike = [one for one in tally.compared if one.alike]
    facts |= {
        "cases": len(tally.seconds["repair"]),
        "better": tally.better,
        "changes": tally.changes,
        "elders": tally.elders,
    }
    facts |= {
        "compared": len(tally.compared),
        "alike": len(alike),
        "changes_compared": sum(one.changes for one in alike),
        "changes_fewest": sum(one.fewest for one in alike),
        "more_left_open": sum(one.left_open > one.least_open for one in tally.compared),
        "longer_seconds": round(fmean(one.seconds for one in tally.compared), 1) if tally.compared else 0.0,
    }
    return facts


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that so many percent do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-share * len(ordered) // 100) - 1)]


FAMILY = Family("desk", "things that happen in a published week, repaired", instances, solve, warm_up, prepare=prepare)
