"""Who could take a visit: the list says what a hand move of each would say."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from solver.repair.board import Board, board_of, prepared, replanned
from solver.repair.move import Move, verdict
from solver.repair.ranking import Candidate, rank
from solver.visits.problem import AnnouncedVisit, Break, Carer, Stop
from tests.solver.random_cases import random_cases

from ..visits.small import carer, day, plan, stop
from ..visits.test_small_days import days
from .example import busy_day, happens, morning, published, visits_of

DAY_, _ = busy_day()
BOARD = board_of(happens(None, morning(DAY_)), "centre", DAY_)


def test_each_candidate_is_a_hand_move_without_a_breach_at_that_price() -> None:
    compared = 0
    for part in visits_of(published(), DAY_):
        if BOARD.stops[part.stop].carers > 1:
            continue
        for one in rank(BOARD, part.stop):
            if not one.rule:
                assert one.start is not None
                told = verdict(BOARD, Move(part.stop, (one.carer,), one.start))
                assert (told.breaches, dict(told.costs)) == ((), dict(one.costs))
                compared += 1
    assert compared


def test_who_comes_anyway_costs_nothing_more() -> None:
    part = next(part for part in visits_of(published(), DAY_) if BOARD.stops[part.stop].carers == 1)
    same = next(one for one in rank(BOARD, part.stop) if one.carer == part.carer)
    assert (same.start, same.cost, same.before, same.after) == (part.start, 0, same.before, same.before)


def test_the_cheapest_first_then_those_whom_a_rule_stops() -> None:
    one, two, three = carer("one"), carer("two", skills=frozenset()), carer("three", end=560)
    walk = day([one, two, three], [stop(skill="care"), stop("late", place="home2", earliest=560, latest=600)])
    board = prepared(walk, plan(walk, ("late", "one", 560)).assignments, {}, 0, ("off",))
    found = rank(board, "wash")
    assert [(candidate.carer, candidate.rule) for candidate in found] == [
        ("one", ""),
        ("three", "shift_span"),
        ("two", "skill"),
        ("off", "staff_available"),
    ]
    assert (found[0].start, found[0].before, found[0].after) == (600, 30, 60)


def test_no_time_beside_the_others_and_no_room_for_the_pause() -> None:
    busy = carer("busy")
    walk = day([busy], [stop(earliest=540, latest=540), stop("long", place="home2", earliest=530, latest=530)])
    board = prepared(walk, plan(walk, ("long", "busy", 530)).assignments, {}, 0, ())
    assert [one.rule for one in rank(board, "wash")] == ["no_overlap_with_travel"]
    resting = carer("resting", start=480, end=620, pause=Break(30, 530, 580))
    walk = day([resting], [stop(earliest=540, latest=540)])
    assert [one.rule for one in rank(prepared(walk, (), {}, 0, ()), "wash")] == ["break_taken"]


def test_what_has_begun_is_nobody_elses() -> None:
    told = AnnouncedVisit(540, frozenset({"one"}))
    walk = day([carer("one"), carer("two")], [stop(announced=told, pinned_start=540, pinned_carers=told.carers)])
    board = prepared(walk, plan(walk, ("wash", "one", 540)).assignments, {}, 560, ())
    assert {one.rule for one in rank(board, "wash")} == {"frozen"}


def test_beside_somebody_who_stays_it_begins_when_hers_does() -> None:
    walk = day([carer("one"), carer("two"), carer("three")], [stop(carers=2)])
    board = prepared(walk, plan(walk, ("wash", "one", 570), ("wash", "two", 570)).assignments, {}, 0, ())
    found = rank(board, "wash", frozenset({"one"}))
    assert {(one.carer, one.start) for one in found} == {("two", 570), ("three", 570)}
    for one in found:
        told = verdict(board, Move("wash", ("one", one.carer), 570))
        assert (told.breaches, dict(told.costs)) == ((), dict(one.costs))


def agrees(board: Board, visit: str, one: Candidate) -> bool:
    assert one.start is not None
    told = verdict(board, Move(visit, (one.carer,), one.start))
    return (told.breaches, dict(told.costs)) == ((), dict(one.costs))


def test_what_her_other_visits_cost_anyway_is_not_the_price_of_one_more() -> None:
    """One begins eighty minutes before its wish, with a stranger, and not as it was told."""
    told = AnnouncedVisit(560, frozenset({"two"}))
    early = stop("early", place="home2", preferred_start=700, latest=700, faces=frozenset({"two"}), announced=told)
    walk = day([carer("one"), carer("two"), carer("three")], [stop(latest=700), early, stop("open", place="home3")])
    board = prepared(walk, plan(walk, ("wash", "two", 660), ("early", "one", 620)).assignments, {}, 0, ())
    for visit in board.stops:
        found = rank(board, visit)
        assert [one.rule for one in found] == ["", "", ""]
        assert all(agrees(board, visit, one) for one in found)
    assert min(one.cost for one in rank(board, "open")) < 0


def test_the_best_minute_is_the_last_that_leaves_room_for_the_pause() -> None:
    """Half an hour until 620 is left for her pause, behind the visit or before it: 560 is two minutes from the wish."""
    resting = carer("resting", pause=Break(30, 540, 620))
    walk = day([resting], [stop(preferred_start=562)])
    assert [one.start for one in rank(prepared(walk, (), {}, 0, ()), "wash")] == [560]


def test_the_best_minute_where_she_cannot_come_within_the_hour_is_the_last_of_the_next() -> None:
    """Told at nine, wished at one and free from half past ten: 659 is one full hour from what was told, 660 two."""
    late = stop(announced=AnnouncedVisit(540, frozenset({"late"})), preferred_start=780, latest=780)
    walk = day([carer("late", start=620)], [late])
    (only,) = rank(prepared(walk, (), {}, 0, ()), "wash")
    assert only.start == 659


@some.composite
def boards(draw: some.DrawFn) -> Board:
    """A sound day by hand, with visits wherever they were put."""
    problem = draw(days(most_carers=3, most_stops=6))
    staff = tuple(draw(on_long_shifts(one)) for one in problem.carers)
    stops, most = tuple(draw(at_long_hours(one)) for one in problem.stops), draw(some.sampled_from([None, None, 2]))
    problem = replace(problem, carers=staff, stops=stops, most_visits=most)
    board = prepared(problem, (), {}, draw(some.sampled_from([0, 0, 540])), ())
    for one in stops:
        who, start = draw(some.permutations(sorted(board.carers))), draw(some.integers(one.earliest, one.latest))
        moves = (Move(one.key, tuple(together), start) for together in combinations(who, one.carers))
        sound = (put for move in moves if not (put := verdict(board, move)).breaches)
        board = next((replanned(board, put.plan) for put in sound), board)
    return board


@some.composite
def at_long_hours(draw: some.DrawFn, one: Stop) -> Stop:
    latest = one.latest + draw(some.sampled_from([0, 100]))
    return replace(one, latest=latest, preferred_start=draw(some.none() | some.integers(one.earliest, latest)))


@some.composite
def on_long_shifts(draw: some.DrawFn, one: Carer) -> Carer:
    """Mostly allowed to give every service, and often with one time only at which she may pause."""
    earliest, longer = draw(some.integers(480, 720)), draw(some.sampled_from([0, 0, 60]))
    pause = draw(some.sampled_from([None, Break(30, earliest, earliest + 30 + longer)]))
    if draw(some.integers(0, 3)):
        one = replace(one, skills=frozenset({"care", "nurse"}), expired=frozenset(), low_risk_only=False)
    return replace(one, start=450, end=900, pause=pause)


@random_cases(80)
@given(boards())
def test_the_cheapest_of_all_minutes_and_whom_a_rule_stops_has_none(board: Board) -> None:
    """Every minute asked of the hand move, which knows each hard rule and each price by itself. Of a pair one stays.

    What was told for a minute before anything new may begin is pinned on a board, so such minutes are not asked.
    """
    for visit in board.stops.values():
        stays, begins = frozenset(sorted(board.who(visit.key))[1:]), {start_of(board, visit)}
        if visit.pinned_carers or visit.pinned_start is not None or len(stays) + 1 != visit.carers:
            continue
        for one in rank(board, visit.key, stays):
            starts = begins if stays else range(max(visit.earliest, board.begins), visit.latest + 1)
            told = {start: verdict(board, Move(visit.key, (*stays, one.carer), start)) for start in starts}
            sound = {start: found for start, found in told.items() if not found.breaches}
            if one.rule:
                assert not sound
            else:
                assert one.start in sound
                assert dict(one.costs) == dict(sound[one.start].costs)
                assert one.cost == min(found.cost for found in sound.values())


def start_of(board: Board, visit: Stop) -> int:
    return next((part.start for part in board.plan.assignments if part.stop == visit.key), 0)
