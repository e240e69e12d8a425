"""Whatever the crews: everybody who can pauses once, the choice is the best there is, and the same every time."""

from dataclasses import replace

import pytest
from hypothesis import given

from solver.budget import Budget
from solver.pauses.check import check
from solver.pauses.problem import Member, PausesProblem, Want
from solver.pauses.solution import PausesSolution
from solver.pauses.solve import components, solve
from tests.solver.pauses.cases import cheapest, choices, cook, cost, problems
from tests.solver.random_cases import random_cases

many = random_cases(60)


def starts_of(problem: PausesProblem) -> list[int | None]:
    """When each member pauses, of a solution that has passed its check."""
    solution = solve(problem, Budget()).solution
    assert check(problem, solution) == []
    return _in_order(problem, solution)


def _in_order(problem: PausesProblem, solution: PausesSolution) -> list[int | None]:
    starts = {pause.member: pause.start for pause in solution.pauses}
    return [starts.get(member.key) for member in problem.members]


def _without_a_minute(problem: PausesProblem) -> set[str]:
    return {member.key for member in problem.members if member.minutes and choices(member) == [None]}


@many
@given(problems())
def test_everybody_who_has_a_minute_for_it_pauses(problem: PausesProblem) -> None:
    breaches = check(problem, solve(problem, Budget()).solution)
    assert {(breach.rule, breach.key) for breach in breaches} == {
        ("break_taken", key) for key in _without_a_minute(problem)
    }


@many
@given(problems(people=3))
def test_no_other_choice_is_better(problem: PausesProblem) -> None:
    result = solve(problem, Budget())
    assert result.proven
    assert cost(problem, _in_order(problem, result.solution)) == cheapest(problem)


@many
@given(problems())
def test_the_same_problem_has_the_same_pauses_and_what_is_settled_stays(problem: PausesProblem) -> None:
    solution = solve(problem, Budget()).solution
    assert solve(problem, Budget()).solution == solution
    settled = {pause.member: pause.start for pause in solution.pauses}
    again = replace(
        problem, members=tuple(replace(member, settled=settled.get(member.key)) for member in problem.members)
    )
    assert solve(again, Budget()).solution == solution


@many
@given(problems())
def test_components_share_no_crew_and_lose_nobody(problem: PausesProblem) -> None:
    parts = components(problem)
    assert sorted(member.key for part in parts for member in part.members) == sorted(
        member.key for member in problem.members
    )
    crews = [{crew for member in part.members for crew in member.crews} for part in parts]
    assert sum(map(len, crews)) == len(set().union(*crews))
    assert all(want.crew in known for part, known in zip(parts, crews, strict=True) for want in part.wants)


@many
@given(problems())
def test_cancelled_it_still_gives_everybody_her_pause(problem: PausesProblem) -> None:
    result = solve(problem, Budget(cancelled=lambda: True))
    assert {breach.key for breach in check(problem, result.solution)} == _without_a_minute(problem)


def test_who_is_alone_pauses_in_the_middle_of_her_bounds() -> None:
    assert starts_of(PausesProblem((cook(),))) == [705]


def test_two_pause_one_after_the_other_and_somebody_stays() -> None:
    first, second = starts_of(PausesProblem((cook("lin"), cook("chen"))))
    assert first is not None
    assert second is not None
    assert first + 30 <= second


def test_nobody_pauses_while_she_is_wanted_if_there_is_another_time() -> None:
    packing = Want("hall", 660, 735, 1)
    assert starts_of(PausesProblem((cook(),), (packing,))) == [735]


def test_little_lacks_for_long_rather_than_much_for_a_moment() -> None:
    """At ten to one she would be missed least in all, but most of all at three minutes to one."""
    wants = (Want("hall", 660, 757, 2), Want("hall", 757, 760, 6))
    assert starts_of(PausesProblem((cook(),), wants, 6)) == [705]


def test_who_leaves_early_pauses_when_the_next_is_there() -> None:
    early, late = replace(cook("lin"), end=735), replace(cook("chen"), start=700, minutes=0)
    assert starts_of(PausesProblem((early, late))) == [705, None]


def test_between_two_rounds_there_is_a_minute_off_the_quarter() -> None:
    assert starts_of(PausesProblem((cook(busy=((650, 701), (731, 780))),))) == [701]


def test_a_whole_house_at_one_canteen_takes_turns() -> None:
    """Two hundred of two shifts: at no minute are more away than must be."""
    house = tuple(
        Member(f"m{number}", ("hall",), *((480, 1020) if number % 2 else (420, 960)), 60, 660, 840)
        for number in range(200)
    )
    problem = PausesProblem(house, (Want("hall", 540, 960, 130 * 2520),), 2520)
    starts = starts_of(problem)
    away = [sum(start is not None and start <= minute < start + 60 for start in starts) for minute in range(660, 840)]
    assert max(away) == 67


@pytest.mark.parametrize(("fault", "changed"), [("empty duty", {"end": 480}), ("does not fit", {"latest": 680})])
def test_a_member_refuses_what_cannot_be(fault: str, changed: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=fault):
        replace(cook(), **changed)  # type: ignore[arg-type]


def test_nobody_stands_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        PausesProblem((cook(), cook()))


def test_who_was_told_a_minute_pauses_then_though_another_is_nearer_the_middle() -> None:
    told = replace(cook("lin"), told=667)
    assert starts_of(PausesProblem((told, cook("mei")))) == [667, 705]


def test_who_is_busy_at_the_minute_she_was_told_pauses_as_near_to_it_as_she_can() -> None:
    told = replace(cook("lin", busy=((670, 700),)), told=680)
    assert starts_of(PausesProblem((told,))) == [700]


def test_a_wave_is_packed_whatever_the_cook_was_told() -> None:
    told = replace(cook("lin", "hall"), told=690)
    (start,) = starts_of(PausesProblem((told,), (Want("hall", 680, 720, 1),)))
    assert start == 720
