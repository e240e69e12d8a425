"""What may be left out for an open visit of a higher class: the same as trying every start and pause of a grid."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.budget import Budget
from solver.rules import CLASS_WEIGHT
from solver.visits.check import check
from solver.visits.onward import Onward
from solver.visits.problem import Break, Link, Stop, VisitsProblem
from solver.visits.reasons import reasons
from solver.visits.solution import VisitsSolution
from solver.visits.solve import solve
from solver.week.exchange import first_things_first
from solver.week.outranked import exchanged, instead_of_less, open_stops
from tests.solver.random_cases import random_cases
from tests.solver.visits.small import carer, day, plan, stop
from tests.solver.visits.test_insertion import parts_of, tried
from tests.solver.visits.test_small_days import days


def price(one: Stop) -> int:
    return CLASS_WEIGHT[one.priority_class] * one.minutes


def tried_in_place(problem: VisitsProblem, found: VisitsSolution, wanted: Stop) -> list[Stop]:
    """The visits of a lower class without which the checker lets the open one in, at some minute of the grid."""
    parts, done = parts_of(found.assignments), {part.stop for part in found.assignments}
    return [
        other
        for other in problem.stops
        if other.key in done
        and other.priority_class > wanted.priority_class
        and other.pinned_start is None
        and not other.pinned_carers
        and tried(problem, [part for part in parts if part[0] != other.key], wanted.key)
    ]


@st.composite
def one_more(draw: st.DrawFn, most_carers: int, most_stops: int) -> tuple[VisitsProblem, VisitsSolution]:
    """A day, some of whose pauses were told, and a plan of it in which somebody forgot a visit of the first class."""
    problem = draw(days(most_carers=most_carers, most_stops=most_stops))
    told = st.none() | st.integers(480, 700)
    problem = replace(problem, carers=tuple(replace(one, told_pause=draw(told)) for one in problem.carers))
    forgotten = replace(draw(st.sampled_from(problem.stops)), priority_class=1, pinned_start=None)
    others = tuple(stop for stop in problem.stops if stop.key != forgotten.key)
    links = tuple(link for link in problem.links if forgotten.key not in (link.before, link.after))
    found = solve(replace(problem, stops=others, links=links), Budget(effort=0.01)).solution
    asked = replace(problem, stops=tuple(forgotten if one.key == forgotten.key else one for one in problem.stops))
    return asked, replace(found, not_planned=reasons(asked, found.assignments))


@random_cases(100)
@given(one_more(most_carers=2, most_stops=5))
def test_what_makes_room_is_what_the_checker_lets_go(case: tuple[VisitsProblem, VisitsSolution]) -> None:
    problem, found = case
    parts = parts_of(found.assignments)
    for wanted in open_stops(problem, found):
        ours = instead_of_less(problem, found, wanted)
        if ours is not None:
            assert check(problem, exchanged(problem, found, ours)) == []
        if tried(problem, parts, wanted.key):
            assert ours is not None
            assert ours.instead == ""
            continue
        others = tried_in_place(problem, found, wanted)
        least = min(map(price, others), default=None)
        if ours is None:
            assert others == []
        elif ours.instead:
            chosen = next(price(one) for one in problem.stops if one.key == ours.instead)
            assert chosen == least or (ours.start % 10 and (least is None or chosen < least))


@random_cases(250)
@given(one_more(most_carers=3, most_stops=8))
def test_after_the_last_exchange_nothing_is_outranked(case: tuple[VisitsProblem, VisitsSolution]) -> None:
    problem, found = case
    last = first_things_first(Onward(problem, found), Budget()).solution
    assert check(problem, last) == []
    assert not any(instead_of_less(problem, last, one) for one in open_stops(problem, last))
    assert open_minutes(problem, last) <= open_minutes(problem, found)


def test_what_was_forgotten_is_often_put_in_for_another() -> None:
    """The properties above look at something."""
    kinds: set[bool | None] = set()

    @settings(max_examples=60, database=None, derandomize=True, deadline=None)
    @given(one_more(most_carers=2, most_stops=5))
    def seen(case: tuple[VisitsProblem, VisitsSolution]) -> None:
        problem, found = case
        for one in open_stops(problem, found):
            ours = instead_of_less(problem, found, one)
            kinds.add(None if ours is None else bool(ours.instead))

    seen()
    assert kinds == {None, True, False}


def open_minutes(problem: VisitsProblem, found: VisitsSolution) -> list[int]:
    """Minutes left open, by class from the highest on."""
    return [sum(one.minutes for one in open_stops(problem, found) if one.priority_class == c) for c in range(1, 5)]


def of_first(key: str, place: str = "home1", **facts: object) -> Stop:
    return stop(key, place, priority_class=1, **facts)


def test_one_that_has_to_keep_a_distance_comes_in_the_middle_of_what_is_freed() -> None:
    """One carer is free from 500 to 680 then; 50 to 60 minutes after the other ends is neither first nor last of it."""
    hers, follows = of_first("a", minutes=10, earliest=480, latest=480), of_first("b", earliest=480, latest=650)
    other = stop("c", "home2", minutes=120, earliest=510, latest=510, priority_class=4)
    problem = day(
        [carer("lin", end=680), carer("wu", start=460, end=510)], [hers, follows, other], Link("a", "b", 50, 60)
    )
    found = plan(problem, ("a", "wu", 480), ("c", "lin", 510))
    ours = instead_of_less(problem, found, follows)
    assert ours is not None
    assert (ours.instead, ours.carers, ours.start) == ("c", ("lin",), 540)
    assert check(problem, exchanged(problem, found, ours)) == []


def test_one_for_two_carers_takes_the_place_of_a_lower_one() -> None:
    two, other = of_first("a", carers=2, latest=560), stop("b", earliest=550, latest=570, priority_class=4)
    problem = day([carer("lin", end=600), carer("wu", end=600)], [two, other])
    found = plan(problem, ("b", "lin", 550))
    last = first_things_first(Onward(problem, found), Budget()).solution
    assert sorted(part.carer for part in last.assignments if part.stop == "a") == ["lin", "wu"]
    assert [need.key for need in last.not_planned] == ["b"]


def test_nothing_goes_for_what_fits_beside_it() -> None:
    two, other = of_first("a", carers=2), stop("b", priority_class=4)
    problem = day([carer("lin"), carer("wu")], [two, other])
    last = first_things_first(Onward(problem, plan(problem, ("b", "lin", 570))), Budget()).solution
    assert last.not_planned == ()


def test_what_was_taken_out_is_put_elsewhere_where_it_fits() -> None:
    """Lin alone can bathe; Wu has time for what Lin was doing."""
    bath = of_first("a", skill="bath", latest=540)
    problem = day([carer("lin", skills=frozenset({"bath"}), end=600), carer("wu", end=600)], [bath, stop("b")])
    last = first_things_first(Onward(problem, plan(problem, ("b", "lin", 540))), Budget()).solution
    assert {(part.stop, part.carer) for part in last.assignments} == {("a", "lin"), ("b", "wu")}


def test_whom_the_elder_knows_comes() -> None:
    wanted = of_first("a", faces=frozenset({"wu"}))
    problem = day([carer("lin"), carer("wu")], [wanted, stop("b", priority_class=4)])
    ours = instead_of_less(problem, plan(problem, ("b", "lin", 540)), wanted)
    assert ours is not None
    assert (ours.instead, ours.carers) == ("", ("wu",))


def test_her_pause_gives_way_and_goes_to_where_she_was_told() -> None:
    """The freed gap is too early: the visit takes the pause's place, and the pause the gap."""
    resting = carer(pause=Break(30, 540, 640), end=650, told_pause=555)
    late, other = of_first("a", earliest=590, latest=600), stop("b", earliest=550, latest=550, priority_class=3)
    problem = day([resting], [late, other])
    found = plan(problem, ("b", "lin", 550), pauses=(("lin", 600),))
    last = first_things_first(Onward(problem, found), Budget()).solution
    assert [part.stop for part in last.assignments] == ["a"]
    assert [pause.start for pause in last.pauses] == [555]
    assert check(problem, last) == []


def test_a_cancel_leaves_the_day_as_it_is() -> None:
    two, other = of_first("a", latest=560), stop("b", earliest=550, latest=570, priority_class=4)
    problem = day([carer(end=600)], [two, other])
    found = plan(problem, ("b", "lin", 550))
    last = first_things_first(Onward(problem, found), Budget(cancelled=lambda: True))
    assert [part.stop for part in last.solution.assignments] == ["b"]
    assert not last.reproducible
