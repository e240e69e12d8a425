"""One CP-SAT model of people who can stand in for one another: everybody pauses once, as few as possible at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from solver.pauses.problem import Member, PausesProblem, Want
from solver.pauses.starts import possible_starts, unease

DAY = 1440
Terms = list[tuple[IntVar, int]]
"""Variables and what one of each costs."""


@dataclass(frozen=True, slots=True)
class Group:
    """Members who are alike in all but their keys; `starts` counts who of them begins her pause at which minute."""

    members: tuple[Member, ...]
    starts: dict[int, IntVar]

    @property
    def first(self) -> Member:
        """One of them, for what they have in common."""
        return self.members[0]


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
    """Variables, rules and costs of one component.

    `levels` are to be minimised one after the other: what is wanted and lacks, what was told and changes, then the
    comfort of crews and people.
    """

    def __init__(self, problem: PausesProblem) -> None:
        self.model = CpModel()
        self._problem = problem
        self.groups = [self._group(members) for members in _alike(problem.members)]
        self.levels = [_weighted(terms) for terms in (self._wants(), self._changes(), self._comfort()) if terms]

    def _group(self, members: tuple[Member, ...]) -> Group:
        starts = {start: self.model.new_int_var(0, len(members), "") for start in possible_starts(members[0])}
        if starts:
            self.model.add(sum(starts.values()) == len(members))
        return Group(members, starts)

    def _wants(self) -> Terms:
        return [term for crew in self._crews() for term in self._lacking(list(self._stretches(crew)))]

    def _changes(self) -> Terms:
        """Everybody who could pause when she was told, and does not."""
        return [
            (chosen, 1)
            for group in self.groups
            if group.first.told in group.starts
            for start, chosen in group.starts.items()
            if start != group.first.told
        ]

    def _comfort(self) -> Terms:
        """Minutes with nobody left weigh most, then how many are away at once, then unease."""
        crews = [list(self._stretches(crew)) for crew in self._crews()]
        most_away = [term for stretches in crews for term in self._most_away(stretches)]
        deserted = [term for stretches in crews for term in self._deserted(stretches)]
        comfort = [
            (chosen, unease(group.first, start)) for group in self.groups for start, chosen in group.starts.items()
        ]
        weight = 1 + sum(
            len(group.members) * max((unease(group.first, start) for start in group.starts), default=0)
            for group in self.groups
        )
        comfort += [(most, weight) for most, _ in most_away]
        weight *= 1 + len(self._problem.members) * len(most_away)
        return comfort + [(nobody, minutes * weight) for nobody, minutes in deserted]

    def _crews(self) -> list[str]:
        return sorted({crew for group in self.groups for crew in group.first.crews})

    def _stretches(self, crew: str) -> Iterator[Stretch]:
        groups = [group for group in self.groups if crew in group.first.crews]
        wants = [want for want in self._problem.wants if want.crew == crew]
        for start, end in pairwise(sorted(set(_edges(groups, wants)))):
            away = tuple(
                chosen
                for group in groups
                for begins, chosen in group.starts.items()
                if begins <= start < begins + group.first.minutes
            )
            if away:
                present = sum(len(group.members) for group in groups if group.first.start <= start < group.first.end)
                yield Stretch(
                    start, end, present, away, sum(want.units for want in wants if want.start <= start < want.end)
                )

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


def _alike(members: Sequence[Member]) -> list[tuple[Member, ...]]:
    """Who may pause at the same minutes, in the same crews, is of one kind."""
    kinds: dict[Member, list[Member]] = {}
    for member in members:
        kinds.setdefault(replace(member, key=""), []).append(member)
    return [tuple(kind) for kind in kinds.values()]


def _edges(groups: Sequence[Group], wants: Sequence[Want]) -> Iterator[int]:
    for group in groups:
        yield from (group.first.start, group.first.end)
        for start in group.starts:
            yield from (start, start + group.first.minutes)
    for want in wants:
        yield from (want.start, want.end)


def _weighted(terms: Terms) -> LinearExpr:
    return LinearExpr.weighted_sum([variable for variable, _ in terms], [cost for _, cost in terms])
