"""Each kind of thing that happens, on the small street; every repair ends in the independent check."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from solver.budget import Budget, Progress
from solver.repair import search as search_module
from solver.repair import solve as solve_module
from solver.repair.problem import ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit
from solver.repair.solve import solve
from solver.repair.standing import pauses_told
from solver.result import Result
from solver.visits.problem import VisitsProblem
from solver.visits.solution import VisitsSolution
from solver.week.problem import DAY
from solver.week.solve import solve as solve_week

from .example import LITTLE, busy_day, happens, morning, published, repaired, street, urgent, visits_of


def test_nothing_happens_and_nothing_changes() -> None:
    repair = repaired(happens(None, 0)).solution
    assert (repair.solution, repair.changes, repair.better) == (published(), (), False)


def test_who_is_ill_tomorrow_is_replaced_and_few_are_told() -> None:
    day, carer = busy_day()
    result = repaired(happens(SickCall(carer, day), morning(day) - DAY + 480 if day else 0))
    repair, hers = result.solution, {part.stop for part in visits_of(published(), day) if part.carer == carer}
    assert carer not in {part.carer for part in visits_of(repair.solution, day)}
    assert hers <= {change.key for change in repair.changes}
    assert repair.better
    told = sum(match.amount for match in result.matches if match.rule == "changed_after_publish")
    assert told >= len(hers)


def test_who_falls_ill_at_work_keeps_what_she_has_begun() -> None:
    day, carer = busy_day()
    first = next(part for part in visits_of(published(), day) if part.carer == carer)
    repair = repaired(happens(SickCall(carer, day), first.start + 5)).solution
    still = [part for part in visits_of(repair.solution, day) if part.carer == carer]
    assert [(part.stop, part.start) for part in still] == [(first.stop, first.start)]


def test_nobody_else_may_come_and_the_visit_says_which_rule_stopped_it() -> None:
    """She alone goes to some elders all week."""
    day, carer = busy_day()
    week, others = street(), frozenset({"carer0", "carer1", "carer2"} - {carer})
    came = {(part.stop.rpartition("@")[0], part.carer) for at in range(7) for part in visits_of(published(), at)}
    only_hers = {key for key, who in came if who == carer} - {key for key, who in came if who in others}
    visits = tuple(replace(need, excluded=others) if need.key in only_hers else need for need in week.units[0].visits)
    asked = replace(week, units=(replace(week.units[0], visits=visits),))
    repair = repaired(happens(SickCall(carer, day), 0, asked)).solution
    left = {need.key: need.rule for need in repair.solution.not_planned if need.kind == "visit"}
    assert left == {
        part.stop: "excluded_pair" for part in visits_of(published(), day) if part.stop.rpartition("@")[0] in only_hers
    }
    assert left


def test_an_urgent_visit_finds_its_place() -> None:
    day, _ = busy_day()
    repair = repaired(happens(UrgentVisit("centre", urgent(day)), morning(day, 430))).solution
    (change,) = [change for change in repair.changes if change.key == f"urgent@{day}"]
    assert (change.before, change.elder) == (None, "elder0")
    assert change.after is not None
    assert change.after.start >= morning(day, 460)


def test_an_urgent_visit_that_nobody_may_give_stays_open_with_its_rule() -> None:
    day, _ = busy_day()
    problem = happens(UrgentVisit("centre", urgent(day, skill="tube_feeding")), morning(day, 430))
    repair = repaired(problem).solution
    assert [(need.key, need.rule) for need in repair.solution.not_planned] == [(f"urgent@{day}", "skill")]
    assert (repair.changes, repair.better) == ((), False)


def test_an_urgent_visit_to_a_door_off_the_map_is_not_located() -> None:
    day, _ = busy_day()
    repair = repaired(happens(UrgentVisit("centre", urgent(day, place=None)), morning(day, 430))).solution
    assert [(need.key, need.rule) for need in repair.solution.not_planned] == [(f"urgent@{day}", "located")]


def test_what_can_no_longer_be_reached_is_frozen() -> None:
    day, _ = busy_day()
    problem = happens(UrgentVisit("centre", urgent(day, earliest=450, latest=470)), morning(day, 450))
    repair = repaired(problem).solution
    assert [(need.key, need.rule) for need in repair.solution.not_planned] == [(f"urgent@{day}", "frozen")]


def test_all_of_an_elder_who_is_away_falls_away_and_nobody_else_is_told() -> None:
    repair = repaired(happens(Hold("elder0", 1, 6), morning(1))).solution
    keys = {change.key for change in repair.changes}
    assert {f"lunch0@{day}" for day in range(1, 7)} <= keys
    assert all(change.asked for change in repair.changes)
    assert repair.elders == frozenset()
    assert not any("wash0@" in key for key in repair.solution.occurrences if int(key[-1]) >= 1)


def test_a_guest_who_is_away_leaves_her_seat() -> None:
    repair = repaired(happens(Hold("elder10", 2, 2), morning(2))).solution
    assert {change.key for change in repair.changes} == {"seat10@2", "lunch10@2"}


@pytest.mark.parametrize(("promised", "stays"), [(None, True), ("centre", False)])
def test_a_seat_stays_that_a_meal_is_on_its_way_to_for_its_sake(promised: str | None, stays: bool) -> None:
    """Her lunch has left when she is taken ill, before she sits there from eleven on: promised at home, it has left for
    her seat; promised in the room, it goes there anyway.
    """
    week = street()
    unit = week.units[0]
    meals = tuple(replace(need, eats_at=promised) if need.elder == "elder10" else need for need in unit.meals)
    seats = tuple(replace(need, start=660) if need.elder == "elder10" else need for need in unit.seats)
    week = replace(week, units=(replace(unit, meals=meals, seats=seats),))
    told = solve_week(week, LITTLE).solution
    (wave,) = {place.supply.rpartition("/")[0] for place in told.meals if place.request == "lunch10@2"}
    leaves = next(one.leaves for one in week.kitchens[0].waves if one.key == wave)
    assert leaves < 660
    repair = repaired(RepairProblem(week, told, morning(2, leaves - 20), Hold("elder10", 2, 2))).solution
    assert {change.key for change in repair.changes} == (set() if stays else {"seat10@2"})
    assert ("seat10@2" in {place.request for place in repair.solution.seats}) is stays
    assert "lunch10@2" in {place.request for place in repair.solution.meals}


def test_what_has_begun_is_not_held_back() -> None:
    day, _ = busy_day()
    first = visits_of(published(), day)[0]
    elder = next(need.elder for need in street().units[0].visits if first.stop.startswith(f"{need.key}@"))
    repair = repaired(happens(Hold(elder, day, day), first.start + 1)).solution
    assert first in visits_of(repair.solution, day)


def test_a_late_runner_comes_later_or_somebody_else_comes() -> None:
    day, carer = busy_day()
    first, second = [part for part in visits_of(published(), day) if part.carer == carer][:2]
    repair = repaired(happens(LateRunner(carer, 60), first.start + 5)).solution
    kept = [part for part in visits_of(repair.solution, day) if part.stop == second.stop]
    assert kept
    assert all(part.carer != carer or part.start >= second.start for part in kept)


def test_who_is_late_past_the_end_of_her_shift_comes_to_nobody() -> None:
    day, carer = busy_day()
    first = next(part for part in visits_of(published(), day) if part.carer == carer)
    repair = repaired(happens(LateRunner(carer, 600), first.start + 5)).solution
    assert [part.stop for part in visits_of(repair.solution, day) if part.carer == carer] == [first.stop]


def test_the_same_answer_every_time() -> None:
    day, carer = busy_day()
    problem = happens(SickCall(carer, day), morning(day, 300))
    first, second, side_by_side = repaired(problem), repaired(problem), repaired(problem, replace(LITTLE, workers=2))
    assert first.solution.solution == second.solution.solution == side_by_side.solution.solution
    assert (first.cost, first.reproducible) == (second.cost, True)


def print_a_repair() -> None:
    """Of the week and of its repair, in a process of its own."""
    day, carer = busy_day()
    repair = repaired(happens(SickCall(carer, day), morning(day, 300))).solution
    print(published(), repair.solution, repair.changes, sorted(repair.elders))


def test_neither_a_week_nor_its_repair_hangs_on_the_order_of_hashes() -> None:
    processes = [
        subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", f"from {__name__} import print_a_repair; print_a_repair()"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    one, other = (process.communicate()[0] for process in processes)
    assert one == other
    assert "Assignment" in one


def test_one_search_that_fails_ends_the_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(problem: VisitsProblem, budget: Budget) -> Result[VisitsSolution]:
        raise ArithmeticError(len(problem.stops))

    monkeypatch.setattr(search_module, "solve_visits", fails)
    day, carer = busy_day()
    with pytest.raises(ArithmeticError):
        solve(happens(SickCall(carer, day), morning(day, 300)), replace(LITTLE, workers=2))


def test_cancelled_it_lets_stand_what_can_stand() -> None:
    """What lost its carer is put where there is room beside it; somebody would have to make way for one visit."""
    day, carer = busy_day()
    problem = happens(SickCall(carer, day), morning(day, 300))
    result = repaired(problem, Budget(cancelled=lambda: True))
    assert not result.reproducible
    stands = {(part.stop, part.carer, part.start) for part in visits_of(published(), day) if part.carer != carer}
    assert stands < {(part.stop, part.carer, part.start) for part in visits_of(result.solution.solution, day)}
    assert (result.work, len(result.solution.solution.not_planned)) == (0.0, 1)
    assert not repaired(problem).solution.solution.not_planned


def test_past_its_guard_it_ends_like_one_that_was_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    day, carer = busy_day()
    problem = happens(SickCall(carer, day), morning(day, 300))
    cancelled = repaired(problem, Budget(cancelled=lambda: True))
    monkeypatch.setattr(solve_module, "GUARD_SECONDS", 0.0)
    ended = repaired(problem, Budget())
    assert not ended.reproducible
    assert ended.work == 0.0
    assert ended.solution.solution == cancelled.solution.solution


def test_progress_is_told_step_by_step_and_of_no_search_within_a_step() -> None:
    """Also where kitchens are driven and days searched, in several threads."""
    day, carer = busy_day()
    for case in (SickCall(carer, day), ClosedKitchen(f"pot/lunch/1@{day}")):
        told: list[Progress] = []
        solve(happens(case, morning(day, 300)), replace(LITTLE, workers=2, on_progress=told.append))
        steps = ["portions", "rounds", "routes", "pauses"]
        assert [(one.phase, one.done, one.total) for one in told] == [(step, at, 4) for at, step in enumerate(steps)]


def test_who_pauses_while_her_next_visit_is_lost_goes_on_pausing() -> None:
    """Both carers of a bath are held up or alone; their pauses were on their routes and have begun."""
    bath = next(part for at in range(7) for part in visits_of(published(), at) if part.stop.startswith("bath8@"))
    day, told = bath.start // DAY, pauses_told(happens(None, 0), bath.start // DAY)
    begun = told[bath.carer] + 10
    assert begun < bath.start
    repair = repaired(happens(LateRunner(bath.carer, 300), begun)).solution
    assert pauses_told(replace(happens(None, 0), published=repair.solution), day)[bath.carer] == told[bath.carer]


def test_by_the_clock_it_says_that_it_cannot_be_had_again() -> None:
    day, carer = busy_day()
    result = repaired(happens(SickCall(carer, day), morning(day, 300)), Budget(seconds=0.3))
    assert not result.reproducible
