"""One visit moved by hand: every breach and the price, beside the checks of the day."""

import pytest

from solver.repair.board import prepared
from solver.repair.move import Move, verdict
from solver.rules import CLASS_WEIGHT, RULES
from solver.visits.problem import AnnouncedVisit, Break

from ..visits.small import carer, day, plan, stop

TOLD = AnnouncedVisit(570, frozenset({"one"}))
WALK = day([carer("one"), carer("two", skills=frozenset())], [stop(skill="care", announced=TOLD)])
BOARD = prepared(WALK, plan(WALK, ("wash", "one", 570)).assignments, {}, 0, ())


def test_as_it_stands_costs_nothing() -> None:
    told = verdict(BOARD, Move("wash", ("one",), 570))
    assert (told.breaches, told.costs, told.cost) == ((), {}, 0)


def test_another_minute_is_a_change() -> None:
    told = verdict(BOARD, Move("wash", ("one",), 580))
    assert told.breaches == ()
    assert told.costs == {"changed_after_publish": RULES["changed_after_publish"].weight}


def test_every_rule_that_breaks_is_named() -> None:
    assert {breach.rule for breach in verdict(BOARD, Move("wash", ("two",), 700)).breaches} == {"skill", "time_window"}


def test_left_open_it_costs_its_class() -> None:
    told = verdict(BOARD, Move("wash", (), 0))
    assert told.breaches == ()
    assert told.costs["not_planned"] == 30 * CLASS_WEIGHT[2]
    assert [need.key for need in told.plan.not_planned] == ["wash"]


def test_what_has_begun_stays_and_nothing_new_begins_before_it() -> None:
    walk = day(
        [carer("one")],
        [stop(announced=TOLD, pinned_start=570, pinned_carers=TOLD.carers), stop("other", place="home2")],
    )
    board = prepared(walk, plan(walk, ("wash", "one", 570)).assignments, {}, 590, ())
    assert "frozen" in {breach.rule for breach in verdict(board, Move("wash", ("one",), 595)).breaches}
    assert verdict(board, Move("wash", ("one",), 570)).breaches == ()
    assert "frozen" in {breach.rule for breach in verdict(board, Move("other", ("one",), 560)).breaches}


def test_a_pause_gives_way_where_it_can() -> None:
    walk = day([carer("one", pause=Break(30, 540, 720))], [stop(latest=700)])
    board = prepared(walk, (), {"one": 560}, 0, ())
    told = verdict(board, Move("wash", ("one",), 560))
    assert told.breaches == ()
    assert [pause.start for pause in told.plan.pauses] != [560]


def test_nobody_of_that_name() -> None:
    with pytest.raises(KeyError):
        verdict(BOARD, Move("wash", ("nobody",), 570))
    with pytest.raises(KeyError):
        verdict(BOARD, Move("nothing", ("one",), 570))
