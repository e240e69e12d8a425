"""Medians over seeds, means over instances."""

from solver.bench.standard.bars import Bar
from solver.bench.standard.summary import summaries

from .measured import run


def test_an_instance_counts_by_its_median_and_a_set_by_the_mean_of_them() -> None:
    runs = [run("a_1", 99.0, seed=seed) for seed in (0, 1)] + [run("a_1", 150.0, seed=2)]
    runs += [run("a_2", cost, seed=seed) for seed, cost in enumerate((101.0, 103.0, 102.0))]
    (told,) = summaries("visits", runs)
    assert (told.mean, told.worst, told.cost) == (0.5, 2.0, 100.5)
    assert (told.instances, told.seeds, told.bar) == (2, (0, 1, 2), Bar(-0.2, 0.3))


def test_peers_and_other_seconds_stand_apart_and_only_ours_has_a_bar() -> None:
    runs = [run("a_1", 101.0, engine="pyvrp"), run("a_1", 99.0), run("a_1", 99.5, asked=20.0)]
    told = [(one.seconds, one.engine, one.bar) for one in summaries("visits", runs)]
    assert told == [(20.0, "ours", None), (60.0, "ours", Bar(-0.2, 0.3)), (60.0, "pyvrp", None)]


def test_what_is_not_feasible_has_neither_gap_nor_cost() -> None:
    broken = run("a_1", 10.0, feasible=False, bound=5.0)
    (told,) = summaries("visits", [broken])
    assert (told.feasible, told.mean, told.worst, told.cost, told.within) == (False, None, None, None, None)
    (told,) = summaries("visits", [broken, run("a_1", 102.0, seed=1)])
    assert (told.feasible, told.mean, told.cost) == (False, 2.0, 102.0)


def test_seeds_are_those_of_every_instance() -> None:
    runs = [run(name, 99.0, seed=seed) for name, seed in (("a_1", 0), ("a_1", 2), ("a_2", 2), ("a_2", 5))]
    (told,) = summaries("visits", runs)
    assert told.seeds == (2,)


def test_rosters_are_told_one_by_one_with_what_is_proven() -> None:
    runs = [run(f"Instance{number}", 100.5, family="rostering", bound=100.0) for number in (11, 2)]
    told = summaries("rostering", runs)
    assert [(one.name, one.within, one.bar) for one in told] == [
        ("Instance2", 0.5, Bar(0.0)),
        ("Instance11", 0.5, Bar(0.5)),
    ]


def test_a_set_is_proven_as_far_as_its_worst_instance_by_the_best_bound_of_any_seed() -> None:
    runs = [run("a_1", 101.0, bound=100.0), run("a_1", 101.0, seed=1, bound=99.0), run("a_2", 104.0, bound=100.0)]
    (told,) = summaries("visits", runs)
    assert told.within == 4.0
    (told,) = summaries("visits", [*runs, run("a_3", 101.0)])
    assert told.within is None, "one of them has no bound"
