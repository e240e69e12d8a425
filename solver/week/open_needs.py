"""What the parts left open, told as needs of the week."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from solver.meals.problem import RoundsProblem
from solver.result import Unplanned
from solver.week.problem import WeekProblem, occurrence


def open_doors(problem: RoundsProblem, missing: Iterable[Unplanned], supplies: Mapping[str, str]) -> list[Unplanned]:
    """A drop that no carrier takes leaves every meal in its boxes open; `supplies`: the portion cooked for each."""
    drops = {drop.key: drop for drop in problem.drops}
    return [
        Unplanned(
            "meal",
            person,
            need.priority_class,
            drops[need.key].minutes // len(drops[need.key].people),
            need.rule,
            {**need.facts, "supply": supplies[person]},
        )
        for need in missing
        for person in drops[need.key].people
    ]


def unlocated(problem: WeekProblem, chosen: Sequence[str]) -> list[Unplanned]:
    """Visits to an address that is not on the map."""
    wanted = set(chosen)
    return [
        Unplanned(
            "visit",
            occurrence(need, day),
            need.priority_class,
            need.minutes,
            "located",
            {"elder": need.elder},
        )
        for unit in problem.units
        for need in unit.visits
        for day in need.days
        if unit.place_of(need, day) is None and occurrence(need, day) in wanted
    ]


def with_other_days(
    left: Iterable[Unplanned], stopped: Mapping[tuple[str, int], str], chosen: Sequence[str]
) -> Iterator[Unplanned]:
    """Visits that might be on another day also tell what stopped them there: facts `stopped_N`, N the day's number."""
    taken = set(chosen)
    for need in left:
        key = need.key.rpartition("@")[0]
        others = {
            f"stopped_{day}": rule
            for (of, day), rule in sorted(stopped.items())
            if need.kind == "visit" and of == key and f"{key}@{day}" not in taken
        }
        yield replace(need, facts={**need.facts, **others}) if others else need
