"""Which part of a roster is searched again while the rest stands still.

P. Shaw, "Using constraint programming and local search methods to solve vehicle routing problems", CP-98 (1998).
"""

import random
from collections.abc import Iterable

from solver.rostering.solution import Duty

EmployeeDay = tuple[str, int]
SMALLEST, FIRST, LARGEST = 60, 300, 1200


class Neighbourhoods:
    """Turns between a few people's whole weeks and everybody's few days; `size` is possible duties set free.

    `learn` lets the size grow while searches end early and shrink while they do not.
    """

    def __init__(self, possible: Iterable[Duty], seed: int) -> None:
        self._random = random.Random(seed)
        self._of_day: dict[EmployeeDay, int] = {}
        self._meeting: dict[str, set[str]] = {}
        for duty in possible:
            key = (duty.employee, duty.day)
            self._of_day[key] = self._of_day.get(key, 0) + 1
            self._meeting.setdefault(duty.cover, set()).add(duty.employee)
        self._people = sorted({employee for employee, _ in self._of_day})
        self._days = sorted({day for _, day in self._of_day})
        self._groups = [sorted(people) for _, people in sorted(self._meeting.items())]
        self._turn = 0
        self._largest = min(LARGEST, sum(self._of_day.values()) * 2 // 3)
        self.size: float = min(FIRST, self._largest)

    def next(self) -> set[EmployeeDay]:
        """The employees and days set free, at least one pair."""
        self._turn += 1
        if self._turn % 3 == 0:
            return self._few_days()
        return self._few_people(self._people if self._turn % 3 == 1 else self._random.choice(self._groups))

    def learn(self, *, proven: bool) -> None:
        """Grow after a search that ended early, shrink after one that did not."""
        self.size = (
            min(self._largest, self.size * 1.15) if proven else max(min(SMALLEST, self._largest), self.size * 0.8)
        )

    def _few_people(self, among: list[str]) -> set[EmployeeDay]:
        free: set[EmployeeDay] = set()
        duties = 0
        for employee in self._random.sample(among, len(among)):
            own = [(employee, day) for day in self._days if (employee, day) in self._of_day]
            duties += sum(self._of_day[key] for key in own)
            if free and duties > self.size:
                break
            free.update(own)
        return free

    def _few_days(self) -> set[EmployeeDay]:
        """Everybody's days in a row; where that is too much, as many people as fit."""
        first = self._random.choice(self._days)
        window = [day for day in self._days if first <= day <= first + 2]
        free: set[EmployeeDay] = set()
        duties = 0
        for employee in self._random.sample(self._people, len(self._people)):
            own = [(employee, day) for day in window if (employee, day) in self._of_day]
            duties += sum(self._of_day[key] for key in own)
            if free and duties > self.size:
                break
            free.update(own)
        return free or {next(iter(self._of_day))}
