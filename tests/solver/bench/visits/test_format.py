import gzip
from pathlib import Path

from solver.bench.visits.format import read, read_solution, solution_text

from .home_care import JSON, PROBLEM, TEXT


def test_both_formats_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "one.json.gz").write_bytes(gzip.compress(JSON.encode()))
    assert read(tmp_path / "one.txt") == PROBLEM
    assert read(tmp_path / "one.json.gz") == PROBLEM


def test_services_at_once_have_no_gap(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(JSON.replace('"sequential", "distance": [5, 40]', '"simultaneous"'), "utf-8")
    assert read(tmp_path / "one.json").patients[1].gap == (0.0, 0.0)


def test_a_solution_is_read_as_it_was_written() -> None:
    routes = {0: [(1, 1, 5.25), (2, 0, 30.0)], 1: []}
    assert read_solution(solution_text(routes)) == routes
