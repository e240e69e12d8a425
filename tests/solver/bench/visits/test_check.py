import pytest

from solver.bench.visits.check import check
from solver.bench.visits.format import Route

from .home_care import PROBLEM

GOOD: dict[int, Route] = {0: [(1, 1, 5.0), (2, 0, 30.0)], 1: [(2, 2, 40.0)]}


def test_a_plan_that_keeps_all_rules_costs_a_third_of_its_distance() -> None:
    verdict = check(PROBLEM, GOOD)
    assert verdict.breaches == ()
    assert verdict.cost == pytest.approx((3.5 + 5 + 4 + 4 + 4) / 3)


def test_lateness_counts_in_all_and_once_more_at_its_greatest() -> None:
    verdict = check(PROBLEM, {0: [(1, 1, 63.0), (2, 0, 95.0)], 1: [(2, 2, 100.0)]})
    assert (verdict.tardiness, verdict.worst, verdict.breaches) == (18.0, 10.0, ())


@pytest.mark.parametrize(
    ("routes", "breach"),
    [
        ({0: [(1, 1, 5.0), (2, 0, 30.0)], 1: []}, "each service once"),
        ({0: [(1, 1, 5.0), (2, 0, 30.0)], 1: [(2, 2, 40.0), (1, 1, 60.0)]}, "each service once"),
        ({0: [(1, 1, 5.0)], 1: [(2, 0, 30.0), (2, 2, 55.0)]}, "ability: carer 1, patient 2"),
        ({0: [(1, 1, 4.0), (2, 0, 30.0)], 1: [(2, 2, 40.0)]}, "too early: carer 0, patient 1"),
        ({0: [(1, 1, 20.0), (2, 0, 34.9)], 1: [(2, 2, 40.0)]}, "too early: carer 0, patient 2"),
        ({0: [(1, 1, 5.0), (2, 0, 30.0)], 1: [(2, 2, 34.0)]}, "gap: patient 2"),
        ({0: [(1, 1, 5.0), (2, 0, 30.0)], 1: [(2, 2, 71.0)]}, "gap: patient 2"),
    ],
)
def test_each_rule_is_told_when_it_is_broken(routes: dict[int, Route], breach: str) -> None:
    assert check(PROBLEM, routes).breaches == (breach,)
