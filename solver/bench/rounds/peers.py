"""Other engines on the same instances: PyVRP, VROOM and OR-Tools routing, each with its own words for the problem.

They have one thread; so each is given the seconds of all workers together. Several depots are taken apart first, since
none of them can bound what leaves a depot: that is not taken from their seconds, but counted in what the run took.
VROOM cannot bound how long a tour lasts either: it has no lunches.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from solver.bench.family import Answer, Instance, Spending
from solver.bench.rounds import lunch
from solver.bench.rounds.family import answer_of, read
from solver.bench.rounds.format import EVER, NOT_SERVED, Routing, Tour
from solver.bench.rounds.kitchens import parts

Engine = Callable[[Routing, float, int], tuple[list[Tour], int | None]]
"""Problem, seconds and seed → tours, and iterations where they are told."""


def solve(engine: Engine, instance: Instance, spending: Spending) -> Answer:
    """Time is shared out by the number of customers, of those who are served from some depot."""
    problem, seconds = read(instance.path), spending.seconds * spending.workers
    tours: list[Tour] = []
    apart = parts(problem)
    iterations: list[int | None] = []
    for part in apart:
        share = seconds * len(part.customers) / sum(len(one.customers) for one in apart)
        found, steps = engine(part.problem, share, spending.seed)
        tours += part.named(found)
        iterations.append(steps)
    known = [steps for steps in iterations if steps is not None]
    return answer_of(instance, problem, tours, sum(known) if len(known) == len(iterations) else None)


def pyvrp(problem: Routing, seconds: float, seed: int) -> tuple[list[Tour], int]:
    """N. A. Wouda, L. Lan and W. Kool, "PyVRP: A high-performance VRP solver package" (2024)."""
    import pyvrp as vrp

    required = min(problem.prices, default=0) >= NOT_SERVED
    data = vrp.ProblemData(
        locations=[vrp.Location(x, y) for x, y in problem.xy],
        clients=[
            vrp.Client(
                at + 1,
                delivery=[amount],
                service_duration=problem.minutes[at],
                tw_early=problem.firsts[at],
                tw_late=problem.dues[at],
                prize=0 if required else problem.prices[at],
                required=required,
            )
            for at, amount in enumerate(problem.amounts)
        ],
        depots=[vrp.Depot(0)],
        vehicle_types=[
            vrp.VehicleType(
                num_available=row.count,
                capacity=[row.room],
                fixed_cost=row.hire,
                tw_early=row.first,
                tw_late=row.due,
                shift_duration=row.longest,
                profile=row.mode,
            )
            for row in problem.vehicles
        ],
        distance_matrices=list(problem.tolls),
        duration_matrices=list(problem.ways),
    )
    result = vrp.solve(data, vrp.stop.MaxRuntime(seconds), seed=seed, collect_stats=False, display=False)
    routes = result.best.routes() if result.best.is_feasible() else []
    return [_tour(route) for route in routes], result.num_iterations


def _tour(route: Any) -> Tour:
    return route.vehicle_type(), [visit.idx for visit in route if visit.is_client()]


def vroom(problem: Routing, seconds: float, seed: int) -> tuple[list[Tour], None]:
    """J. Coupey, J.-M. Nicod and C. Varnier, VROOM; it stops by itself when its local search has ended.

    Raises ValueError where a tour may last only so long.
    """
    if any(row.longest < EVER for row in problem.vehicles):
        raise ValueError("VROOM cannot bound how long a tour lasts")
    import vroom as vr

    del seed
    asked = vr.Input()
    for mode, (ways, tolls) in enumerate(zip(problem.ways, problem.tolls, strict=True)):
        asked.set_durations_matrix(str(mode), ways.astype(np.uint32))
        asked.set_costs_matrix(str(mode), tolls.astype(np.uint32))
    number_of: dict[int, int] = {}
    for row_number, row in enumerate(problem.vehicles):
        for _ in range(min(row.count, len(problem.amounts))):
            number = len(number_of)
            number_of[number] = row_number
            window = None if row.due >= EVER else vr.TimeWindow(row.first, row.due)
            asked.add_vehicle(
                vr.Vehicle(number, start=0, end=0, profile=str(row.mode), capacity=[row.room], time_window=window)
            )
    for at, amount in enumerate(problem.amounts):
        windows = [vr.TimeWindow(problem.firsts[at], problem.dues[at])] if problem.timed else []
        asked.add_job(
            vr.Job(at, at + 1, default_service=problem.minutes[at], delivery=vr.Amount([amount]), time_windows=windows)
        )
    found = asked.solve(exploration_level=5, nb_threads=1, timeout=timedelta(seconds=seconds))
    tours: dict[int, list[int]] = {}
    for step in found.routes.to_dict("records"):
        if step["type"] == "job":
            tours.setdefault(int(step["vehicle_id"]), []).append(int(step["id"]))
    return [(number_of[number], customers) for number, customers in tours.items()], None


def ortools(problem: Routing, seconds: float, seed: int) -> tuple[list[Tour], None]:
    """OR-Tools routing: parallel cheapest insertion, then guided local search."""
    del seed
    rows = [number for number, row in enumerate(problem.vehicles) for _ in range(min(row.count, len(problem.amounts)))]
    manager = pywrapcp.RoutingIndexManager(len(problem.amounts) + 1, len(rows), 0)
    model = pywrapcp.RoutingModel(manager)
    _costs(problem, rows, manager, model)
    _capacity(problem, rows, manager, model)
    if problem.timed:
        _times(problem, rows, manager, model)
    for at, price in enumerate(problem.prices):
        model.AddDisjunction([manager.NodeToIndex(at + 1)], price)
    wanted = pywrapcp.DefaultRoutingSearchParameters()
    wanted.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    wanted.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    wanted.time_limit.FromTimedelta(timedelta(seconds=seconds))
    found = model.SolveWithParameters(wanted)
    return list(_read(rows, manager, model, found)) if found else [], None


def _costs(problem: Routing, rows: list[int], manager: Any, model: Any) -> None:
    by_mode = [_matrix(model, manager, tolls) for tolls in problem.tolls]
    for vehicle, row in enumerate(rows):
        model.SetArcCostEvaluatorOfVehicle(by_mode[problem.vehicles[row].mode], vehicle)
        model.SetFixedCostOfVehicle(problem.vehicles[row].hire, vehicle)


def _matrix(model: Any, manager: Any, matrix: Any) -> int:
    del manager  # nodes and indices differ only at the ends of routes, which the model maps by itself
    number: int = model.RegisterTransitMatrix([[int(value) for value in row] for row in matrix])
    return number


def _capacity(problem: Routing, rows: list[int], manager: Any, model: Any) -> None:
    del manager
    amounts = model.RegisterUnaryTransitVector([0, *problem.amounts])
    rooms = [problem.vehicles[row].room for row in rows]
    model.AddDimensionWithVehicleCapacity(amounts, 0, rooms, True, "boxes")


def _times(problem: Routing, rows: list[int], manager: Any, model: Any) -> None:
    stay = np.array([0, *problem.minutes])
    by_mode = [_matrix(model, manager, ways + stay[:, None]) for ways in problem.ways]
    last = max(row.due for row in problem.vehicles)
    spans = [by_mode[problem.vehicles[row].mode] for row in rows]
    model.AddDimensionWithVehicleTransits(spans, last, last, False, "time")
    time = model.GetDimensionOrDie("time")
    for at, (first, due) in enumerate(zip(problem.firsts, problem.dues, strict=True)):
        time.CumulVar(manager.NodeToIndex(at + 1)).SetRange(first, due)
    for vehicle, row in enumerate(rows):
        span = problem.vehicles[row]
        time.CumulVar(model.Start(vehicle)).SetRange(span.first, span.due)
        time.CumulVar(model.End(vehicle)).SetRange(span.first, span.due)
        if span.longest < EVER:
            time.SetSpanUpperBoundForVehicle(span.longest, vehicle)


def _read(rows: list[int], manager: Any, model: Any, found: Any) -> Iterator[Tour]:
    for vehicle, row in enumerate(rows):
        index, customers = found.Value(model.NextVar(model.Start(vehicle))), []
        while not model.IsEnd(index):
            customers.append(manager.IndexToNode(index) - 1)
            index = found.Value(model.NextVar(index))
        if customers:
            yield row, customers


PEERS = {"pyvrp": partial(solve, pyvrp), "vroom": partial(solve, vroom), "ortools": partial(solve, ortools)}
NEEDS = {"pyvrp": "pyvrp", "vroom": "vroom"}
"""Of the `bench` extra, by the module."""
CANNOT = {"vroom": (frozenset(group for _, group in lunch.names()), "it cannot bound how long a tour lasts")}
"""Sets that a peer refuses, and why."""
