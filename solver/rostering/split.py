"""Parts of a unit that share nobody and nothing: cooks do not wait for carers."""

from collections.abc import Iterable
from dataclasses import replace

from solver.groups import groups
from solver.rostering.index import Index
from solver.rostering.problem import Curve, RosterProblem
from solver.rostering.solution import Duty


def split(index: Index, duties: Iterable[Duty]) -> list[tuple[RosterProblem, list[Duty]]]:
    """Independent problems with their possible duties, smallest first; the last holds whoever and whatever has none."""
    listed = list(duties)
    together = groups([(("employee", duty.employee), _node(index, duty.cover)) for duty in listed])
    owned = [[listed[number] for number in numbers] for numbers in together]
    parts = [(_part(index, own), own) for own in sorted(owned, key=len)]
    return [*parts, (_rest(index, [problem for problem, _ in parts]), [])]


def _node(index: Index, cover: str) -> tuple[str, str]:
    """Curves of one place and job hang together: their heads are served by the same people."""
    target = index.targets[cover]
    return ("curve", f"{target.place}|{target.job}") if isinstance(target, Curve) else ("cover", cover)


def _part(index: Index, duties: list[Duty]) -> RosterProblem:
    people = {duty.employee for duty in duties}
    nodes = {_node(index, duty.cover) for duty in duties}
    problem = index.problem
    return replace(
        problem,
        employees=tuple(employee for employee in problem.employees if employee.key in people),
        covers=tuple(cover for cover in problem.covers if _node(index, cover.key) in nodes),
        curves=tuple(curve for curve in problem.curves if _node(index, curve.key) in nodes),
    )


def _rest(index: Index, parts: list[RosterProblem]) -> RosterProblem:
    problem = index.problem
    people = {employee.key for part in parts for employee in part.employees}
    targets = {cover.key for part in parts for cover in part.covers}
    targets |= {curve.key for part in parts for curve in part.curves}
    return replace(
        problem,
        employees=tuple(employee for employee in problem.employees if employee.key not in people),
        covers=tuple(cover for cover in problem.covers if cover.key not in targets),
        curves=tuple(curve for curve in problem.curves if curve.key not in targets),
    )
