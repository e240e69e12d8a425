"""Depots taken apart and their tours put together again."""

from hypothesis import given, settings

from solver.bench.rounds.check import check
from solver.bench.rounds.family import draft_of
from solver.bench.rounds.format import Routing
from solver.bench.rounds.kitchens import parts
from solver.budget import Budget
from solver.meals.engine.search import search

from .routings import routings


@settings(deadline=None, max_examples=50)
@given(routings())
def test_no_depot_gives_more_than_it_has_and_every_rule_is_kept(problem: Routing) -> None:
    apart = parts(problem)
    customers = [customer for part in apart for customer in part.customers]
    assert len(customers) == len(set(customers))
    tours = [tour for part in apart for tour in part.named(search(draft_of(part.problem), Budget(effort=0.02)).rounds)]
    assert check(problem, tours).breaches == ()
