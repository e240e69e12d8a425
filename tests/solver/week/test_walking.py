"""How long the routes of a day are looked for, and from where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from solver.budget import Budget
from solver.fanout import Crew, Part
from solver.result import Result
from solver.week.check import check
from solver.week.solve import solve
from solver.week.walking import AT_FIRST, LONGER, SHORT
from tests.solver.week.example import small_week, visit, with_unit
from tests.solver.week.running import running

THURSDAY = 3


@dataclass
class Noting(Crew):
    """Notes with what effort each part is solved, one after the other."""

    noted: list[tuple[str, float]] = field(default_factory=list)

    def run(
        self, parts: Sequence[Part], budget: Budget, on_done: Callable[[str], None], *, keeps: bool = True
    ) -> dict[str, Result[Any]]:
        self.noted += [(part.key, part.budget.effort) for part in parts]
        return super().run(parts, budget, on_done, keeps=keeps)

    @property
    def efforts(self) -> dict[str, float]:
        """The last of each part."""
        return dict(self.noted)


def test_routes_are_searched_longer_once_the_shifts_stand_but_not_those_people_were_told_of() -> None:
    week, crew, again = small_week(), Noting(), Noting()
    planned = solve(week, Budget(effort=0.5), crew).solution
    longer = {key.removesuffix("/longer"): effort for key, effort in crew.efforts.items() if key.endswith("/longer")}
    assert longer == {f"visits/{day.unit}/{day.day}": 0.5 * LONGER for day in planned.routes}
    assert {crew.efforts[key] for key in longer} == {0.5 * AT_FIRST}
    solve(running(week, planned, 0), Budget(effort=0.5), again)
    assert not any(key.endswith("/longer") for key in again.efforts)
    assert {again.efforts[key] for key in longer} == {0.5}


def test_a_day_that_leaves_visits_open_is_walked_on_and_not_anew() -> None:
    """Nine elders want to be washed at the same minute."""
    visits = tuple(visit(at, days=(THURSDAY,), times=1, earliest=510, latest=510) for at in range(9))
    week, crew = with_unit(small_week(), visits=visits), Noting()
    solution = solve(week, Budget(effort=0.5), crew).solution
    assert check(week, solution) == []
    assert [need.key for need in solution.not_planned if need.kind == "visit"]
    day = f"visits/{week.units[0].key}/{THURSDAY}"
    assert (f"{day}/onward", 0.5 * SHORT) in crew.noted
    assert f"{day}/longer" not in crew.efforts
