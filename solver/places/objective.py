"""What places cost the exact search: first those who wait, then the options taken, in one number."""

from dataclasses import dataclass
from math import gcd

from ortools.sat.python import cp_model

from solver.places.parts import Part
from solver.places.variables import Variables


@dataclass(frozen=True, slots=True)
class Goal:
    """`total` = open price ÷ `unit` × `above_all` + option cost; `above_all` is more than all options can cost."""

    total: cp_model.LinearExprT
    unit: int
    above_all: int

    def open_bound(self, total: float) -> int:
        """The least open price of a plan whose total is at least this."""
        return int(total // self.above_all) * self.unit


def goal_of(part: Part, variables: Variables) -> Goal:
    """not_planned above all, then travel."""
    unit = gcd(*(request.open_price for request in part.requests))
    above_all = 1 + sum(max(option.cost for option in request.options) for request in part.requests)
    waits = [variables.waits[request.key] for request in part.requests]
    places = [variables.place[request.key, option.supply] for request in part.requests for option in request.options]
    prices = [request.open_price // unit * above_all for request in part.requests]
    costs = [option.cost for request in part.requests for option in request.options]
    return Goal(cp_model.LinearExpr.weighted_sum([*waits, *places], [*prices, *costs]), unit, above_all)
