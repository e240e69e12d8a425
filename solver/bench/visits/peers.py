"""Plain OR-Tools routing on the same instances: local cheapest insertion, then guided local search.

Every service is a node, and the starts are the cumulative times of one dimension. All of the published problem is in
the model: skills as the vehicles that a node may have; two services of a patient as node precedences, so that the
second begins after the shortest gap and before the longest, both 0 where they begin at once; total tardiness as soft
upper bounds; the greatest tardiness as the global span of a second dimension, which grows only by waiting and is
nowhere below what its node is late. Minutes are counted in the parts that ours are counted in.

That second dimension is exact, and slow: days of fifty patients end better without it, those of ten only with it. So
half of the seconds go to the model without the greatest tardiness, half to the one with it, and what costs less by the
check counts. What the library has no words for is a move of both services of a patient together: its local search
moves nodes and pieces of routes, and takes a move only when all starts can be kept with it. It has one thread; so it is
given the seconds of all workers together. It draws nothing, all seeds are the same.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2
from ortools.util.optional_boolean_pb2 import BOOL_TRUE

from solver.bench.family import Answer, Instance, Spending
from solver.bench.visits.draft import Calls, draft_of
from solver.bench.visits.family import answer_of
from solver.bench.visits.format import HomeCare, Route, read
from solver.visits.engine.board import Draft

DEPOT = 0
"""Node of the model; service `node` of the draft is one further."""


def solve(instance: Instance, spending: Spending) -> Answer:
    """An empty plan, which is not feasible, where the seconds end before there is any: `found` is 0 then."""
    problem, seconds = read(instance.path), spending.seconds * spending.workers
    plans = [ortools(problem, seconds / 2, worst) for worst in (False, True)]
    steps = sum(branches for _, branches in plans)
    answers = [answer_of(problem, routes, steps) for routes, _ in plans if routes]
    if not answers:
        nothing = answer_of(problem, {}, steps)
        return replace(nothing, facts={**nothing.facts, "found": 0})
    return min(answers, key=lambda answer: (not answer.feasible, answer.cost))


def ortools(problem: HomeCare, seconds: float, worst: bool) -> tuple[dict[int, Route], int]:
    """Carer → her calls, and branches of the search; no carer where no plan was found.

    `worst` says whether the greatest tardiness counts.
    """
    draft, calls, parts = draft_of(problem)
    model = pywrapcp.RoutingModel(pywrapcp.RoutingIndexManager(len(calls) + 1, len(problem.abilities), DEPOT))
    ways = _ways(draft)
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(ways.tolist()))
    for node, may in enumerate(draft.may, 1):
        model.VehicleVar(node).SetValues(np.flatnonzero(may).tolist())
    _times(model, draft, ways)
    _pairs(model, draft)
    if worst:
        _worst(model, draft)
    found = model.SolveWithParameters(_parameters(seconds))
    return _read(model, found, calls, parts) if found else {}, int(model.solver().Branches())


def _ways(draft: Draft) -> Any:
    """Node × node, the depot first: its number in the model is that of its row, as long as the depot is the first."""
    places = [draft.base_of[0], *draft.place_of]
    return draft.way[np.ix_(places, places)].astype(np.int64)


def _times(model: Any, draft: Draft, ways: Any) -> None:
    """Starts; late ones cost what they are late."""
    lasting = ways + np.array([0, *draft.minutes])[:, None]
    _dimension(model, "start", lasting, _end(draft, lasting))
    start = model.GetDimensionOrDie("start")
    for node, stop in enumerate(draft.stop_of, 1):
        start.CumulVar(node).SetMin(max(0, draft.first[stop]))
        start.SetCumulVarSoftUpperBound(node, draft.due[stop], 1)


def _pairs(model: Any, draft: Draft) -> None:
    """Services of one stop begin at once, those of linked stops so long after one another."""
    start = model.GetDimensionOrDie("start")
    node_at = {stop: node for node, stop in enumerate(draft.stop_of, 1)}
    for one, two, wait in draft.links:
        start.AddNodePrecedence(node_at[one], node_at[two], wait)
    for one, two in draft.pairs:
        if draft.stop_of[one] == draft.stop_of[two]:
            start.AddNodePrecedence(one + 1, two + 1, 0)
            start.AddNodePrecedence(two + 1, one + 1, 0)


def _worst(model: Any, draft: Draft) -> None:
    """A route ends at no less than its latest service is late, and the greatest of these ends costs its height."""
    start = model.GetDimensionOrDie("start")
    nodes = len(draft.stop_of) + 1
    _dimension(model, "late", np.zeros((nodes, nodes), dtype=np.int64), start.CumulVar(model.End(0)).Max())
    late = model.GetDimensionOrDie("late")
    for node, stop in enumerate(draft.stop_of, 1):
        model.solver().Add(late.CumulVar(node) >= start.CumulVar(node) - draft.due[stop])
    late.SetGlobalSpanCostCoefficient(1)


def _dimension(model: Any, name: str, transits: Any, end: int) -> None:
    """From 0 at the depot to `end` at most, with any wait at each node."""
    model.AddDimension(model.RegisterTransitMatrix(transits.tolist()), end, end, True, name)


def _end(draft: Draft, lasting: Any) -> int:
    """Nobody has to be on her way for longer, though one carer did everything after the last window."""
    waits = sum(wait for _, _, wait in draft.links if wait > 0)
    return int(max(draft.due, default=0) + lasting.max(axis=1).sum() + waits)


def _parameters(seconds: float) -> Any:
    """Exchanges of pieces of routes, and neighbours that move along, are what its own defaults leave out."""
    wanted = pywrapcp.DefaultRoutingSearchParameters()
    wanted.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.LOCAL_CHEAPEST_INSERTION
    wanted.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    wanted.local_search_operators.use_cross_exchange = BOOL_TRUE
    wanted.local_search_operators.use_relocate_neighbors = BOOL_TRUE
    wanted.time_limit.FromTimedelta(timedelta(seconds=seconds))
    return wanted


def _read(model: Any, found: Any, calls: Calls, parts: int) -> dict[int, Route]:
    start = model.GetDimensionOrDie("start")
    routes: dict[int, Route] = {}
    for carer in range(model.vehicles()):
        node, route = found.Value(model.NextVar(model.Start(carer))), []
        while not model.IsEnd(node):
            route.append((*calls[node - 1], found.Min(start.CumulVar(node)) / parts))
            node = found.Value(model.NextVar(node))
        routes[carer] = route
    return routes


PEERS = {"ortools": solve}
