"""The spine: everybody who can stand in for one another, component by component."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpSolver

from solver.budget import Budget, Stopwatch, guarded
from solver.cpsat import solver_of
from solver.groups import groups
from solver.interrupt import solved
from solver.pauses.model import Group, PausesModel
from solver.pauses.problem import Member, PausesProblem
from solver.pauses.solution import Pause, PausesSolution
from solver.pauses.starts import possible_starts, unease
from solver.result import Result

WORK = 0.2
"""CP-SAT's deterministic time for one level of a component at effort 1; few need a hundredth of it."""


def solve(problem: PausesProblem, budget: Budget) -> Result[PausesSolution]:
    """A pause for each member who has one; the same problem, seed and effort give the same pauses.

    First the wants are met as far as can be, then somebody of each crew stays, then few are away at once. A member
    without any minute for her pause gets none, which the check names. Cancelled, the rest pause about the middle of
    their bounds. Pauses cost nothing: `cost` is 0; `work` is in CP-SAT's deterministic time.
    """
    watch = guarded(budget)
    found: list[Pause] = []
    work, proven = 0.0, True
    for component in components(problem):
        pauses, spent, best = _search(component, budget, watch)
        found += pauses
        work += spent
        proven = proven and best
    order = {member.key: at for at, member in enumerate(problem.members)}
    return Result(
        solution=PausesSolution(tuple(sorted(found, key=lambda pause: order[pause.member]))),
        cost=0,
        proven=proven,
        work=work,
        seconds=watch.elapsed,
        reproducible=watch.reproducible,
    )


def components(problem: PausesProblem) -> list[PausesProblem]:
    """Parts that share no crew, in the order of their first members."""
    members = problem.members
    found = []
    for numbers in groups([member.crews for member in members]):
        crews = {crew for number in numbers for crew in members[number].crews}
        here = tuple(members[number] for number in numbers)
        found.append(replace(problem, members=here, wants=tuple(one for one in problem.wants if one.crew in crews)))
    return found


def _search(problem: PausesProblem, budget: Budget, watch: Stopwatch) -> tuple[list[Pause], float, bool]:
    """Level after level, none at the cost of the one before."""
    built = PausesModel(problem)
    found, work, proven = _at_ease(problem.members), 0.0, True
    for level in built.levels:
        if watch.stop():
            return found, work, False
        solver = _solver(budget)
        built.model.minimize(level)
        status = solved(solver, built.model, watch)
        work += solver.response_proto.deterministic_time
        if status not in (OPTIMAL, FEASIBLE):
            return found, work, False
        proven = proven and status == OPTIMAL
        found = [pause for group in built.groups for pause in _pauses(group, solver)]
        built.model.add(level <= round(solver.objective_value))
    return found, work, proven


def _solver(budget: Budget) -> CpSolver:
    solver = solver_of(budget.seed)
    solver.parameters.max_deterministic_time = WORK * budget.effort
    return solver


def _pauses(group: Group, solver: CpSolver) -> Iterator[Pause]:
    """The members of a group in turn."""
    starts = [start for start, heads in sorted(group.starts.items()) for _ in range(solver.value(heads))]
    for member, start in zip(group.members, starts, strict=True) if group.starts else ():
        yield Pause(member.key, start)


def _at_ease(members: Iterable[Member]) -> list[Pause]:
    found = []
    for member in members:
        starts = possible_starts(member)
        if starts:
            found.append(Pause(member.key, min(starts, key=lambda start: (unease(member, start), start))))
    return found
