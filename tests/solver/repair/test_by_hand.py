"""What a coordinator would do by hand is one of the plans a repair chooses from."""

from dataclasses import replace

from solver.budget import Budget
from solver.repair.by_hand import by_hand
from solver.repair.search import filled, search, standing
from solver.visits.check import check
from solver.visits.problem import AnnouncedVisit, Break, VisitsProblem
from solver.visits.solution import VisitsSolution

from ..visits.small import carer, day, stop
from .example import happens

HARDLY_ANY = Budget(effort=1e-6)


def told(start: int, who: str = "one") -> AnnouncedVisit:
    return AnnouncedVisit(start, frozenset({who}))


def places(found: VisitsSolution) -> dict[str, tuple[str, int]]:
    return {part.stop: (part.carer, part.start) for part in found.assignments}


def put_in(asked: VisitsProblem, begins: int = 0, hopeless: frozenset[str] = frozenset()) -> VisitsSolution:
    """By hand, checked."""
    found = by_hand(asked, standing(asked), begins, hopeless, lambda: False)
    assert check(asked, found) == []
    return found


def pause_between() -> VisitsProblem:
    """She was told to pause at ten, between two visits with an hour and a half in between, and might do so later."""
    resting = carer("one", pause=Break(30, 570, 740), told_pause=600)
    early = stop("early", place="home1", earliest=540, latest=540, announced=told(540))
    late = stop("late", place="home1", earliest=660, latest=660, announced=told(660))
    later = stop("later", place="home1", earliest=740, latest=740, announced=told(740))
    lost = stop(
        "lost", place="home1", minutes=80, earliest=540, latest=700, priority_class=1, announced=told(570, "gone")
    )
    return day([resting], [early, late, later, lost])


def test_a_pause_makes_way_into_another_gap() -> None:
    asked = pause_between()
    stands = standing(asked)
    assert "lost" in {need.key for need in filled(asked, stands).not_planned}
    found = put_in(asked)
    assert places(found) == {**places(stands), "lost": ("one", 570)}
    assert [(pause.carer, 690 <= pause.start <= 710) for pause in found.pauses] == [("one", True)]
    assert places(search(happens(None, 0), [asked], HARDLY_ANY)[0].solution) == places(found)


def test_one_after_another_the_first_class_first() -> None:
    """Of the two at ten only one fits in: the severe one, though the hours of the light one end sooner."""
    light = stop("light", earliest=600, latest=600, priority_class=3)
    severe = stop("severe", place="home2", earliest=600, latest=605, priority_class=1)
    free = stop("free", place="home3", earliest=700, latest=720, priority_class=4)
    found = put_in(day([carer("one")], [light, severe, free]))
    assert (set(places(found)), {need.key for need in found.not_planned}) == ({"severe", "free"}, {"light"})


def test_two_carers_pinned_ones_and_what_is_hopeless_are_left_to_the_search() -> None:
    pair, hers = stop("pair", place="home2", carers=2), stop("hers", place="home3", pinned_carers=frozenset({"two"}))
    asked = day([carer("one"), carer("two")], [stop(), pair, hers])
    assert set(places(put_in(asked))) == {"wash"}
    assert places(put_in(asked, hopeless=frozenset({"wash"}))) == {}


def test_nothing_begins_before_the_first_minute_that_may() -> None:
    asked = day([carer("one")], [stop()])
    assert places(put_in(asked, 570)) == {"wash": ("one", 570)}
    assert places(put_in(asked, 601)) == {}


def test_what_costs_more_than_it_is_worth_stays_open() -> None:
    """Twenty minutes of a way that is dear for one minute of the last class."""
    far = stop("far", place="home2", minutes=1, latest=800, priority_class=4)
    asked = replace(day([carer("one")], [far]), weights={"travel": 10})
    assert places(put_in(asked)) == {}
    assert set(places(put_in(replace(asked, weights={})))) == {"far"}


def test_what_her_other_visits_cost_anyway_keeps_nothing_open() -> None:
    """She is at the early one eighty minutes before its wish, which is dearer than the other is worth."""
    early = stop("early", place="home2", latest=540, preferred_start=620, keenness=100, announced=told(540))
    found = put_in(day([carer("one")], [early, stop("lost", minutes=20, latest=700, priority_class=4)]))
    assert places(found) == {"early": ("one", 540), "lost": ("one", 580)}


def test_who_cancels_gets_what_stands_by_then() -> None:
    asked, calls = day([carer("one")], [stop(), stop("later", place="home2", latest=800)]), iter([False, True])
    found = by_hand(asked, standing(asked), 0, frozenset(), lambda: next(calls))
    assert set(places(found)) == {"wash"}


def test_what_lost_its_place_comes_before_what_was_open_before_however_urgent_that_is() -> None:
    lost = stop("lost", earliest=600, announced=told(600, "gone"), priority_class=2)
    old = stop("old", place="home2", earliest=600, priority_class=1)
    asked = day([carer("one")], [lost, old])
    assert places(search(happens(None, 0), [asked], HARDLY_ANY)[0].solution) == {"lost": ("one", 600)}


def test_without_anybody_everything_stays_open() -> None:
    assert places(put_in(day([], [stop()]))) == {}
