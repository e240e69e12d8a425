"""What the page says of the runs themselves."""

from solver.bench.standard.runs import told

from .measured import run


def test_days_seeds_and_machines_are_named() -> None:
    runs = [run("a_1", 1.0, seed=seed, machine="2 × one") for seed in (2, 0)]
    first, second, *_ = told("visits", [*runs, run("a_1", 1.0, seed=5, day="2026-12-01", machine="8 × other")])
    assert first == "Measured 2026-11-26 to 2026-12-01, runs: 3, seeds: 0, 2, 5."
    assert second == "Runs on 2 × one: 2."


def test_the_run_that_keeps_its_limit_worst_is_told_beside_the_bar() -> None:
    runs = [run("a_1", 1.0, asked=60.0, seconds=63.5), run("a_2", 1.0, asked=20.0, seconds=21.9)]
    peer = run("a_1", 1.0, engine="pyvrp", seconds=99.0)
    said = " ".join(told("visits", [*runs, peer]))
    assert (
        "of 2 runs of ours the one that kept it worst took 21.9 s of 20 s (1 s and 5 % more, ≤ 22 s: reached)" in said
    )
    late = " ".join(told("visits", [run("a_1", 1.0, asked=60.0, seconds=64.1)]))
    assert "took 64.1 s of 60 s (1 s and 5 % more, ≤ 64 s: not yet)" in late
    assert "Time limit" not in " ".join(told("week", [run("a_1", 1.0, family="week", asked=1.0, seconds=90.0)]))


def test_what_can_be_had_again_and_what_found_nothing_better_is_counted() -> None:
    runs = [run("a_1", 1.0, reproducible=True, improved=False), run("a_2", 1.0, reproducible=False, improved=True)]
    said = " ".join(told("visits", runs))
    assert "Reproducible: 1 of 2 runs." in said
    assert "Found nothing better than what the search began with: a_1 (1 runs)." in said


def test_of_older_runs_it_says_what_was_not_kept() -> None:
    *_, last = told("visits", [run("a_1", 1.0), run("a_2", 1.0, machine="2 × one")])
    assert last.startswith("Older runs, of which the machine, the seconds by the wall and whether")
    assert last.endswith(": 1.")
    assert "Older" not in " ".join(told("visits", [run("a_2", 1.0, machine="2 × one")]))
