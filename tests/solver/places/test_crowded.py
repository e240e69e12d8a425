"""Which places given are more than there is room for: what is let in keeps every rule, nobody waits in vain."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.places.check import check
from solver.places.crowded import WithoutRoom, crowded
from solver.places.problem import PlacesProblem
from solver.places.solution import Place
from tests.solver.places.cases import kitchens, meal, placed, problems, rooms, seat


def test_who_comes_first_stays_and_the_others_name_the_limit() -> None:
    problem = kitchens(*(meal(key, ("A-plain", 1)) for key in "abc"), portions=1)
    found = list(crowded(problem, [Place(key, "A-plain") for key in "bca"]))
    assert found == [WithoutRoom("c", "kitchen_portions", 1), WithoutRoom("a", "kitchen_portions", 1)]


def test_a_place_that_is_offered_no_more_breaks_what_took_it() -> None:
    problem = rooms(replace(seat("a"), ruled_out={"distance": 1, "opening_hours": 1}))
    assert list(crowded(problem, [Place("a", "A-am")])) == [WithoutRoom("a", "opening_hours", 0)]


@settings(max_examples=200, deadline=None)
@given(problem=problems(), data=st.data())
def test_what_is_let_in_keeps_every_rule_and_one_more_breaks_one(problem: PlacesProblem, data: st.DataObject) -> None:
    offered = [one for one in problem.requests if one.options]
    chosen = {one.key: data.draw(st.sampled_from([option.supply for option in one.options])) for one in offered}
    out = {one.request: one.rule for one in crowded(problem, [Place(key, supply) for key, supply in chosen.items()])}
    kept = {key: supply for key, supply in chosen.items() if key not in out}
    assert _broken(problem, kept) == set()
    for key, rule in out.items():
        assert rule in _broken(problem, {**kept, key: chosen[key]})


def _broken(problem: PlacesProblem, chosen: dict[str, str]) -> set[str]:
    return {breach.rule for breach in check(problem, placed(problem, chosen))}
