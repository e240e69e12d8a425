"""What was announced, put together again: held where it can still be walked, open where it cannot."""

from dataclasses import replace

import numpy as np
import pytest

from solver.chance import chance_of
from solver.visits.announced import announced_plan, hold_again, let_go
from solver.visits.arrays import Arrays, arrays_of
from solver.visits.check import check
from solver.visits.construct import construct, open_stops
from solver.visits.insert import insert_stop
from solver.visits.objective import cost, matches
from solver.visits.plan import Plan, copy_plan, empty_plan
from solver.visits.price import price
from solver.visits.problem import AnnouncedVisit, Break, Stop, VisitsProblem
from solver.visits.readout import read_out
from solver.visits.ruin import ruin_and_recreate
from solver.visits.schedule import choose_starts, set_times

from .example import centre_day
from .small import carer, day, stop


def told(start: int, *carers: str) -> AnnouncedVisit:
    return AnnouncedVisit(start, frozenset(carers or ("lin",)))


def as_told(problem: VisitsProblem) -> tuple[Arrays, Plan, dict[str, int]]:
    """The announced plan, checked, and its starts by stop."""
    a = arrays_of(problem)
    plan = announced_plan(problem, a)
    solution = read_out(problem, a, plan)
    assert check(problem, solution) == []
    assert price(a, plan) == cost(matches(problem, solution))
    return a, plan, {part.stop: part.start for part in solution.assignments}


def test_everything_starts_when_it_was_announced_though_it_could_sooner() -> None:
    both = [stop("a", latest=700, announced=told(650)), stop("b", "home2", announced=told(575), preferred_start=560)]
    _, plan, starts = as_told(day([carer()], both))
    assert starts == {"a": 650, "b": 575}
    assert plan.early[:2].tolist() == plan.late[:2].tolist() == [650, 575]


def test_a_pair_comes_whichever_of_the_two_was_named_first() -> None:
    nurse = carer("an", skills=frozenset({"care", "nurse"}))
    wanted = stop(carers=2, announced=told(550, "lin", "an"))
    assert as_told(day([nurse, carer()], [wanted]))[2] == {"wash": 550}
    assert as_told(day([carer(), nurse], [wanted]))[2] == {"wash": 550}


def test_she_pauses_when_she_was_told() -> None:
    tired = carer(pause=Break(30, 600, 800), told_pause=700)
    both = [stop("a", latest=700, announced=told(650)), stop("b", "home2", latest=800, announced=told(750))]
    problem = day([tired], both)
    a, plan, starts = as_told(problem)
    assert starts == {"a": 650, "b": 750}
    assert [pause.start for pause in read_out(problem, a, plan).pauses] == [700]


@pytest.mark.parametrize(
    "changed",
    [
        stop("b", "home2", announced=told(590, "wu")),
        stop("b", "home2", announced=told(590, "lin", "he")),
        stop("b", "home2", announced=told(601)),
        stop("b", "home2", announced=told(590), blocked=((600, 640),)),
        stop("b", "home2", announced=told(590), skill="nurse"),
        stop("b", "home2", announced=told(579)),
        stop("b", "home2"),
    ],
    ids=["not there", "another number", "window", "elsewhere", "skill", "the way", "new"],
)
def test_what_cannot_stay_is_open_and_all_else_stands(changed: Stop) -> None:
    kept = stop("a", announced=told(540))
    problem = day([carer(), carer("he")], [kept, changed])
    a, plan, starts = as_told(problem)
    assert starts == {"a": 540}
    assert open_stops(a, plan) == [1]
    assert plan.held.tolist() == [True, False]


def test_nobody_gives_more_visits_than_she_may() -> None:
    both = [stop("a", announced=told(540)), stop("b", "home2", announced=told(590))]
    assert as_told(day([carer()], both, most_visits=1))[2] == {"a": 540}


def test_where_a_change_costs_nothing_nothing_is_held() -> None:
    problem = replace(day([carer()], [stop(announced=told(560))]), weights={"changed_after_publish": 0})
    a, plan, starts = as_told(problem)
    assert starts == {}
    assert insert_stop(a, plan, 0, chance_of(0), 0.0)
    assert not plan.held[0]


def test_a_stop_put_back_is_held_where_its_minute_is_free_and_free_where_it_is_taken() -> None:
    both = [stop("a", announced=told(560)), stop("b", "home2", latest=700, announced=told(560))]
    a = arrays_of(day([carer()], both))
    plan = empty_plan(a)
    for at in (0, 1):
        assert insert_stop(a, plan, at, chance_of(0), 0.0)
    assert plan.held.tolist() == [True, False]
    assert (plan.early[0], plan.late[0]) == (560, 560)
    assert plan.early[1] == 600


def test_let_go_everything_may_move_again() -> None:
    problem = day([carer()], [stop(announced=told(560))])
    a, plan, _ = as_told(problem)
    free = let_go(a, plan, np.ones(1, dtype=np.bool_))
    assert (plan.early[0], plan.late[0], plan.start[0]) == (540, 600, 560)
    assert not free.holds.any()
    assert a.holds.all()


def test_only_what_is_near_is_let_go() -> None:
    problem = day([carer()], [stop(announced=told(560)), stop("b", "home2", latest=700, announced=told(610))])
    a, plan, _ = as_told(problem)
    loose = let_go(a, plan, np.array([False, True]))
    assert loose.holds.tolist() == plan.held.tolist() == [True, False]
    assert (plan.early[0], plan.late[0]) == (560, 560)
    assert plan.late[1] > plan.early[1]


def test_held_again_stands_what_starts_when_it_was_announced() -> None:
    problem = day([carer()], [stop("a", announced=told(560)), stop("b", "home2", latest=700)])
    a, plan, _ = as_told(problem)
    assert insert_stop(a, plan, 1, chance_of(0), 0.0)
    let_go(a, plan, np.ones(2, dtype=np.bool_))
    hold_again(a, plan)
    assert plan.held.tolist() == [True, False]
    assert (plan.early[0], plan.late[0]) == (560, 560)
    assert check(problem, read_out(problem, a, plan)) == []


def test_ruins_round_what_is_held_keep_every_hard_rule() -> None:
    problem = announced_day()
    a, chance = arrays_of(problem), chance_of(1)
    current, trial, held = announced_plan(problem, a), empty_plan(a), 0
    construct(a, current, chance)
    for _ in range(300):
        copy_plan(current, trial)
        if not ruin_and_recreate(a, trial, chance, 20.0, 0.0) or not set_times(a, trial):
            continue
        choose_starts(a, trial)
        solution = read_out(problem, a, trial)
        assert check(problem, solution) == []
        assert price(a, trial) == cost(matches(problem, solution))
        assert (trial.start[: len(a.wish)] == a.told)[trial.held].all()
        held += int(trial.held.sum())
        copy_plan(trial, current)
    assert held > 300


def announced_day() -> VisitsProblem:
    """A day of which all was announced; since then one carer has fallen ill."""
    problem = centre_day(70, 14, seed=2)
    a, chance = arrays_of(problem), chance_of(0)
    plan = empty_plan(a)
    construct(a, plan, chance)
    routes: dict[str, AnnouncedVisit] = {}
    for part in read_out(problem, a, plan).assignments:
        others = routes[part.stop].carers if part.stop in routes else frozenset[str]()
        routes[part.stop] = AnnouncedVisit(part.start, others | {part.carer})
    stops = tuple(replace(one, announced=routes.get(one.key)) for one in problem.stops)
    return replace(problem, carers=problem.carers[1:], stops=stops)
