"""The week after the repair, and what is other than people were told."""

from dataclasses import dataclass

from solver.week.problem import WeekProblem
from solver.week.solution import WeekSolution


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in a plan: the minute of the plan at which it starts, and who comes (nobody in particular: none)."""

    start: int
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """A visit, meal or seat that is other than published; None: not planned.

    `asked`: it is gone because the case says so, and was nobody's choice.
    """

    kind: str
    key: str
    elder: str
    before: Told | None
    after: Told | None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """`problem` is the week as the case leaves it, `solution` its plan: every check of a week holds for the two.

    `better`: something was found that costs less than to let stand what can stand and leave the rest open.
    """

    problem: WeekProblem
    solution: WeekSolution
    changes: tuple[Change, ...]
    better: bool

    @property
    def elders(self) -> frozenset[str]:
        """Who has to be told of something that was a choice."""
        return frozenset(change.elder for change in self.changes if not change.asked)
