"""A problem of places as JSON, field by field as `solver/places/problem.py` names them, and an answer to it."""

from pathlib import Path

import msgspec

from solver.bench.reading import reading
from solver.places.problem import PlacesProblem
from solver.places.solution import PlacesSolution


def read(path: Path) -> PlacesProblem:
    """Raises InstanceError."""
    with reading(path, "the whole", "remove the file and it is drawn again"):
        return msgspec.json.decode(path.read_bytes(), type=PlacesProblem)


def text_of(problem: PlacesProblem) -> str:
    return msgspec.json.encode(problem, order="deterministic").decode()


def solution_text(solution: PlacesSolution) -> str:
    return msgspec.json.encode(solution, order="deterministic").decode()
