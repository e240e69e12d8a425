"""What the exact search decides: which option serves each request."""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.places.parts import Part


@dataclass(frozen=True, slots=True)
class Variables:
    """`place[request, supply]` is true when the supply serves the request, `waits[request]` when none does."""

    place: dict[tuple[str, str], cp_model.IntVar]
    waits: dict[str, cp_model.IntVar]


def make_variables(model: cp_model.CpModel, part: Part) -> Variables:
    """One choice for each option of each request, and one to wait."""
    place = {
        (request.key, option.supply): model.new_bool_var("") for request in part.requests for option in request.options
    }
    return Variables(place, {request.key: model.new_bool_var("") for request in part.requests})
