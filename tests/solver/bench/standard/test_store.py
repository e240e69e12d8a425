"""What is kept is read back, the last word on each case."""

from pathlib import Path

from solver.bench.standard.store import add, load, tidy

from .measured import run


def test_the_last_line_of_a_case_counts_and_tidying_leaves_only_that(tmp_path: Path) -> None:
    file = tmp_path / "visits.jsonl"
    assert load(file) == {}
    first, again, other = run("a_1", 99.0), run("a_1", 98.0), run("a_1", 97.0, seed=1)
    for one in (first, other, again):
        add(file, one)
    assert set(load(file).values()) == {again, other}
    tidy(file, load(file).values())
    assert len(file.read_text("utf-8").splitlines()) == 2
    assert set(load(file).values()) == {again, other}
