"""Proof that no plan of the day holds an open visit beside what is as urgent: an exact model over those who could give
it, by CP-SAT. What it cannot decide within its work stays undecided."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import inf

from ortools.sat.python import cp_model

from solver.interrupt import stopped_by
from solver.visits.eligible import eligible
from solver.visits.problem import Break, Carer, Stop, VisitsProblem
from solver.visits.starts import start_spans

MOST_STOPS = 24
MOST_CARERS = 6
"""Where more could come the model is too large for a proof worth its work."""
WORK = 2.0
"""CP-SAT's deterministic time."""
NEAR = 120
"""Minutes around the hours of the open visit in which others stand in its way."""

Gap = tuple[Stop | None, Stop | None, cp_model.IntVar]
"""The stop before, the stop after (None: the base), and whether she goes from the one to the other."""


def impossible(
    problem: VisitsProblem,
    planned: Collection[str],
    key: str,
    stop_now: Callable[[], bool] = lambda: False,
    seconds: float = inf,
) -> bool:
    """Whether it is proven that the stop cannot be given together with the planned ones that are as urgent or more.

    Only those who may give it count, and of the planned stops those that nobody else may give: whatever is left out
    would make it no easier (a stop lasts longer than a way over it saves), so that a proof holds for the whole day.
    What has begun is left out, too: it took place, whatever rules say of it by now. But whoever gave it goes on from
    there, and what might lie before it proves nothing. False where there is no proof, or no time for one (`seconds`).
    """
    stop = next(one for one in problem.stops if one.key == key)
    able = [carer for carer in problem.carers if any(eligible(stop, carer, role) for role in range(stop.carers))]
    if len(able) > MOST_CARERS:
        return False
    if not start_spans(stop):
        return True
    told = problem.last_begun()
    begun = {carer.key: told[carer.key] for carer in able if carer.key in told}
    ahead = max((one.earliest for one in begun.values()), default=0)
    if stop.earliest < ahead:
        return False
    beside = [one for one in problem.stops if one.key in planned and _stands_in_the_way(problem, one, stop, able)]
    beside = [one for one in beside if one.earliest >= ahead]
    beside.sort(key=lambda one: (abs(one.earliest - stop.earliest), one.key))
    model = _Model(problem, able, [stop, *beside[: MOST_STOPS - 1]], begun)
    return model.proven_infeasible(stop_now, seconds)


def _stands_in_the_way(problem: VisitsProblem, one: Stop, stop: Stop, able: Sequence[Carer]) -> bool:
    near = one.earliest <= stop.latest + stop.minutes + NEAR and stop.earliest <= one.latest + one.minutes + NEAR
    elsewhere = any(
        carer not in able and any(eligible(one, carer, role) for role in range(one.carers)) for carer in problem.carers
    )
    as_urgent = one.priority_class <= stop.priority_class and not one.begun
    return as_urgent and near and not elsewhere and bool(start_spans(one))


@dataclass
class _Model:
    """Starts, who gives what, a route for each carer with the ways, and a pause in one of its gaps."""

    problem: VisitsProblem
    carers: Sequence[Carer]
    stops: Sequence[Stop]
    begun: Mapping[str, Stop]
    """By carer where her way begins, if not at her base."""
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    start: dict[str, cp_model.IntVar] = field(default_factory=dict)
    gives: dict[tuple[str, str], cp_model.IntVar] = field(default_factory=dict)

    def proven_infeasible(self, stop_now: Callable[[], bool], seconds: float) -> bool:
        self._starts()
        self._who()
        for carer in self.carers:
            self._route(carer)
        self._one_place()
        self._links()
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = WORK
        solver.parameters.max_time_in_seconds = seconds
        with stopped_by(stop_now, solver):
            return bool(solver.solve(self.model) == cp_model.INFEASIBLE)

    def _starts(self) -> None:
        for stop in self.stops:
            domain = cp_model.Domain.from_intervals([list(span) for span in start_spans(stop)])
            self.start[stop.key] = self.model.new_int_var_from_domain(domain, f"start {stop.key}")

    def _who(self) -> None:
        """As many as it needs; of pinned ones all that it needs."""
        for stop in self.stops:
            able = [one for one in self.carers if any(eligible(stop, one, role) for role in range(stop.carers))]
            for carer in able:
                self.gives[stop.key, carer.key] = self.model.new_bool_var(f"{carer.key} gives {stop.key}")
            self.model.add(sum(self.gives[stop.key, carer.key] for carer in able) == stop.carers)
            if len(stop.pinned_carers) < stop.carers:
                for key in stop.pinned_carers:
                    given = self.gives.get((stop.key, key))
                    if given is None:
                        self.model.add_bool_or([])
                    else:
                        self.model.add(given == 1)

    def _route(self, carer: Carer) -> None:
        hers = [stop for stop in self.stops if (stop.key, carer.key) in self.gives]
        at_home = self.model.new_bool_var(f"{carer.key} stays")
        arcs: list[cp_model.ArcT] = [(0, 0, at_home)]
        gaps: list[Gap] = []
        for at, stop in enumerate(hers, 1):
            given = self.gives[stop.key, carer.key]
            arcs.append((at, at, given.negated()))
            self.model.add_implication(at_home, given.negated())
            gaps += [(None, stop, self._arc(arcs, 0, at)), (stop, None, self._arc(arcs, at, 0))]
        for (one, before), (other, after) in combinations(enumerate(hers, 1), 2):
            gaps += [(before, after, self._arc(arcs, one, other)), (after, before, self._arc(arcs, other, one))]
        self.model.add_circuit(arcs)
        if self.problem.most_visits is not None:
            self.model.add(sum(self.gives[stop.key, carer.key] for stop in hers) <= self.problem.most_visits)
        for here, there, used in gaps:
            self._way(carer, here, there, used)
        if carer.pause is not None and not self._may_have_paused(carer, carer.pause):
            self._pause(carer, carer.pause, gaps, at_home)

    def _may_have_paused(self, carer: Carer, pause: Break) -> bool:
        """Before what has begun, of which the model knows nothing."""
        begun = self.begun.get(carer.key)
        return begun is not None and max(pause.earliest, carer.start) + pause.minutes <= begun.earliest

    def _arc(self, arcs: list[cp_model.ArcT], here: int, there: int) -> cp_model.IntVar:
        used = self.model.new_bool_var("")
        arcs.append((here, there, used))
        return used

    def _way(
        self, carer: Carer, before: Stop | None, after: Stop | None, used: cp_model.IntVar, pause: int = 0
    ) -> None:
        """From the end of one to the start of the next, with `pause` minutes on the way."""
        free = self._free_to(carer, after) - self._free_from(carer, before)
        here = self.begun.get(carer.key) if before is None else before
        self.model.add(free >= self.problem.gap(carer, here, after) + pause).only_enforce_if(used)

    def _pause(self, carer: Carer, pause: Break, gaps: Sequence[Gap], at_home: cp_model.IntVar) -> None:
        """In one gap of her route, within its hours; without a visit there is none."""
        first, last = max(pause.earliest, carer.start), min(pause.latest, carer.end) - pause.minutes
        begins = self.model.new_int_var(first, last, f"pause {carer.key}")
        taken = []
        for before, after, used in gaps:
            here = self.model.new_bool_var("")
            self.model.add_implication(here, used)
            self.model.add(begins >= self._free_from(carer, before)).only_enforce_if(here)
            self.model.add(begins + pause.minutes <= self._free_to(carer, after)).only_enforce_if(here)
            self._way(carer, before, after, here, pause.minutes)
            taken.append(here)
        self.model.add_exactly_one([*taken, at_home])

    def _free_from(self, carer: Carer, before: Stop | None) -> cp_model.LinearExpr | int:
        if before is not None:
            return self.start[before.key] + before.minutes
        begun = self.begun.get(carer.key)
        return begun.earliest + begun.minutes if begun else carer.start

    def _free_to(self, carer: Carer, after: Stop | None) -> cp_model.LinearExpr | int:
        return carer.end if after is None else self.start[after.key]

    def _one_place(self) -> None:
        """Visits to one elder do not overlap."""
        for elder in sorted({stop.elder for stop in self.stops}):
            spans = [
                self.model.new_fixed_size_interval_var(self.start[stop.key], stop.minutes, stop.key)
                for stop in self.stops
                if stop.elder == elder
            ]
            self.model.add_no_overlap(spans)

    def _links(self) -> None:
        for before, after, shortest, longest in self._linked():
            gap = self.start[after.key] - self.start[before.key] - before.minutes
            self.model.add_linear_constraint(gap, shortest, longest)

    def _linked(self) -> Iterator[tuple[Stop, Stop, int, int]]:
        stops = {stop.key: stop for stop in self.stops}
        for link in self.problem.links:
            if link.before in stops and link.after in stops:
                yield stops[link.before], stops[link.after], link.shortest, link.longest
