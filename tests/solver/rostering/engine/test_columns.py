"""What a column costs, and where it works, is what the benchmark's own check counts."""

from itertools import product

import numpy as np
import pytest

from solver.bench.rostering.check import check
from solver.bench.rostering.draft import draft_of
from solver.bench.rostering.format import Wards, read
from solver.rostering.engine.columns import Pool, column_of
from solver.rostering.engine.problem import OFF, Problem, Roster, cover_cost

from ...bench.rostering.ward import TEXT


@pytest.fixture
def wards(tmp_path_factory: pytest.TempPathFactory) -> Wards:
    path = tmp_path_factory.mktemp("wards") / "Instance0.txt"
    path.write_text(TEXT, "utf-8")
    return read(path)


def drawn(given: Problem, seed: int) -> list[Roster]:
    """A row for each person, whatever her limits."""
    rows = np.random.default_rng(seed).integers(OFF, given.shifts, (len(given.people), given.days))
    return list(rows.astype(np.int8))


@pytest.mark.parametrize("seed", range(5))
def test_columns_and_the_cover_of_their_cells_cost_what_the_check_counts(wards: Wards, seed: int) -> None:
    given = draft_of(wards)
    columns = [column_of(given, person, row) for person, row in enumerate(drawn(given, seed))]
    names = [*wards.shifts, ""]
    verdict = check(
        wards, {key: [names[at] for at in one.roster] for key, one in zip(wards.people, columns, strict=True)}
    )
    assert given.constant + sum(column.cost for column in columns) == verdict.requests
    at_work = np.bincount(np.concatenate([column.cells for column in columns]), minlength=given.need.size)
    assert cover_cost(given, given.need - at_work.reshape(given.need.shape)) == verdict.cover


def test_a_pool_keeps_each_roster_of_a_person_once_in_the_order_they_came(wards: Wards) -> None:
    given, pool = draft_of(wards), Pool()
    rows = drawn(given, 0)
    columns = [column_of(given, person, row) for person, row in product((0, 1), rows[:3])]
    for column in (*columns, *columns):
        pool.add(column)
    assert [list(pool.of(person)) for person in range(3)] == [columns[:3], columns[3:], []]
