"""Shift scheduling of Curtois and Qu: one person's shifts over two to fifty-two weeks, requests and cover."""

import math
import re
from collections.abc import Mapping
from pathlib import Path

from solver.bench.family import Answer, Family, Instance, Spending
from solver.bench.reading import InstanceError, best_known
from solver.bench.rostering.check import check
from solver.bench.rostering.draft import draft_of
from solver.bench.rostering.format import Person, Shift, Wards, days_of, read, solution_text
from solver.budget import Budget
from solver.rostering.engine.greedy import NoRosterError, NoTimeError
from solver.rostering.engine.search import Found, search

WEEKS = ((2, "2 weeks"), (4, "4 weeks"), (8, "6 to 8 weeks"), (math.inf, "half a year and more"))
LOOSEN = "loosen one of them in her row, or take away one of her days off"
UNREAD = "not to be read"
"""The set of files that say nothing of their length: what is wrong with one is told when it is to be solved."""


def instances(root: Path) -> list[Instance]:
    """Files by number, in sets by length; the best known costs stand beside them."""
    folder = root / "rostering"
    best = best_known(folder / "best_known.csv", "ub")
    return [Instance(path.stem, _group(path), path, best.get(path.stem)) for path in _numbered(folder)]


def solve(instance: Instance, spending: Spending) -> Answer:
    """Cost and feasibility are those of our own check of the rosters as they stand in the file.

    Where the seconds end before everybody has a roster nobody works, which is not feasible; `ready` says how many had.
    Raises InstanceError, also where somebody's limits leave her no roster.
    """
    wards = read(instance.path)
    budget = Budget(seconds=spending.seconds, workers=spending.workers, seed=spending.seed)
    try:
        found = search(draft_of(wards), budget)
    except NoTimeError as error:
        return nobody(wards, {"ready": error.ready, "people": len(wards.people)})
    except NoRosterError as error:
        name = list(wards.people)[error.person]
        raise InstanceError(instance.path, f"person {name}", "no roster keeps all her limits", LOOSEN) from error
    rosters = named(wards, found)
    verdict = check(wards, rosters)
    return Answer(
        text=solution_text(rosters),
        cost=verdict.cost,
        iterations=found.neighbourhoods,
        feasible=not verdict.breaches,
        bound=found.bound,
        reproducible=found.reproducible,
        improved=len(found.trail) > 1,
        facts={"requests": verdict.requests, "cover": verdict.cover, "best_after": round(found.trail[-1][0], 2)},
    )


def nobody(wards: Wards, facts: Mapping[str, float]) -> Answer:
    """What stands where no plan was found: a plan in which nobody works, which counts as not feasible."""
    rosters = {person: [""] * wards.days for person in wards.people}
    return Answer(solution_text(rosters), check(wards, rosters).cost, 0, feasible=False, facts=facts)


def warm_up() -> None:
    """Compile the search, or load it from the cache, on one person and two weeks."""
    person = Person({}, 4800, 0, 5, 1, 1, 2, frozenset())
    search(draft_of(Wards(14, {"D": Shift(480, frozenset())}, {"A": person}, [], [], {})), Budget(effort=0.01))


def named(wards: Wards, found: Found) -> dict[str, list[str]]:
    """Person → name of her shift on each day, an empty string when free."""
    names = [*wards.shifts, ""]
    return {person: [names[shift] for shift in row] for person, row in zip(wards.people, found.rosters, strict=True)}


def _numbered(folder: Path) -> list[Path]:
    paths = [path for path in folder.glob("Instance*.txt") if re.fullmatch(r"Instance\d+", path.stem)]
    return sorted(paths, key=lambda path: int(path.stem.removeprefix("Instance")))


def _group(path: Path) -> str:
    try:
        days = days_of(path)
    except InstanceError:
        return UNREAD
    return next(name for weeks, name in WEEKS if days <= 7 * weeks)


FAMILY = Family("rostering", "shifts of a ward's staff: limits, requests, cover", instances, solve, warm_up)
