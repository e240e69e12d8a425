"""A week as a plan document (docs/formats.md): the problem of one that is answered or not, or of an exported plan."""

from pathlib import Path

from solver.week.document import problem_in, written
from solver.week.problem import WeekProblem
from solver.week.solution import WeekSolution


def read(path: Path) -> WeekProblem:
    """Of an export with several plans the first one's."""
    return problem_in(path.read_bytes())


def solution_text(problem: WeekProblem, solution: WeekSolution) -> str:
    """The whole document: with it every hard rule can be checked by whoever likes to."""
    return written(problem, solution).decode()
