"""break_taken: one way to keep it and every way to break it."""

import pytest

from solver.pauses.check import check
from solver.pauses.problem import PausesProblem
from solver.pauses.solution import Pause, PausesSolution
from tests.solver.pauses.cases import cook


def broken(problem: PausesProblem, *pauses: tuple[str, int]) -> set[tuple[str, str]]:
    found = check(problem, PausesSolution(tuple(Pause(*pause) for pause in pauses)))
    return {(breach.rule, breach.key) for breach in found}


ALONE = PausesProblem((cook(busy=((700, 720),)),))


@pytest.mark.parametrize("start", [660, 670, 720, 750])
def test_break_taken_kept_beside_what_she_is_busy_with(start: int) -> None:
    assert broken(ALONE, ("lin", start)) == set()


@pytest.mark.parametrize("start", [659, 671, 719, 751])
def test_break_taken_broken_out_of_bounds_or_on_a_round(start: int) -> None:
    assert broken(ALONE, ("lin", start)) == {("break_taken", "lin")}


def test_break_taken_broken_when_missing_or_doubled() -> None:
    assert broken(ALONE) == {("break_taken", "lin")}
    assert broken(ALONE, ("lin", 660), ("lin", 720)) == {("break_taken", "lin")}


def test_break_taken_broken_by_a_pause_of_somebody_who_has_none() -> None:
    assert broken(ALONE, ("lin", 660), ("chen", 660)) == {("break_taken", "chen")}
