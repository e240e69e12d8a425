"""Whatever moves were made and taken back, plan, times and sums are what anyone would write down for the routes."""

from hypothesis import given
from hypothesis import strategies as st

from solver.chance import chance_of
from solver.visits.engine.anneal import anneal
from solver.visits.engine.board import Draft
from solver.visits.engine.construct import construct
from solver.visits.engine.routes import copy_of, cost_of

from ...random_cases import random_cases
from .small import board, draft, drafts, holds


@random_cases(100)
@given(drafts(), st.integers(0, 1000))
def test_every_plan_on_the_way_is_timed_as_by_hand(one: Draft, seed: int) -> None:
    b = board(one)
    current, chance = construct(b), chance_of(seed)
    holds(one, b, current)
    best = copy_of(b, current)
    for _ in range(5):
        anneal(b, current, best, chance, 30.0, 10.0, 80)
        holds(one, b, current)
    holds(one, b, best)
    assert cost_of(best) <= cost_of(current)


def test_nothing_worse_is_taken_when_it_is_cold() -> None:
    b = board(draft(stop_of=[0, 1, 2], place_of=[1, 2, 3], first=[0, 0, 0], due=[60, 60, 60]))
    current, chance = construct(b), chance_of(1)
    best = copy_of(b, current)
    for _ in range(20):
        before = cost_of(current)
        anneal(b, current, best, chance, 1e-6, 1e-6, 5)
        assert cost_of(current) <= before
