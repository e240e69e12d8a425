"""Random small days: the reasons of every open stop agree with asking the checker, carer by carer, minute by minute."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solver.budget import Budget
from solver.result import Breach, Fact, Unplanned
from solver.travel.matrix import Travel
from solver.visits.check import check
from solver.visits.eligible import PEOPLE_RULES
from solver.visits.problem import Break, Carer, Stop, VisitsProblem
from solver.visits.reasons import reasons
from solver.visits.solve import solve
from tests.solver.random_cases import random_cases

from .small import PLACES, plan
from .test_insertion import parts_of, tried
from .test_small_days import Part, days

NO_WAY = Travel(PLACES, {"walk": np.zeros((4, 4), dtype=np.int32)})
AT_HOME = ("time_window", "with_the_meal", "elder_in_one_place", "pinned")


@st.composite
def crowded_days(draw: st.DrawFn) -> VisitsProblem:
    """In most of them anybody may come to anybody, and hours and breaks decide; now and then one helps with a meal."""
    problem = draw(days(most_carers=3, most_stops=7))
    if draw(st.integers(0, 3)) == 0:
        return problem
    carers = tuple(replace(carer, end=carer.start + 160, pause=draw(_narrow(carer))) for carer in problem.carers)
    late = st.sampled_from([None] * 8 + [0, 20, 60])
    stops = tuple(
        replace(
            stop,
            carers=draw(st.sampled_from([1, 1, 2])),
            meal_at=None if (wait := draw(late)) is None else stop.earliest + wait,
            skill=None,
            gender=None,
            excluded=frozenset(),
            low_risk=True,
        )
        for stop in problem.stops
    )
    return replace(problem, carers=carers, stops=stops)


@st.composite
def _narrow(draw: st.DrawFn, carer: Carer) -> Break | None:
    begins = carer.start + draw(st.sampled_from([40, 60, 80]))
    return draw(st.sampled_from([None, Break(20, begins, begins + 20), Break(30, begins, begins + 50)]))


@random_cases(250)
@given(crowded_days(), st.sets(st.integers(0, 9), max_size=2))
def test_reasons_are_those_of_the_checker(problem: VisitsProblem, taken_out: set[int]) -> None:
    """Also of stops that are taken out of a plan that has room for them."""
    out = {problem.stops[at].key for at in taken_out if at < len(problem.stops)}
    kept = [part for part in solve(problem, Budget(effort=0.01)).solution.assignments if part.stop not in out]
    parts = parts_of(tuple(kept))
    told = reasons(problem, kept)
    assert [one.key for one in told] == [
        one.key for one in problem.stops if one.key not in {key for key, _, _ in parts}
    ]
    for left in told:
        assert_agrees(_Asked(problem, parts, next(one for one in problem.stops if one.key == left.key)), left)


def assert_agrees(asked: "_Asked", left: Unplanned) -> None:
    """Every count, the rule, and how near the miss was."""
    counts = dict(asked.funnel())
    assert {f"after_{name}": count for name, count in counts.items()} == {
        name: count for name, count in left.facts.items() if name.startswith("after_")
    }
    assert left.rule == asked.rule(counts)
    misses = ("candidates", "free_minutes", "never_together", "break_in_the_way")
    found = dict(asked.nearest_miss(counts["visits_a_day"])) if left.rule == "no_overlap_with_travel" else {}
    assert {name: fact for name, fact in left.facts.items() if name in misses} == found


class _Asked:
    """One open stop beside these parts of a plan; everything by the checker."""

    def __init__(self, problem: VisitsProblem, parts: list[Part], stop: Stop) -> None:
        self.problem, self.parts, self.stop = problem, parts, stop
        self.minutes = range(stop.earliest, stop.latest + 1, 10)
        self.starts = [at for at in self.minutes if not self.of_time(self.alone, at)]
        self.passed: list[Carer] = []

    @property
    def alone(self) -> VisitsProblem:
        """Nothing else is wanted, and one may come."""
        return replace(self.problem, stops=(replace(self.stop, carers=1, pinned_carers=frozenset()),), links=())

    def broken(self, problem: VisitsProblem, *more: Part, parts: tuple[Part, ...] = ()) -> list[Breach]:
        return check(problem, plan(problem, *parts, *more))

    def of_time(self, problem: VisitsProblem, start: int, parts: tuple[Part, ...] = ()) -> set[str]:
        """The rules that forbid this start to the stop whoever comes."""
        key = self.stop.key
        hers = {key, *(one.key for one in problem.stops if one.elder == self.stop.elder)}
        links = {key, *(link.after for link in problem.links if link.before == key)}
        where = {"order_and_gap": links, "elder_in_one_place": hers}
        found = self.broken(problem, (key, self.problem.carers[0].key, start), parts=parts)
        rules = {*AT_HOME, "order_and_gap"}
        return {one.rule for one in found if one.rule in rules and one.key in where.get(one.rule, {key})}

    def keeps(self, rule: str, carer: Carer) -> bool:
        """Whether the stop alone, given by her, keeps the rule at some minute that suits it."""
        key, alone = self.stop.key, self.alone
        if rule == "pinned":
            return any(carer in group and self.keeps_pin(group) for group in self.groups())
        if rule == "visits_a_day":
            one_more = self.broken(self.problem, (key, carer.key, self.stop.earliest), parts=tuple(self.parts))
            return (rule, carer.key) not in {(one.rule, one.key) for one in one_more}
        if rule == "shift_span":
            doors = tuple(replace(one, access_minutes=0) for one in alone.stops)
            alone = replace(alone, travel=NO_WAY, stops=doors)
        starts = self.starts if rule in ("shift_span", "travel") else [self.stop.earliest]
        named = {"travel": "shift_span"}.get(rule, rule)
        return any(named not in {one.rule for one in self.broken(alone, (key, carer.key, at))} for at in starts)

    def groups(self) -> Iterator[tuple[Carer, ...]]:
        for size in range(1, self.stop.carers + 1):
            yield from combinations(self.problem.carers, size)

    def keeps_pin(self, group: tuple[Carer, ...]) -> bool:
        found = self.broken(self.problem, *((self.stop.key, one.key, self.stop.earliest) for one in group))
        return not any(one.rule == "pinned" and "kept" in one.facts for one in found)

    def funnel(self) -> Iterator[tuple[str, int]]:
        left = list(self.problem.carers)
        pinned = ["pinned"] if self.stop.pinned_carers else []
        for rule in [*PEOPLE_RULES, *pinned, "shift_span", "travel", "visits_a_day"]:
            left = [carer for carer in left if self.keeps(rule, carer)]
            yield rule, len(left)
        self.passed = left

    def rule(self, counts: dict[str, int]) -> str:
        if len(self.problem.carers) < self.stop.carers:
            return "staff_available"
        if not self.starts:
            return self.no_time()
        few = [name for name, count in counts.items() if count < self.stop.carers]
        if few and few[0] != "visits_a_day":
            return {"travel": "shift_span"}.get(few[0], few[0])
        beside = [self.of_time(self.problem, at, tuple(self.parts)) for at in self.starts]
        if all("elder_in_one_place" in rules for rules in beside):
            return "elder_in_one_place"
        if all(rules & {"elder_in_one_place", "order_and_gap"} for rules in beside):
            return "order_and_gap"
        return few[0] if few else "no_overlap_with_travel"

    def no_time(self) -> str:
        if self.stop.pinned_start is not None and self.stop.pinned_start not in self.minutes:
            return "time_window"
        late = all("with_the_meal" in self.of_time(self.alone, at) for at in self.minutes)
        return "with_the_meal" if late else "elder_in_one_place"

    def nearest_miss(self, candidates: int) -> Iterator[tuple[str, Fact]]:
        yield "candidates", candidates
        free = max(self.longest(carer) for carer in self.passed)
        yield "free_minutes", free
        unrested = replace(self.problem, carers=tuple(replace(one, pause=None) for one in self.problem.carers))
        if free >= self.stop.minutes and not tried(unrested, self.parts, self.stop.key):
            yield "never_together", True
        elif free >= self.stop.minutes and not tried(self.problem, self.parts, self.stop.key):
            yield "break_in_the_way", True

    def longest(self, carer: Carer) -> int:
        """Of all stretches in which the stop may be given the longest that fills no other minute of hers."""
        may = {at for at in self.starts if not self.of_time(self.problem, at, tuple(self.parts)) - {"pinned"}}
        covered = {minute for at in may for minute in range(at, at + self.stop.minutes, 10)}
        lengths = [0]
        for begin in covered:
            end = begin + 10
            while end - 10 in covered:
                if self.free(carer, begin, end):
                    lengths.append(end - begin)
                end += 10
        return max(lengths)

    def free(self, carer: Carer, begin: int, end: int) -> bool:
        """Whether she may be at the door of the stop all this time beside what she does, her break aside."""
        there = replace(self.stop, earliest=begin, latest=begin, minutes=end - begin, carers=1, pinned_start=None)
        others = (one for one in self.problem.stops if one.key != there.key)
        problem = replace(self.problem, stops=(there, *others))
        hers = tuple(part for part in self.parts if part[1] == carer.key)
        found = self.broken(problem, (there.key, carer.key, begin), parts=hers)
        return not {one.rule for one in found} & {"no_overlap_with_travel", "shift_span"}
