"""Visits that come without what they follow."""

from tests.eldercare.planning.stranger.book import Json
from tests.eldercare.planning.stranger.finding import a_visit


def apart(problem: Json, solution: Json) -> None:
    """On one day what it follows is left out, on another it is itself."""
    _, need = a_visit(problem, solution, lambda part, need: bool(need["after"]))
    both = [
        day for day in need["days"] if {f"{need['key']}@{day}", f"{need['after']}@{day}"} <= {*solution["occurrences"]}
    ]
    solution["occurrences"].remove(f"{need['after']}@{both[0]}")
    solution["occurrences"].remove(f"{need['key']}@{both[1]}")
