"""The week after the repair, and what is other than people were told."""

from dataclasses import dataclass

from solver.meals.problem import ABOUT
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

    @property
    def another_minute(self) -> bool:
        """Whether she waits at another minute; a meal is announced to come about then."""
        if self.before is None or self.after is None:
            return self.before is not self.after
        return abs(self.before.start - self.after.start) > (ABOUT if self.kind == "meal" else 0)

    @property
    def others(self) -> bool:
        """Whether other people come, or nobody."""
        if self.before is None or self.after is None:
            return self.before is not self.after
        return self.before.people != self.after.people

    @property
    def surprises(self) -> int:
        """How many of both, none where nothing was told before."""
        return 0 if self.before is None else self.another_minute + self.others

    @property
    def at_the_door(self) -> bool:
        """Whether the elder has to be told; who brings a meal is another only to the carriers."""
        return self.another_minute or self.kind != "meal"


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
        return frozenset(change.elder for change in self.changes if change.at_the_door and not change.asked)
