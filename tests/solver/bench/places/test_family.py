"""Towns drawn from a seed: the best places of all, every reason for waiting true, and a check that notices."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from solver.bench.__main__ import main
from solver.bench.places import family
from solver.bench.places.check import check
from solver.bench.places.city import FACILITIES, town
from solver.bench.places.format import read, text_of
from solver.bench.reading import InstanceError
from solver.budget import Budget
from solver.places.problem import PlacesProblem
from solver.places.solution import PlacesSolution
from solver.places.solve import solve
from tests.solver.places.cases import best_by_trying_all

from ..full_disk import room_for


@settings(deadline=None, max_examples=40)
@given(some.integers(0, 10_000), some.integers(1, 6), some.integers(2, 4))
def test_equals_the_best_of_all_plans(seed: int, requests: int, facilities: int) -> None:
    problem = town(seed, requests, facilities)
    result = solve(problem, Budget())
    verdict = check(problem, result.solution)
    assert verdict.breaches == ()
    assert (verdict.open_price, verdict.given) == best_by_trying_all(problem)
    assert result.proven


def test_a_town_of_hundreds_is_proven_and_everybody_who_waits_knows_why() -> None:
    problem = town(2, 400, 12)
    result = solve(problem, Budget())
    verdict = check(problem, result.solution)
    assert (verdict.breaches, result.proven) == ((), True)
    assert result.bound == verdict.open_price + verdict.given == result.cost
    assert verdict.waiting > 0


def test_a_town_of_three_thousand_and_sixty_facilities_is_proven_the_best() -> None:
    problem = town(0)
    result = solve(problem, Budget())
    verdict = check(problem, result.solution)
    assert (len(problem.requests), FACILITIES) == (3000, 60)
    assert len({supply.key.partition("/")[0] for supply in problem.supplies}) == FACILITIES
    assert (verdict.breaches, result.proven, result.reproducible) == ((), True, True)
    assert result.bound == verdict.open_price + verdict.given == result.cost


@pytest.fixture
def crowded() -> PlacesProblem:
    return town(2, 60, 4)


def solved(problem: PlacesProblem) -> PlacesSolution:
    return solve(problem, Budget()).solution


def test_a_reason_that_is_not_true_is_noticed(crowded: PlacesProblem) -> None:
    solution = solved(crowded)
    waits = next(need for need in solution.not_planned if "limit" in need.facts)
    limits = {limit.key: limit for limit in crowded.limits}
    given = {place.supply for place in solution.places}
    empty = next(key for key in limits if not any(supply.startswith(key) for supply in given))
    false = replace(waits, rule=limits[empty].rule, facts={**waits.facts, "limit": empty})
    told = tuple(false if need == waits else need for need in solution.not_planned)
    assert check(crowded, replace(solution, not_planned=told)).breaches == (f"reason: {waits.key}",)


def test_a_place_more_than_there_is_is_noticed(crowded: PlacesProblem) -> None:
    solution = solved(crowded)
    waits = next(need for need in solution.not_planned if "limit" in need.facts)
    request = next(one for one in crowded.requests if one.key == waits.key)
    places = (*solution.places, replace(solution.places[0], request=waits.key, supply=request.options[0].supply))
    left = tuple(need for need in solution.not_planned if need != waits)
    assert check(crowded, PlacesSolution(places, left)).breaches


def test_a_file_and_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(family, "MADE", tmp_path / "made")
    assert main(["places", "places-300-1", "--out", str(tmp_path), "--workers", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["instance"], told["feasible"], told["proven"]) == ("places-300-1", True, 1.0)
    assert told["cost"] == told["bound"]
    assert read(tmp_path / "made" / "places-300-1.json") == town(1, 300)
    assert text_of(town(1, 300)) != text_of(town(2, 300))


def test_a_town_that_was_not_written_to_its_end_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(family, "MADE", tmp_path / "made")
    one = family.instances(tmp_path)[0]
    with pytest.raises(OSError, match="large"), room_for(1000):
        family.prepare(tmp_path, one)
    assert not one.path.exists()


@pytest.mark.parametrize(("right", "wrong"), [('"requests"', '"asked"'), ('"kind":"seat"', '"kind":7'), ("]}", "]")])
def test_a_town_that_is_cut_or_garbled_is_told(right: str, wrong: str, tmp_path: Path) -> None:
    file, text = tmp_path / "town.json", text_of(town(1, 30))
    assert right in text
    file.write_text(text.replace(right, wrong), "utf-8")
    with pytest.raises(InstanceError, match=r"town.json, the whole: .*; remove the file and it is drawn again"):
        read(file)
