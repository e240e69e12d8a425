"""Each case repaired and checked, its day laid out, visits of it ranked, hand moves weighed; what all of that took."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from solver.bench.family import Spending
from solver.budget import Budget
from solver.repair.board import board_of
from solver.repair.check import check, untouched
from solver.repair.move import Move, verdict
from solver.repair.problem import ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit
from solver.repair.ranking import rank
from solver.repair.solution import Repair
from solver.repair.solve import solve
from solver.result import Result
from solver.rules import CLASS_WEIGHT

T = TypeVar("T")
QUESTIONS = 5
"""Visits ranked and moves weighed on the day of each case."""


@dataclass(slots=True)
class Tally:
    """Seconds of each case by kind of answer, wall and CPU; how many rules are broken, and parts touched."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    violations: int = 0
    touched: int = 0
    better: int = 0
    reproducible: bool = True
    """Every repair, whatever the seconds were."""
    elders: int = 0
    changes: int = 0
    compared: list["Compared"] = field(default_factory=list)

    def timed(self, name: str, work: Callable[[], T]) -> T:
        wall, cpu = time.perf_counter(), time.process_time()
        answer = work()
        self.seconds.setdefault(name, []).append(time.perf_counter() - wall)
        self.cpu.setdefault(name, []).append(time.process_time() - cpu)
        return answer


@dataclass(frozen=True, slots=True)
class Compared:
    """Changes of a repair, and of one with more effort; what each leaves open, weighed by class."""

    kind: str
    changes: int
    fewest: int
    left_open: int
    least_open: int
    seconds: float
    """By the wall, of the longer one."""

    @property
    def alike(self) -> bool:
        """Only where the same is planned do changes compare."""
        return self.left_open == self.least_open


def run(cases: Sequence[RepairProblem], spending: Spending, compared: int, longer: float) -> Tally:
    """`compared` of the cases that took a search are repaired once more, `longer` times the effort, another seed."""
    tally, dice = Tally(), random.Random(spending.seed)
    usual = Budget(effort=spending.effort, workers=spending.workers, seed=spending.seed)
    more = replace(usual, effort=longer * spending.effort, seed=spending.seed + 1)
    for problem in cases:
        result = tally.timed("repair", partial(solve, problem, usual))
        _count(tally, problem, result)
        _ask(tally, problem, dice)
        if result.work and len(tally.compared) < compared:
            tally.compared.append(_compare(problem, result, solve(problem, more)))
    return tally


def _count(tally: Tally, problem: RepairProblem, result: Result[Repair]) -> None:
    repair = result.solution
    tally.violations += len(check(problem, repair.solution))
    tally.touched += len(untouched(problem, repair.solution))
    tally.better += repair.better
    tally.reproducible &= result.reproducible
    tally.elders += len(repair.elders)
    tally.changes += changes_of(repair)


def _ask(tally: Tally, problem: RepairProblem, dice: random.Random) -> None:
    """Of the case's day as it stands, where its unit visits: any visit; and any carer at its minute or about it.

    The board is prepared once for all of them and has a time of its own: whoever asks first waits for both.
    """
    unit, day = day_of(problem)
    if not any(one.visits for one in problem.week.units if one.key == unit):
        return
    stands = RepairProblem(problem.week, problem.published, problem.now, None)
    board = tally.timed("board", partial(board_of, stands, unit, day))
    for _ in range(QUESTIONS if board.stops and board.carers else 0):
        visit = dice.choice(list(board.stops))
        tally.timed("ranking", partial(rank, board, visit))
        stop = board.stops[visit]
        carers = tuple(dice.sample(list(board.carers), min(stop.carers, len(board.carers))))
        move = Move(visit, carers, stop.earliest + dice.randrange(stop.latest - stop.earliest + 1))
        tally.timed("move", partial(verdict, board, move))


def _compare(problem: RepairProblem, found: Result[Repair], best: Result[Repair]) -> Compared:
    few, fewest = changes_of(found.solution), changes_of(best.solution)
    return Compared(
        kind=type(problem.case).__name__,
        changes=few,
        fewest=min(few, fewest) if _open(found) == _open(best) else fewest,
        left_open=_open(found),
        least_open=_open(best),
        seconds=best.seconds,
    )


def changes_of(repair: Repair) -> int:
    """Of what was announced; what is asked for anew is none."""
    return sum(not change.asked and change.before is not None for change in repair.changes)


def _open(result: Result[Repair]) -> int:
    left = result.solution.solution.not_planned
    return sum(CLASS_WEIGHT[need.priority_class] * need.minutes for need in left)


def day_of(problem: RepairProblem) -> tuple[str, int]:
    """The unit and day that the case is about: the kitchen's and its wave's, or the first day of an elder who is away.

    Raises ValueError where nothing has happened.
    """
    match problem.case:
        case SickCall(employee, day):
            return problem.unit_of(employee)[0].key, day
        case LateRunner(employee, _):
            return problem.unit_of(employee)[0].key, problem.today
        case UrgentVisit(unit, need):
            return unit, need.days[0]
        case Hold(elder, first, _):
            units = problem.week.units
            return next(unit.key for unit in units if any(need.elder == elder for need in unit.visits)), first
        case ClosedKitchen(key):
            kitchen, wave = problem.wave_called(key)
            return next(one.unit for one in problem.week.facilities if one.key == kitchen.facility), wave.day
        case None:
            raise ValueError("nothing has happened")
