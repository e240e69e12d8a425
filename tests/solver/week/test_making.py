"""Where the clock rules, a week's seconds are dealt out phase by phase: all together no more than was asked for."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import pytest

from solver import budget as clocked
from solver.budget import Budget, Progress
from solver.fanout import Crew, Part, SolveStoppedError
from solver.result import Result
from solver.week.check import check, coverage
from solver.week.making import REACH, WHOLE
from solver.week.problem import WeekProblem
from solver.week.score import WeekResult
from solver.week.solve import solve
from tests.solver.week.example import small_week, with_unit

SECONDS = 60.0
INDISPENSABLE = {"roster", "pauses", "places", "rounds", "visits"}
TWICE = {"pauses/centre": 2}
"""Of who looks after guests, then of all others."""


@dataclass
class Clock:
    """Stands in for the module of the same functions."""

    now: float = 100.0

    def monotonic(self) -> float:
        return self.now


@dataclass
class Slow(Crew):
    """Whose parts take all of their seconds, and more as it likes; what they find costs little work."""

    clock: Clock = field(default_factory=Clock)
    beside: int = 1
    late: Callable[[str], float] = lambda _: 0.0
    asked: list[str] = field(default_factory=list)
    given: list[float] = field(default_factory=list)

    def run(
        self, parts: Sequence[Part], budget: Budget, on_done: Callable[[str], None], *, keeps: bool = True
    ) -> dict[str, Result[Any]]:
        found = {}
        for part in parts:
            assert part.budget.seconds is not None
            self.asked.append(part.key)
            self.given.append(part.budget.seconds)
            found[part.key] = part.solve(part.problem, Budget(effort=0.01, seed=part.budget.seed))
            on_done(part.key)
        longest = max((part.budget.seconds or 0.0 for part in parts), default=0.0)
        self.clock.now += ceil(len(parts) / self.beside) * longest + sum(self.late(part.key) for part in parts)
        return found

    @property
    def kinds(self) -> set[str]:
        return {key.partition("/")[0] for key in self.asked}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(clocked, "time", moved)
    return moved


def short_week() -> WeekProblem:
    """One carer alone for all visits: they are tried on other days, teach the rosters, and ask what would help."""
    week = small_week()
    (unit,) = week.units
    return with_unit(week, people=tuple(one for one in unit.people if one.employee.key not in ("carer1", "carer2")))


def is_whole(problem: WeekProblem, result: WeekResult) -> None:
    """No hard rule is broken, and everything that is open has its reason."""
    assert check(problem, result.solution) == []
    wanted = sum(needed - planned for planned, needed in coverage(problem, result.solution).values())
    assert len(result.solution.not_planned) == wanted
    assert all(need.rule for need in result.solution.not_planned)


@pytest.mark.parametrize("beside", [1, 2])
def test_all_phases_together_take_no_longer_than_was_asked_for(clock: Clock, beside: int) -> None:
    problem = short_week()
    with ThreadPoolExecutor(beside) as executor:
        crew = Slow(executor, clock=clock, beside=beside)
        result = solve(problem, Budget(seconds=SECONDS, workers=beside), crew)
    assert crew.kinds == {*INDISPENSABLE, "reasons"}
    assert sum(crew.given) <= beside * SECONDS
    assert 0.9 * SECONDS <= result.seconds <= SECONDS
    assert not result.reproducible
    is_whole(problem, result)


def test_a_week_that_leaves_nothing_open_searches_its_routes_with_what_is_left(clock: Clock) -> None:
    crew = Slow(clock=clock)
    result = solve(small_week(), Budget(seconds=SECONDS), crew)
    last = [seconds for key, seconds in zip(crew.asked, crew.given, strict=True) if key.endswith("longer")]
    assert sum(last) > SECONDS / 3
    assert result.seconds <= SECONDS


def test_where_no_time_is_left_only_what_a_plan_cannot_do_without_is_asked_for(clock: Clock) -> None:
    problem = short_week()
    crew = Slow(clock=clock, late=lambda key: 2 * SECONDS * key.startswith("roster"))
    result = solve(problem, Budget(seconds=SECONDS), crew)
    assert crew.kinds == INDISPENSABLE
    assert {key: times for key, times in Counter(crew.asked).items() if times > 1} == TWICE
    behind = [seconds for key, seconds in zip(crew.asked, crew.given, strict=True) if not key.startswith("roster")]
    assert sum(behind) < 1
    is_whole(problem, result)


@pytest.mark.parametrize("phase", ["rosters", "places", "rounds", "routes"])
def test_who_cancels_before_there_is_a_plan_gets_none(phase: str) -> None:
    told: list[Progress] = []
    cancelled = Budget(effort=0.1, cancelled=lambda: phase in {one.phase for one in told}, on_progress=told.append)
    with pytest.raises(SolveStoppedError):
        solve(short_week(), cancelled)
    assert [one.phase for one in told].count(phase) == 1


@pytest.mark.parametrize(
    ("late", "asks"),
    [
        (lambda one: one.done >= REACH["routes"] * WHOLE, False),
        (lambda one: one.done >= REACH["better_routes"] * WHOLE, False),
        (lambda one: one.phase == "reasons", True),
    ],
    ids=["the routes stand", "better routes stand", "it is asked what would help"],
)
def test_who_cancels_later_gets_what_there_is_by_then(late: Callable[[Progress], bool], asks: bool) -> None:
    told: list[Progress] = []
    problem = short_week()
    result = solve(
        problem, Budget(effort=0.1, cancelled=lambda: any(late(one) for one in told), on_progress=told.append)
    )
    assert ("reasons" in {one.phase for one in told}) == asks
    assert not result.reproducible
    is_whole(problem, result)


def test_a_second_by_the_clock_gives_a_whole_plan() -> None:
    problem = short_week()
    result = solve(problem, Budget(seconds=1))
    assert not result.reproducible
    is_whole(problem, result)
