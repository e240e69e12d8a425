"""Tampering with what has begun of a running week: each changes the solution and breaks `frozen`."""

from tests.eldercare.planning.stranger.book import DAY, Json
from tests.eldercare.planning.stranger.tampers import Tamper


def a_begun_visit_that_disappears(problem: Json, solution: Json) -> None:
    routes, stop = _begun(problem, solution)
    routes["assignments"] = [part for part in routes["assignments"] if part["stop"] != stop]
    need = {"kind": "visit", "key": stop, "priority_class": 2, "minutes": 30, "rule": "time_window", "facts": {}}
    solution["not_planned"].append(need)


def a_begun_visit_that_moves(problem: Json, solution: Json) -> None:
    routes, stop = _begun(problem, solution)
    for part in routes["assignments"]:
        part["start"] += (part["stop"] == stop) * DAY // 4


def a_begun_break_that_moves(problem: Json, solution: Json) -> None:
    pause = next(one for one in _pauses(problem, solution) if one["start"] < _begins(problem))
    pause["start"] += 5


def a_break_in_the_past(problem: Json, solution: Json) -> None:
    """Of somebody who was told of one this afternoon."""
    begins = _begins(problem)
    pause = next(one for one in _pauses(problem, solution) if 0 <= one["start"] - begins < DAY // 2)
    pause["start"] = begins - 5


def _begun(problem: Json, solution: Json) -> tuple[Json, str]:
    """The first visit of the running day that has begun, with the routes of its day."""
    begins = _begins(problem)
    return next(
        (routes, part["stop"])
        for routes in solution["routes"]
        for part in routes["assignments"]
        if routes["day"] == begins // DAY and part["start"] < begins
    )


def _pauses(problem: Json, solution: Json) -> list[Json]:
    """Of the people whose week is running, off the routes."""
    (unit,) = (unit for unit in problem["units"] if unit["begins"])
    here = {person["employee"]["key"] for person in unit["people"]}
    return [pause for pause in solution["pauses"] if pause["employee"] in here]


def _begins(problem: Json) -> int:
    minute: int = max(unit["begins"] for unit in problem["units"])
    return minute


FROZEN_TAMPERS: tuple[Tamper, ...] = (
    a_begun_visit_that_disappears,
    a_begun_visit_that_moves,
    a_begun_break_that_moves,
    a_break_in_the_past,
)
