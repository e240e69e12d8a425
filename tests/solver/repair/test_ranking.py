"""Who could take a visit: the list says what a hand move of each would say."""

from solver.repair.board import board_of, prepared
from solver.repair.move import Move, verdict
from solver.repair.ranking import rank
from solver.visits.problem import AnnouncedVisit, Break

from ..visits.small import carer, day, plan, stop
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
