"""Whole solves: what they promise, on days small enough to see through and on one of full size."""

import multiprocessing
from dataclasses import replace

import numpy as np
import pytest

from solver.budget import Budget, Progress
from solver.result import Result
from solver.travel.matrix import Travel
from solver.visits.arrays import arrays_of
from solver.visits.check import check
from solver.visits.objective import cost, matches
from solver.visits.plan import empty_plan
from solver.visits.problem import AnnouncedVisit, Break, Link, VisitsProblem
from solver.visits.solution import VisitsSolution
from solver.visits.solve import around, solve, warm_up

from .example import centre_day
from .small import carer, day, stop

LITTLE = Budget(effort=0.5)


def solved(problem: VisitsProblem, budget: Budget = LITTLE) -> VisitsSolution:
    """The solution, checked, its cost recomputed."""
    result = solve(problem, budget)
    assert check(problem, result.solution) == []
    assert result.cost == cost(matches(problem, result.solution))
    return result.solution


def starts(solution: VisitsSolution) -> dict[tuple[str, str], int]:
    return {(part.stop, part.carer): part.start for part in solution.assignments}


def test_a_day_without_carers_or_stops() -> None:
    assert solved(day([], [])).assignments == ()
    assert solved(day([carer()], [])).assignments == ()
    assert [left.rule for left in solved(day([], [stop()])).not_planned] == ["staff_available"]


def test_a_pair_starts_together() -> None:
    solution = solved(day([carer("lin"), carer("wu")], [stop(carers=2), stop("b", "home2")]))
    assert len({part.start for part in solution.assignments if part.stop == "wash"}) == 1
    assert solution.not_planned == ()


def test_a_pair_waits_for_the_second_carer() -> None:
    late = carer("wu", start=580)
    assert starts(solved(day([carer("lin"), late], [stop(carers=2)])))["wash", "lin"] == 590


def test_a_chain_keeps_its_gap() -> None:
    both = [stop("a", elder="zhou"), stop("b", elder="zhou", latest=800)]
    found = starts(solved(day([carer()], both, Link("a", "b", 60, 90))))
    assert 60 <= found["b", "lin"] - found["a", "lin"] - 30 <= 90


def test_a_chain_pulls_its_first_part_later() -> None:
    both = [stop("a", elder="zhou", latest=800), stop("b", elder="zhou", earliest=700, latest=710)]
    found = starts(solved(day([carer()], both, Link("a", "b", 0, 5))))
    assert found["b", "lin"] - found["a", "lin"] - 30 <= 5


def test_a_pause_falls_between_services() -> None:
    tired = carer(pause=Break(40, 560, 640))
    solution = solved(day([tired], [stop("a"), stop("b", "home2", latest=640)]))
    assert len(solution.pauses) == 1
    assert solution.not_planned == ()


def test_an_elder_who_is_out_is_visited_afterwards() -> None:
    assert starts(solved(day([carer()], [stop(blocked=((530, 595),))])))["wash", "lin"] >= 595


def test_two_services_of_one_elder_follow_each_other() -> None:
    both = [stop("a", elder="zhou"), stop("b", elder="zhou")]
    found = starts(solved(day([carer("lin"), carer("wu")], both)))
    assert len(found) == 2


def test_the_preferred_start_is_met_where_it_can_be() -> None:
    both = [stop("a", preferred_start=570), stop("b", "home2", latest=700, preferred_start=650)]
    found = starts(solved(day([carer()], both)))
    assert found == {("a", "lin"): 570, ("b", "lin"): 650}


def test_the_first_class_is_planned_before_the_fourth() -> None:
    many = [stop(f"s{number}", f"home{number % 3 + 1}", priority_class=4) for number in range(6)]
    many[4] = replace(many[4], priority_class=1, latest=545)
    solution = solved(day([carer()], many))
    assert solution.not_planned
    assert all(left.priority_class == 4 for left in solution.not_planned)


def test_pins_are_kept_and_go_before_every_class() -> None:
    pin = stop("a", priority_class=4, pinned_start=560, pinned_carers=frozenset({"wu"}))
    dear = stop("b", "home2", priority_class=1, earliest=560, latest=560, gender="f")
    solution = solved(day([carer("lin", gender="m"), carer("wu")], [pin, dear]))
    assert starts(solution) == {("a", "wu"): 560}
    assert [left.key for left in solution.not_planned] == ["b"]


def test_of_two_pins_as_long_as_one_another_the_class_decides() -> None:
    light = stop("a", priority_class=4, pinned_start=560)
    severe = stop("b", "home2", priority_class=1, pinned_start=560)
    for stops in ([light, severe], [severe, light]):
        assert starts(solved(day([carer()], stops))) == {("b", "lin"): 560}


def test_what_has_begun_stays_however_long_the_way_to_it_is_by_now() -> None:
    """Before her shift leaves time for the way, and five minutes apart where the way takes ten."""
    first, second, ahead = stop("a"), stop("b", "home2"), stop("c", "home3")
    begun = [
        replace(one, pinned_start=at, earliest=at, latest=at, pinned_carers=frozenset({"lin"}), begun=True)
        for one, at in ((first, 485), (second, 520))
    ]
    solution = solved(day([carer()], [*begun, ahead]))
    assert starts(solution) == {("a", "lin"): 485, ("b", "lin"): 520, ("c", "lin"): 560}
    pinned = [replace(one, begun=False) for one in begun]
    assert "a" in [left.key for left in solved(day([carer()], [*pinned, ahead])).not_planned]


def test_whoever_has_begun_goes_on_to_the_next_door_however_far_her_base_is_by_now() -> None:
    """An hour and a half on foot from the base to either of two doors side by side."""
    far = Travel(("base", "home1", "home2"), {"walk": np.array([[0, 90, 90], [90, 0, 5], [90, 5, 0]], dtype=np.int32)})
    begun = stop("a", pinned_start=510, earliest=510, latest=510, pinned_carers=frozenset({"lin"}), begun=True)
    soon = stop("b", "home2", earliest=545, latest=560)
    assert starts(solved(replace(day([carer()], [begun, soon]), travel=far))) == {("a", "lin"): 510, ("b", "lin"): 545}
    too_soon = replace(soon, earliest=540, latest=544)
    assert len(starts(solved(replace(day([carer()], [begun, too_soon]), travel=far)))) == 1


def test_known_and_designated_carers_come_where_they_can() -> None:
    wanted = stop(faces=frozenset({"wu", "he"}), designated=frozenset({"he"}))
    assert list(starts(solved(day([carer("lin"), carer("wu"), carer("he")], [wanted])))) == [("wash", "he")]


def test_a_day_of_full_size_keeps_to_the_visits_a_carer_may_have() -> None:
    few, many = (replace(centre_day(60, 12, seed=2), most_visits=most) for most in (4, 60))
    assert len(solved(few).assignments) <= 4 * 12 < len(solved(many).assignments)


def test_what_was_announced_is_kept_though_something_else_is_liked_better() -> None:
    told = AnnouncedVisit(580, frozenset({"wu"}))
    wanted = stop(preferred_start=570, faces=frozenset({"lin"}), announced=told)
    assert starts(solved(day([carer("lin"), carer("wu")], [wanted]))) == {("wash", "wu"): 580}
    dear = replace(wanted, preferred_start=540, latest=1000, announced=replace(told, start=941))
    late = day([carer("lin"), carer("wu", end=1100)], [dear])
    assert starts(solved(late)) == {("wash", "wu"): 941}
    assert starts(solved(replace(late, weights={"preferred_time": 10}))) == {("wash", "wu"): 540}


def test_a_day_planned_again_without_a_carer_changes_little_else() -> None:
    problem = centre_day(60, 12, seed=2)
    before = starts(solved(problem))
    told = published(problem, before)
    sick = replace(told, carers=told.carers[1:])
    hers = {stop for stop, carer in before if carer == problem.carers[0].key}
    kept, anew = (changed(before, starts(solved(replace(sick, weights=w)))) for w in ({}, {"changed_after_publish": 0}))
    assert len(kept - hers) <= 2 < len(anew - hers)


def test_a_day_that_can_be_walked_as_it_was_announced_is_left_alone() -> None:
    problem = centre_day(60, 14, seed=3)
    solution = solved(problem)
    assert solution.not_planned == ()
    pauses = {pause.carer: pause.start for pause in solution.pauses}
    carers = tuple(replace(one, told_pause=pauses.get(one.key)) for one in problem.carers)
    told = published(replace(problem, carers=carers), starts(solution))
    again = solve(told, Budget(effort=0.5, seed=9))
    assert check(told, again.solution) == []
    assert starts(again.solution) == starts(solution)
    assert again.work == 0


def test_what_is_held_makes_way_for_what_would_be_left_open() -> None:
    """The new visit only fits when the announced one starts another time."""
    told = stop("told", latest=700, announced=AnnouncedVisit(560, frozenset({"lin"})))
    new = stop("new", "home2", earliest=555, latest=565, priority_class=4)
    kept = starts(solved(day([carer()], [told, new])))
    assert {key for key, _ in kept} == {"told", "new"}
    assert kept["told", "lin"] != 560


def test_there_is_time_left_to_make_way_where_the_clock_rules() -> None:
    told = stop("told", latest=700, announced=AnnouncedVisit(560, frozenset({"lin"})))
    new = stop("new", "home2", earliest=555, latest=565, priority_class=4)
    result = solve(day([carer()], [told, new]), Budget(seconds=2))
    assert (result.solution.not_planned, result.reproducible) == ((), False)


def test_a_pause_makes_way_for_what_would_be_left_open() -> None:
    """Either visit alone likes to start at ten minutes to ten, her pause before it; both fit only if it comes last."""
    told = AnnouncedVisit(590, frozenset({"lin"}))
    resting = carer(start=560, end=680, pause=Break(20, 570, 670))
    both = [stop(key, elder="her", minutes=20, earliest=580, announced=told) for key in ("a", "b")]
    found = solved(day([resting], both))
    assert (sorted(starts(found).values()), found.not_planned) == ([580, 600], ())


def test_what_is_near_an_open_visit_is_let_go_first() -> None:
    stops = [stop("open"), stop("near", "home2"), stop("later", "home2", earliest=800, latest=900)]
    a = arrays_of(day([carer()], stops))
    plan = empty_plan(a)
    plan.carer[1:] = 0
    assert around(a, plan, 1).tolist() == [True, True, False]
    assert around(a, plan, 10**6).tolist() == [True, True, True]
    plan.carer[0] = 0
    assert not around(a, plan, 2).any()


def test_what_nobody_can_do_moves_nothing_that_was_announced() -> None:
    told = stop("told", announced=AnnouncedVisit(560, frozenset({"lin"})), preferred_start=550)
    result = solve(day([carer()], [told, stop("new", "home2", skill="nurse")]), Budget())
    assert (result.work, starts(result.solution)) == (0, {("told", "lin"): 560})
    assert [left.rule for left in result.solution.not_planned] == ["skill"]


def published(problem: VisitsProblem, routes: dict[tuple[str, str], int]) -> VisitsProblem:
    """The same day after its routes were announced."""
    told = {
        key: AnnouncedVisit(start, frozenset(who for stop, who in routes if stop == key))
        for (key, _), start in routes.items()
    }
    return replace(problem, stops=tuple(replace(stop, announced=told.get(stop.key)) for stop in problem.stops))


def changed(before: dict[tuple[str, str], int], after: dict[tuple[str, str], int]) -> set[str]:
    """The stops that differ."""
    return {stop for (stop, _), _ in before.items() ^ after.items()}


def test_a_full_day_is_planned_the_same_way_twice() -> None:
    problem = centre_day(80, 14, seed=3)
    first, second = solve(problem, LITTLE), solve(problem, LITTLE)
    assert check(problem, first.solution) == []
    assert first.solution == second.solution
    assert first.reproducible


def test_another_process_finds_the_same_plan() -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        first, second = pool.map(_cost_and_starts, [5, 5])
    assert first == second == _cost_and_starts(5)


def _cost_and_starts(seed: int) -> tuple[int, dict[tuple[str, str], int]]:
    result = solve(centre_day(60, 10, seed), Budget(effort=0.2, seed=seed))
    return result.cost, starts(result.solution)


def test_more_effort_is_never_worse() -> None:
    problem = centre_day(60, 8, seed=1)
    costs = [solve(problem, Budget(effort=effort)).cost for effort in (0.01, 0.1, 0.3, 1.0, 2.0)]
    assert costs == sorted(costs, reverse=True)


def test_cancelled_at_once_it_gives_the_first_plan() -> None:
    problem = centre_day(60, 10, seed=1)
    result = solve(problem, Budget(cancelled=lambda: True))
    assert check(problem, result.solution) == []
    assert result.work == 0
    assert not result.reproducible


def test_with_seconds_the_clock_ends_it() -> None:
    problem = centre_day(40, 8, seed=1)
    result: Result[VisitsSolution] = solve(problem, Budget(seconds=0.3))
    assert check(problem, result.solution) == []
    assert not result.reproducible


def test_progress_is_told_to_the_end() -> None:
    told: list[Progress] = []
    warm_up()
    solve(centre_day(40, 8, seed=1), Budget(effort=0.2, on_progress=told.append))
    assert told[-1].done == told[-1].total


@pytest.mark.parametrize("seed", [0, 4, 7])
def test_a_centre_day_with_enough_hands_is_planned(seed: int) -> None:
    problem = centre_day(250, 35, seed)
    solution = solved(problem, Budget(effort=0.5))
    assert len(solution.not_planned) <= 0.01 * len(problem.stops)
