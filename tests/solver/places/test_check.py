"""Each rule of places: one test breaks it, one keeps it."""

from dataclasses import replace

from solver.places.check import check
from solver.places.problem import PlacesProblem
from solver.places.solution import Place, PlacesSolution
from solver.result import Unplanned
from tests.solver.places.cases import hers, kitchens, meal, placed, rooms, seat


def broken(problem: PlacesProblem, **chosen: str) -> set[str]:
    return {breach.rule for breach in check(problem, placed(problem, chosen))}


def test_kitchen_portions_breaks() -> None:
    problem = kitchens(*(meal(key, ("A-plain", 1)) for key in "abc"), portions=2)
    assert "kitchen_portions" in broken(problem, a="A-plain", b="A-plain", c="A-plain")


def test_kitchen_portions_keeps() -> None:
    problem = kitchens(*(meal(key, ("A-plain", 1)) for key in "abc"), portions=2)
    assert broken(problem, a="A-plain", b="A-plain") == set()


def test_kitchen_diet_breaks() -> None:
    problem = kitchens(meal("a", ("A-soft", 1)), meal("b", ("A-soft", 1)), portions=2, soft=1)
    assert broken(problem, a="A-soft", b="A-soft") == {"kitchen_diet"}


def test_kitchen_diet_keeps() -> None:
    problem = kitchens(meal("a", ("A-soft", 1)), meal("b", ("B-soft", 1)), portions=2, soft=1)
    assert broken(problem, a="A-soft", b="B-soft") == set()


def test_zone_seats_breaks_where_a_whole_day_meets_a_morning() -> None:
    problem = rooms(seat("a", ("A-day", 1)), seat("b", ("A-am", 1)), seats=1)
    assert broken(problem, a="A-day", b="A-am") == {"zone_seats"}


def test_zone_seats_keeps_where_morning_and_afternoon_share_a_seat() -> None:
    problem = rooms(seat("a", ("A-pm", 1)), seat("b", ("A-am", 1)), seats=1)
    assert broken(problem, a="A-pm", b="A-am") == set()


def test_staff_ratio_breaks() -> None:
    problem = rooms(seat("a", ("A-am", 1), staff=40), seat("b", ("A-am", 1), staff=21), staff=60)
    assert broken(problem, a="A-am", b="A-am") == {"staff_ratio"}


def test_staff_ratio_keeps() -> None:
    problem = rooms(seat("a", ("A-am", 1), staff=40), seat("b", ("A-am", 1), staff=20), staff=60)
    assert broken(problem, a="A-am", b="A-am") == set()


def test_elder_in_one_place_breaks() -> None:
    problem = kitchens(meal("a", ("A-plain", 1), ("B-plain", 1)))
    twice = PlacesSolution((Place("a", "A-plain"), Place("a", "B-plain")), ())
    assert {breach.rule for breach in check(problem, twice)} == {"elder_in_one_place"}


def test_elder_in_one_place_keeps() -> None:
    problem = kitchens(meal("a", ("A-plain", 1), ("B-plain", 1)))
    assert broken(problem, a="B-plain") == set()


def test_elder_in_one_place_breaks_where_her_hours_meet() -> None:
    problem = hers(rooms(seat("a", ("A-day", 1)), seat("b", ("B-am", 1))), "a", "b")
    assert broken(problem, a="A-day/a+b", b="B-am/a+b") == {"elder_in_one_place"}


def test_elder_in_one_place_keeps_where_one_seat_follows_the_other() -> None:
    problem = hers(rooms(seat("a", ("A-pm", 1)), seat("b", ("B-am", 1))), "a", "b")
    assert broken(problem, a="A-pm/a+b", b="B-am/a+b") == set()


def test_a_place_that_was_ruled_out_breaks_the_rule_that_took_it() -> None:
    far = replace(meal("a", ("A-plain", 1)), ruled_out={"opening_hours": 0, "distance": 1})
    assert broken(kitchens(far), a="B-plain") == {"distance"}


def test_not_planned_breaks_when_a_request_is_lost_or_listed_twice() -> None:
    problem = kitchens(meal("a", ("A-plain", 1)))
    entry = Unplanned("meal", "a", 2, 30, "kitchen_portions", {"options": 1})
    assert [breach.rule for breach in check(problem, PlacesSolution((), ()))] == ["not_planned"]
    assert [breach.rule for breach in check(problem, PlacesSolution((), (entry, entry)))] == ["not_planned"]
    assert [breach.rule for breach in check(problem, PlacesSolution((Place("a", "A-plain"),), (entry,)))] == [
        "not_planned"
    ]


def test_not_planned_breaks_without_an_honest_entry() -> None:
    problem = kitchens(meal("a", ("A-plain", 1)))
    entry = Unplanned("meal", "a", 2, 30, "kitchen_portions", {"options": 1})
    for false in (
        replace(entry, rule="travel"),
        replace(entry, facts={}),
        replace(entry, minutes=29),
        replace(entry, priority_class=3),
    ):
        assert "not_planned" in {breach.rule for breach in check(problem, PlacesSolution((), (false,)))}


def test_not_planned_keeps_with_one_entry_a_request() -> None:
    entry = Unplanned("meal", "a", 2, 30, "kitchen_portions", {"options": 1})
    assert check(kitchens(meal("a", ("A-plain", 1))), PlacesSolution((), (entry,))) == []


def test_what_nobody_asked_for_is_a_breach() -> None:
    problem = kitchens()
    assert check(problem, PlacesSolution((Place("ghost", "A-plain"),), ())) != []
    assert check(problem, PlacesSolution((), (Unplanned("meal", "ghost", 2, 30, "distance", {"options": 0}),))) != []
