"""When things happen: earliest, latest and chosen starts of plans put together by hand."""

from solver.chance import chance_of
from solver.visits.arrays import Arrays, arrays_of
from solver.visits.insert import insert_stop
from solver.visits.plan import Plan, empty_plan
from solver.visits.problem import Break, Link, VisitsProblem
from solver.visits.schedule import choose_starts, set_times

from .small import carer, day, stop


def timed(problem: VisitsProblem) -> tuple[Arrays, Plan]:
    """All stops inserted in their order, where they cost least."""
    a = arrays_of(problem)
    plan = empty_plan(a)
    for at in range(len(problem.stops)):
        assert insert_stop(a, plan, at, chance_of(0), 0.0)
    assert set_times(a, plan)
    choose_starts(a, plan)
    return a, plan


def test_a_route_from_base_to_base() -> None:
    _, plan = timed(day([carer()], [stop("a", latest=570), stop("b", "home2", earliest=575, latest=620)]))
    assert plan.early[:2].tolist() == [540, 580]
    assert plan.late[:2].tolist() == [570, 620]


def test_the_end_of_the_shift_bounds_the_last_start() -> None:
    _, plan = timed(day([carer(end=590)], [stop()]))
    assert plan.late[0] == 550


def test_a_pause_delays_what_follows() -> None:
    _, plan = timed(day([carer(start=530, pause=Break(20, 530, 560))], [stop()]))
    assert plan.early[0] == 560


def test_a_longest_gap_holds_the_first_part_back() -> None:
    both = [stop("a", elder="z", latest=800), stop("b", elder="z", earliest=700, latest=710)]
    _, plan = timed(day([carer()], both, Link("a", "b", 0, 5)))
    assert plan.early[:2].tolist() == [665, 700]


def test_a_pair_starts_when_both_are_there() -> None:
    _, plan = timed(day([carer("lin"), carer("wu", start=560)], [stop(carers=2)]))
    assert plan.early[0] == 570


def test_preferred_starts_are_met_together_where_the_way_allows() -> None:
    both = [stop("a", preferred_start=590), stop("b", "home2", latest=700, preferred_start=625)]
    _, plan = timed(day([carer()], both))
    assert plan.start[1] - plan.start[0] == 40
    assert abs(plan.start[0] - 590) + abs(plan.start[1] - 625) == 5


def test_what_cannot_be_timed_is_refused_and_leaves_the_times_as_they_were() -> None:
    problem = day([carer()], [stop("a", latest=540), stop("b", "home2", latest=545)])
    a, plan = arrays_of(problem), empty_plan(arrays_of(problem))
    assert insert_stop(a, plan, 0, chance_of(0), 0.0)
    assert not insert_stop(a, plan, 1, chance_of(0), 0.0)
    assert plan.early[0] == 540
    assert plan.carer.tolist() == [0, -1]


def test_links_that_contradict_each_other_are_refused() -> None:
    both = [stop("a", elder="y", latest=900), stop("b", "home2", elder="z", earliest=700, latest=900)]
    problem = day([carer("lin"), carer("wu")], both, Link("a", "b", 0, 10), Link("a", "b", 30, 60))
    a, plan = arrays_of(problem), empty_plan(arrays_of(problem))
    assert insert_stop(a, plan, 0, chance_of(0), 0.0)
    assert not insert_stop(a, plan, 1, chance_of(0), 0.0)
