"""A week as a plan document (docs/formats.md): the problem of one that is answered or not, or of an exported plan."""

from pathlib import Path

from solver.bench.reading import reading
from solver.week.document import problem_in, written
from solver.week.problem import WeekProblem
from solver.week.solution import WeekSolution

AGAIN = "remove it and make it again (`python -m eldercare.demo.weeks`), or take another document of a week"


def read(path: Path) -> WeekProblem:
    """Of an export with several plans the first one's. Raises InstanceError."""
    with reading(path, "the whole", AGAIN):
        return problem_in(path.read_bytes())


def solution_text(problem: WeekProblem, solution: WeekSolution) -> str:
    """The whole document: with it every hard rule can be checked by whoever likes to."""
    return written(problem, solution).decode()
