"""What a repair must leave alone, each broken once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from solver.repair.check import check, untouched
from solver.repair.problem import Hold, LateRunner
from solver.repair.solve import solve
from solver.week.problem import DAY
from solver.week.solution import WeekSolution

from .example import LITTLE, busy_day, happens, published, repaired, visits_of

DAY_, CARER = busy_day()
FIRST = visits_of(published(), DAY_)[0]
NOW = DAY_ * DAY + 780
"""Visits and rounds have begun, and pauses too."""


def _later(plan: WeekSolution) -> WeekSolution:
    routes = tuple(
        replace(
            walk,
            assignments=tuple(
                replace(part, start=part.start + 1) if part == FIRST else part for part in walk.assignments
            ),
        )
        for walk in plan.routes
    )
    return replace(plan, routes=routes)


def _other_round(plan: WeekSolution) -> WeekSolution:
    driven = next(one for one in plan.rounds if one.day == DAY_)
    later = replace(driven, rounds=tuple(replace(one, returns=one.returns + 1) for one in driven.rounds))
    return replace(plan, rounds=tuple(later if one is driven else one for one in plan.rounds))


def _other_pause(plan: WeekSolution) -> WeekSolution:
    return replace(
        plan,
        pauses=tuple(replace(one, start=one.start + 1) if one.start < NOW else one for one in plan.pauses),
    )


def _sent_home(plan: WeekSolution) -> WeekSolution:
    return replace(plan, duties=plan.duties[1:])


def _unseated(plan: WeekSolution) -> WeekSolution:
    return replace(plan, seats=tuple(place for place in plan.seats if place.request != f"seat10@{DAY_}"))


def _unserved(plan: WeekSolution) -> WeekSolution:
    return replace(plan, meals=tuple(place for place in plan.meals if place.request != f"lunch10@{DAY_}"))


@pytest.mark.parametrize("harm", [_later, _other_round, _other_pause, _sent_home, _unseated, _unserved])
def test_what_has_begun_is_frozen(harm: Callable[[WeekSolution], WeekSolution]) -> None:
    problem = happens(None, NOW)
    assert untouched(problem, published()) == []
    assert {breach.rule for breach in untouched(problem, harm(published()))} == {"frozen"}


def test_a_late_runner_cannot_be_there_yet() -> None:
    first = next(part for part in visits_of(published(), DAY_) if part.carer == CARER)
    late = happens(LateRunner(CARER, 300), first.start + 5)
    assert "no_overlap_with_travel" in {breach.rule for breach in check(late, published())}


def test_a_guest_who_sits_there_keeps_her_seat_whatever_the_repair_takes_for_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """She is taken to hospital at ten: her seat of today has begun, and the one of the next day falls away."""
    away = happens(Hold("elder10", DAY_, DAY_ + 1), DAY_ * DAY + 600)
    kept = repaired(away).solution.solution
    assert {place.request for place in published().seats} - {place.request for place in kept.seats} == {
        f"seat10@{DAY_ + 1}"
    }
    for name in ("seat_begun", "seat_served"):
        monkeypatch.setattr(f"solver.repair.altered.{name}", lambda *_: False)
    lost = solve(away, LITTLE).solution.solution
    assert (f"seat10@{DAY_}", "frozen") in {(breach.key, breach.rule) for breach in check(away, lost)}
