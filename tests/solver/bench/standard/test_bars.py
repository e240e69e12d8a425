"""Whether a bar is reached is said only as far as the seeds prove it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some

from solver.bench.standard.bars import SEEDS, Bar, seeds_of, verdict

BAR = Bar(-1.0, 0.3)


@pytest.mark.parametrize(
    ("instances", "told"),
    [
        ([[-3, -3, -3], [-3, -3, -3], [5, 5, 5]], "not yet"),
        ([[-3, -3, -3], [-3, -3, -3], [0.3, 0.3, 9]], "reached"),
        ([[-0.9, -0.9, -0.9]], "not yet"),
        ([[-3, 9], [-3, -3]], "beyond, 2 of 3 seeds"),
        ([[-3, 0.4], [-3, -3]], "within, 2 of 3 seeds"),
        ([[-3, 0.3], [-3, -3, -3]], "reached, 2 of 3 seeds"),
        ([[0.4, 0.5], [-9, -9]], "not yet, 2 of 3 seeds"),
        ([[-3], [-3, -3, -3]], "within, 1 of 3 seeds"),
        ([[5], [-3]], "beyond, 1 of 3 seeds"),
        ([[5], [0.4, 9, 9]], "not yet, 1 of 3 seeds"),
    ],
)
def test_the_mean_and_the_worst_count_and_seeds_that_are_missing_prove_nothing(
    instances: Sequence[Sequence[float]], told: str
) -> None:
    assert verdict(BAR, instances, SEEDS) == told


def test_without_a_bar_on_the_worst_the_mean_alone_counts() -> None:
    assert verdict(Bar(0.0), [[-9], [5]], 1) == "reached"


def test_what_counts_its_work_needs_one_seed() -> None:
    assert [seeds_of(family) for family in ("visits", "rostering", "rounds", "week", "places")] == [3, 3, 3, 1, 1]


GAPS = some.integers(-4, 4).map(lambda gap: gap / 2)


@given(some.lists(some.tuples(GAPS, GAPS, GAPS), min_size=1, max_size=3), some.integers(1, 2))
def test_what_is_said_of_fewer_seeds_holds_with_all_of_them(every: list[tuple[float, ...]], seeds: int) -> None:
    whole, part = (verdict(BAR, [gaps[:runs] for gaps in every], SEEDS) for runs in (SEEDS, seeds))
    word = part.partition(",")[0]
    assert word in {"within", "beyond", whole}
    assert part.endswith(f", {seeds} of 3 seeds")
