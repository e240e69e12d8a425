"""The hard rules of places as constraints."""

from ortools.sat.python import cp_model

from solver.places.parts import Part
from solver.places.variables import Variables


def add_constraints(model: cp_model.CpModel, part: Part, variables: Variables) -> None:
    """elder_in_one_place for every request, then kitchen_portions, kitchen_diet, zone_seats and staff_ratio."""
    _one_place_or_wait(model, part, variables)
    _limits(model, part, variables)


def _one_place_or_wait(model: cp_model.CpModel, part: Part, variables: Variables) -> None:
    """Each request is served once or waits."""
    for request in part.requests:
        places = [variables.place[request.key, option.supply] for option in request.options]
        model.add_exactly_one([*places, variables.waits[request.key]])


def _limits(model: cp_model.CpModel, part: Part, variables: Variables) -> None:
    """No limit gives more than it has."""
    for key, limit in part.limits.items():
        drawn = [
            (variables.place[request.key, option.supply], limit.units(request))
            for request in part.requests
            for option in request.options
            if key in part.draws[option.supply]
        ]
        places, units = zip(*drawn, strict=True)
        model.add(cp_model.LinearExpr.weighted_sum(places, units) <= limit.capacity)
