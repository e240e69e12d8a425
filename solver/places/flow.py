"""The cheapest places where limits nest: a minimum-cost flow, proven optimal.

Limits that nest are the arcs of a tree, and a flow of least cost is whole where all capacities are: R. K. Ahuja, T. L.
Magnanti and J. B. Orlin, "Network Flows" (1993).
"""

from itertools import chain

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # type: ignore[import-untyped]  # it ships none

from solver.places.nesting import Tree
from solver.places.parts import Chosen, Part


def cheapest_flow(part: Part, tree: Tree) -> Chosen:
    """Places under the tree's limits with the least open price, and of those the least option cost.

    Nodes: one a request, one a supply, one a limit, the sink last. Which requests can be served together under
    nested limits is a matroid, so the set with the least open price depends on the order of the prices alone:
    arcs carry ranks instead of prices, which keeps every cost far from the 64-bit edge. Raises RuntimeError
    when the flow library refuses the network.
    """
    requests = len(part.requests)
    node = {key: requests + at for at, key in enumerate(chain(part.draws, (f"limit {key}" for key in tree.heads)))}
    sink = requests + len(node)
    places = [
        (at, node[option.supply], 1, option.cost)
        for at, request in enumerate(part.requests)
        for option in request.options
    ]
    arcs = np.array([*places, *_waiting(part, sink), *_limits(part, tree, node, sink)], dtype=np.int64)
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(arcs[:, 0], arcs[:, 1], arcs[:, 2], arcs[:, 3])
    flow.set_nodes_supplies(np.arange(requests), np.ones(requests, dtype=np.int64))
    flow.set_node_supply(sink, -requests)
    if (status := flow.solve()) != flow.OPTIMAL:
        raise RuntimeError(f"min-cost flow ended {status}")
    used = flow.flows(np.arange(len(places)))
    options = ((request.key, option.supply) for request in part.requests for option in request.options)
    return {key: supply for (key, supply), units in zip(options, used, strict=True) if units}


def _waiting(part: Part, sink: int) -> list[tuple[int, int, int, int]]:
    ranks = {price: rank for rank, price in enumerate(sorted({request.open_price for request in part.requests}), 1)}
    above_all = 1 + sum(max(option.cost for option in request.options) for request in part.requests)
    return [(at, sink, 1, above_all * ranks[request.open_price]) for at, request in enumerate(part.requests)]


def _limits(part: Part, tree: Tree, node: dict[str, int], sink: int) -> list[tuple[int, int, int, int]]:
    def into(limit: str | None) -> int:
        return sink if limit is None else node[f"limit {limit}"]

    everybody = len(part.requests)
    supplies = [(node[supply], into(limit), everybody, 0) for supply, limit in tree.lowest.items()]
    limits = [(into(key), into(tree.parent[key]), heads, 0) for key, heads in tree.heads.items()]
    return supplies + limits
