"""Medians over seeds, means over instances."""

from solver.bench.standard.summary import summaries

from .measured import run


def test_an_instance_counts_by_its_median_and_a_set_by_the_mean_of_them() -> None:
    runs = [run("a_1", 99.0, seed=seed) for seed in (0, 1)] + [run("a_1", 150.0, seed=2)]
    runs += [run("a_2", cost, seed=seed) for seed, cost in enumerate((101.0, 103.0, 102.0))]
    (told,) = summaries("visits", runs)
    assert (told.mean, told.worst, told.cost) == (0.5, 2.0, 100.5)
    assert (told.instances, told.seeds, told.goal) == (2, 3, -0.2)


def test_peers_and_other_seconds_stand_apart_and_only_ours_has_a_goal() -> None:
    runs = [run("a_1", 101.0, engine="pyvrp"), run("a_1", 99.0), run("a_1", 99.5, asked=20.0)]
    told = [(one.seconds, one.engine, one.goal) for one in summaries("visits", runs)]
    assert told == [(20.0, "ours", None), (60.0, "ours", -0.2), (60.0, "pyvrp", None)]


def test_what_is_not_feasible_has_no_gap() -> None:
    (told,) = summaries("visits", [run("a_1", 10.0, feasible=False)])
    assert (told.feasible, told.mean, told.worst) == (False, None, None)


def test_rosters_are_told_one_by_one_with_what_is_proven() -> None:
    runs = [run(f"Instance{number}", 101.0, family="rostering", bound=100.5) for number in (11, 2)]
    told = summaries("rostering", runs)
    assert [(one.name, one.bound, one.goal) for one in told] == [("Instance2", 100.5, 0.0), ("Instance11", 100.5, 0.5)]
