"""One CP-SAT model of people who can stand in for one another: everybody pauses once, as few as possible at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from solver.pauses.problem import Member, PausesProblem, Want
from solver.pauses.starts import possible_starts, unease

DAY = 1440
Sum = LinearExpr | int
Terms = list[tuple[IntVar, int]]
"""Variables and what one of each costs."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes in which nobody of a crew comes, goes, or may begin or end a pause."""

    start: int
    end: int
    present: int
    away: tuple[IntVar, ...]
    units: int

    @property
    def minutes(self) -> int:
        return self.end - self.start


class PausesModel:
    """Variables, rules and costs of one component; `starts[member]` maps a start to the variable that chooses it."""

    def __init__(self, problem: PausesProblem) -> None:
        self.model = CpModel()
        self.starts: dict[str, dict[int, IntVar]] = {}
        self._problem = problem
        for member in problem.members:
            self.starts[member.key] = {start: self.model.new_bool_var("") for start in possible_starts(member)}
            if self.starts[member.key]:
                self.model.add_exactly_one(self.starts[member.key].values())
        self._in_turn()
        self._minimise()

    def _in_turn(self) -> None:
        """Of two who are alike in everything, the first pauses first: the same plan need not be found twice."""
        alike: dict[object, Member] = {}
        for member in self._problem.members:
            kind = (member.crews, member.start, member.end, member.minutes, member.first, member.last, member.busy)
            if member.settled is None and self.starts[member.key]:
                if kind in alike:
                    self.model.add(self._begins(alike[kind]) <= self._begins(member))
                alike[kind] = member

    def _begins(self, member: Member) -> Sum:
        return sum((start * chosen for start, chosen in self.starts[member.key].items()), start=0)

    def _minimise(self) -> None:
        """Wants first, the worst minute before the sum; then minutes with nobody left, then how many are away at once,
        then how far each is from the middle of her bounds.
        """
        lacking: Terms = []
        deserted: Terms = []
        most_away: Terms = []
        for crew in sorted({crew for member in self._problem.members for crew in member.crews}):
            stretches = list(self._stretches(crew))
            lacking += self._lacking(stretches)
            deserted += self._deserted(stretches)
            most_away += self._most_away(stretches)
        heads = len(self._problem.members)
        levels = (
            (self._unease(), heads * DAY),
            (most_away, heads * len(most_away)),
            (deserted, sum(minutes for _, minutes in deserted)),
            (lacking, 0),
        )
        weight, total = 1, LinearExpr.sum([])
        for terms, most in levels:
            total += weight * LinearExpr.weighted_sum([variable for variable, _ in terms], [cost for _, cost in terms])
            weight *= 1 + most
        self.model.minimize(total)

    def _unease(self) -> Terms:
        return [
            (chosen, unease(member, start))
            for member in self._problem.members
            for start, chosen in self.starts[member.key].items()
        ]

    def _stretches(self, crew: str) -> Iterator[Stretch]:
        members = [member for member in self._problem.members if crew in member.crews]
        wants = [want for want in self._problem.wants if want.crew == crew]
        for start, end in pairwise(sorted(set(self._edges(members, wants)))):
            away = tuple(
                chosen
                for member in members
                for begins, chosen in self.starts[member.key].items()
                if begins <= start < begins + member.minutes
            )
            if away:
                present = sum(member.start <= start < member.end for member in members)
                yield Stretch(
                    start, end, present, away, sum(want.units for want in wants if want.start <= start < want.end)
                )

    def _edges(self, members: Sequence[Member], wants: Sequence[Want]) -> Iterator[int]:
        for member in members:
            yield from (member.start, member.end)
            for start in self.starts[member.key]:
                yield from (start, start + member.minutes)
        for want in wants:
            yield from (want.start, want.end)

    def _lacking(self, stretches: Sequence[Stretch]) -> Iterator[tuple[IntVar, int]]:
        """Units wanted and not present: the most at any minute, and unit-minutes in all."""
        wanted = [stretch for stretch in stretches if stretch.units]
        if not wanted:
            return
        ceiling = max(stretch.units for stretch in wanted)
        worst = self.model.new_int_var(0, ceiling, "")
        yield worst, DAY
        for stretch in wanted:
            lacks = self.model.new_int_var(0, ceiling, "")
            there = (stretch.present - sum(stretch.away)) * self._problem.units_a_head
            self.model.add(lacks >= stretch.units - there)
            self.model.add(worst >= lacks)
            yield lacks, stretch.minutes

    def _deserted(self, stretches: Sequence[Stretch]) -> Iterator[tuple[IntVar, int]]:
        """Minutes in which all who are on duty are away."""
        for stretch in stretches:
            nobody = self.model.new_bool_var("")
            self.model.add(nobody >= sum(stretch.away) - stretch.present + 1)
            yield nobody, stretch.minutes

    def _most_away(self, stretches: Sequence[Stretch]) -> Iterator[tuple[IntVar, int]]:
        if stretches:
            most = self.model.new_int_var(0, max(stretch.present for stretch in stretches), "")
            for stretch in stretches:
                self.model.add(sum(stretch.away) <= most)
            yield most, 1
