"""Each hard rule of a day of visits: one plan that breaks it, one that keeps it."""

import subprocess
import sys
from dataclasses import replace

import pytest

from solver.result import Unplanned
from solver.visits.check import check
from solver.visits.problem import Break, Carer, Link, Stop, VisitsProblem
from solver.visits.solution import VisitsSolution

from .small import carer, day, plan, stop


def rules(problem: VisitsProblem, solution: VisitsSolution) -> set[str]:
    return {breach.rule for breach in check(problem, solution)}


def one(who: Carer, what: Stop, start: int = 540) -> set[str]:
    """Rules broken when this carer makes this stop."""
    problem = day([who], [what])
    return rules(problem, plan(problem, (what.key, who.key, start)))


def two(who: Carer, first: Stop, second: Stop, starts: tuple[int, int], *links: Link) -> set[str]:
    """Rules broken when she makes these two."""
    problem = day([who], [first, second], *links)
    return rules(problem, plan(problem, (first.key, who.key, starts[0]), (second.key, who.key, starts[1])))


def test_with_the_meal_broken_by_who_comes_before_it() -> None:
    assert one(carer(), stop(meal_at=541)) == {"with_the_meal"}


def test_with_the_meal_kept_once_it_is_there_and_by_a_pin() -> None:
    assert one(carer(), stop(meal_at=540)) == set()
    assert one(carer(), stop(meal_at=700, pinned_start=540)) == set()


def test_staff_available_broken_by_a_stranger() -> None:
    problem = day([carer()], [stop()])
    assert rules(problem, plan(problem, ("wash", "stranger", 540))) == {"staff_available"}


def test_staff_available_kept() -> None:
    assert one(carer(), stop()) == set()


def test_certificate_valid_broken_by_an_expired_one() -> None:
    assert one(carer(skills=frozenset(), expired=frozenset({"care"})), stop(skill="care")) == {"certificate_valid"}


def test_certificate_valid_kept_when_another_has_expired() -> None:
    assert one(carer(expired=frozenset({"nurse"})), stop(skill="care")) == set()


def test_skill_broken() -> None:
    assert one(carer(), stop(skill="nurse")) == {"skill"}


def test_skill_kept() -> None:
    assert one(carer(), stop(skill="care")) == set()


def test_excluded_pair_broken() -> None:
    assert one(carer("lin"), stop(excluded=frozenset({"lin"}))) == {"excluded_pair"}


def test_excluded_pair_kept() -> None:
    assert one(carer("lin"), stop(excluded=frozenset({"wu"}))) == set()


def test_same_sex_broken() -> None:
    assert one(carer(gender="m"), stop(gender="f")) == {"same_sex"}


def test_same_sex_kept() -> None:
    assert one(carer(gender="f"), stop(gender="f")) == set()


def test_volunteer_low_risk_broken() -> None:
    assert one(carer(low_risk_only=True), stop()) == {"volunteer_low_risk"}


def test_volunteer_low_risk_kept() -> None:
    assert one(carer(low_risk_only=True), stop(low_risk=True)) == set()


@pytest.mark.parametrize("start", [539, 601])
def test_time_window_broken(start: int) -> None:
    assert one(carer(), stop(), start) == {"time_window"}


@pytest.mark.parametrize("start", [540, 600])
def test_time_window_kept(start: int) -> None:
    assert one(carer(), stop(), start) == set()


def test_no_overlap_with_travel_broken_by_a_minute() -> None:
    assert two(carer(), stop("a"), stop("b", "home2"), (540, 579)) == {"no_overlap_with_travel"}


def test_no_overlap_with_travel_kept() -> None:
    assert two(carer(), stop("a"), stop("b", "home2"), (540, 580)) == set()


def test_no_overlap_with_travel_counts_the_stairs() -> None:
    up, down = stop("a", access_minutes=2), stop("b", "home2", access_minutes=3)
    assert two(carer(), up, down, (540, 584)) == {"no_overlap_with_travel"}
    assert two(carer(), up, down, (540, 585)) == set()


def test_no_overlap_with_travel_lets_her_stay_inside_with_the_same_elder() -> None:
    first, second = stop("a", elder="zhou", access_minutes=4), stop("b", elder="zhou", access_minutes=4)
    assert two(carer(), first, second, (540, 570)) == set()


def test_no_overlap_with_travel_broken_by_wrong_travel_minutes() -> None:
    problem = day([carer()], [stop()])
    right = plan(problem, ("wash", "lin", 540))
    wrong = replace(right, assignments=(replace(right.assignments[0], travel=3),))
    assert rules(problem, wrong) == {"no_overlap_with_travel"}


def test_shift_span_broken_at_its_start() -> None:
    assert one(carer(start=531), stop()) == {"shift_span"}
    assert one(carer(start=529), stop(access_minutes=2)) == {"shift_span"}


def test_shift_span_broken_at_its_end() -> None:
    assert one(carer(end=579), stop()) == {"shift_span"}


def test_shift_span_kept_by_what_has_begun() -> None:
    assert one(carer(start=531, end=579), stop(begun=True)) == set()


def test_no_overlap_with_travel_kept_on_the_way_to_what_has_begun() -> None:
    """Not on the way from it to what is still ahead."""
    near, far = stop("near"), stop("far", "home2")
    assert two(carer(), near, far, (540, 575)) == {"no_overlap_with_travel"}
    assert two(carer(), near, replace(far, begun=True), (540, 575)) == set()
    assert two(carer(), replace(near, begun=True), far, (540, 575)) == {"no_overlap_with_travel"}


def test_shift_span_kept_to_the_minute() -> None:
    assert one(carer(start=528, end=582), stop(access_minutes=2)) == set()


PAUSED = carer(pause=Break(30, 570, 660))


def pause_at(*starts: int) -> set[str]:
    """Services from 540 to 570 and from 620 to 650, ten minutes apart, with pauses at these minutes."""
    problem = day([PAUSED], [stop("a"), stop("b", "home2", latest=700)])
    return rules(problem, plan(problem, ("a", "lin", 540), ("b", "lin", 620), pauses=tuple(("lin", s) for s in starts)))


@pytest.mark.parametrize("starts", [(), (571, 600), (560,), (600,), (640,)])
def test_break_taken_broken_when_missing_doubled_or_during_a_service(starts: tuple[int, ...]) -> None:
    assert pause_at(*starts) == {"break_taken"}


@pytest.mark.parametrize("start", [570, 590])
def test_break_taken_kept_anywhere_between(start: int) -> None:
    assert pause_at(start) == set()


def test_break_taken_broken_when_the_way_does_not_fit_beside_it() -> None:
    problem = day([PAUSED], [stop("a"), stop("b", "home2", latest=700)])
    tight = plan(problem, ("a", "lin", 540), ("b", "lin", 609), pauses=(("lin", 575),))
    assert rules(problem, tight) == {"break_taken"}


def test_break_taken_broken_outside_its_window() -> None:
    problem = day([PAUSED], [stop("a")])
    assert rules(problem, plan(problem, ("a", "lin", 540), pauses=(("lin", 631),))) == {"break_taken"}
    assert rules(problem, plan(problem, ("a", "lin", 540), pauses=(("lin", 630),))) == set()


def test_two_at_once_broken_by_one_carer_or_by_two_starts() -> None:
    problem = day([carer("lin"), carer("wu")], [stop(carers=2)])
    assert rules(problem, plan(problem, ("wash", "lin", 540))) == {"two_at_once"}
    assert rules(problem, plan(problem, ("wash", "lin", 540), ("wash", "wu", 541))) == {"two_at_once"}


def test_two_at_once_broken_by_two_where_one_is_wanted() -> None:
    problem = day([carer("lin"), carer("wu")], [stop()])
    assert rules(problem, plan(problem, ("wash", "lin", 540), ("wash", "wu", 540))) == {"two_at_once"}


def test_two_at_once_kept() -> None:
    problem = day([carer("lin"), carer("wu")], [stop(carers=2)])
    assert rules(problem, plan(problem, ("wash", "lin", 540), ("wash", "wu", 540))) == set()


@pytest.mark.parametrize(("most", "broken"), [(1, {"visits_a_day"}), (2, set())])
def test_visits_a_day_counts_every_service(most: int, broken: set[str]) -> None:
    problem = day([carer()], [stop("a"), stop("b", "home2")], most_visits=most)
    assert rules(problem, plan(problem, ("a", "lin", 540), ("b", "lin", 580))) == broken


@pytest.mark.parametrize(("most", "broken"), [(1, {"visits_a_day"}), (2, set())])
def test_visits_a_day_counts_a_pair_for_both(most: int, broken: set[str]) -> None:
    problem = day([carer("lin"), carer("wu")], [stop("a", carers=2), stop("b", "home2")], most_visits=most)
    assert rules(problem, plan(problem, ("a", "lin", 540), ("a", "wu", 540), ("b", "wu", 580))) == broken


LINK = Link("a", "b", 10, 20)


@pytest.mark.parametrize("start", [579, 591])
def test_order_and_gap_broken_by_a_gap_too_short_or_too_long(start: int) -> None:
    problem = day([carer("lin"), carer("wu")], [stop("a"), stop("b", "home2")], LINK)
    assert rules(problem, plan(problem, ("a", "lin", 540), ("b", "wu", start))) == {"order_and_gap"}


@pytest.mark.parametrize("start", [580, 590])
def test_order_and_gap_kept(start: int) -> None:
    problem = day([carer("lin"), carer("wu")], [stop("a"), stop("b", "home2")], LINK)
    assert rules(problem, plan(problem, ("a", "lin", 540), ("b", "wu", start))) == set()


def test_order_and_gap_kept_when_one_of_them_is_not_planned() -> None:
    problem = day([carer()], [stop("a"), stop("b", "home2")], LINK)
    assert rules(problem, plan(problem, ("b", "lin", 540))) == set()


def test_elder_in_one_place_broken_by_overlapping_services() -> None:
    first, second = stop("a", elder="zhou"), stop("b", elder="zhou")
    problem = day([carer("lin"), carer("wu")], [first, second])
    assert rules(problem, plan(problem, ("a", "lin", 540), ("b", "wu", 569))) == {"elder_in_one_place"}
    assert rules(problem, plan(problem, ("a", "lin", 540), ("b", "wu", 570))) == set()


@pytest.mark.parametrize("start", [541, 579])
def test_elder_in_one_place_broken_while_she_is_elsewhere(start: int) -> None:
    assert one(carer(), stop(blocked=((570, 580),)), start) == {"elder_in_one_place"}


@pytest.mark.parametrize("start", [540, 580])
def test_elder_in_one_place_kept_around_her_absence(start: int) -> None:
    assert one(carer(), stop(blocked=((570, 580),)), start) == set()


def test_pinned_broken_by_another_start_or_carer() -> None:
    assert one(carer(), stop(pinned_start=550), 551) == {"pinned"}
    assert one(carer("lin"), stop(pinned_carers=frozenset({"wu"}))) == {"pinned"}


def test_pinned_kept() -> None:
    assert one(carer("lin"), stop(pinned_start=550, pinned_carers=frozenset({"lin"})), 550) == set()


def test_pinned_of_two_carers_one_may_be_anybody() -> None:
    problem = day([carer("lin"), carer("wu"), carer("he")], [stop(carers=2, pinned_carers=frozenset({"wu"}))])
    assert rules(problem, plan(problem, ("wash", "lin", 540), ("wash", "he", 540))) == {"pinned"}
    assert rules(problem, plan(problem, ("wash", "lin", 540), ("wash", "wu", 540))) == set()


def test_every_stop_is_planned_or_listed_once() -> None:
    problem = day([carer()], [stop()])
    listed = Unplanned("visit", "wash", 2, 30, "skill")
    done = plan(problem, ("wash", "lin", 540))
    assert rules(problem, VisitsSolution((), (), ())) == {"not_planned"}
    assert rules(problem, VisitsSolution((), (), (listed, listed))) == {"not_planned"}
    assert rules(problem, replace(done, not_planned=(listed,))) == {"not_planned"}
    assert rules(problem, VisitsSolution((), (), (listed, replace(listed, key="other")))) == {"not_planned"}
    assert rules(problem, VisitsSolution((), (), (listed,))) == set()


def test_the_checker_stands_apart_from_the_search() -> None:
    loaded = "import solver.visits.check, sys; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    assert not {"numba", "ortools", "solver.visits.search", "solver.visits.schedule"} & set(modules)
