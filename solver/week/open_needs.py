"""What the parts left open, told as needs of the week."""

from collections.abc import Iterable, Mapping, Sequence

from solver.meals.problem import RoundsProblem
from solver.result import Unplanned
from solver.week.problem import WeekProblem, occurrence


def open_shifts(missing: Iterable[Unplanned]) -> list[Unplanned]:
    """Missing heads of the covers; a curve's shortage shows in the visits it leaves open."""
    return [Unplanned("shift", need.key, need.priority_class, need.minutes, need.rule, need.facts) for need in missing]


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
            need.minutes * need.carers,
            "located",
            {"elder": need.elder},
        )
        for unit in problem.units
        for need in unit.visits
        if need.place is None
        for day in need.days
        if occurrence(need, day) in wanted
    ]
