"""What a coordinator would do by hand is one of the plans a repair chooses from."""

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


def pause_between() -> VisitsProblem:
    """She was told to pause at ten, between two visits with an hour and a half in between, and might do so later."""
    resting = carer("one", pause=Break(30, 570, 740), told_pause=600)
    early = stop("early", place="home1", earliest=540, latest=540, announced=told(540))
    late = stop("late", place="home1", earliest=660, latest=660, announced=told(660))
    later = stop("later", place="home1", earliest=740, latest=740, announced=told(740))
    asked = stop("asked", place="home1", minutes=80, earliest=540, latest=700, priority_class=1)
    return day([resting], [early, late, later, asked])


def test_a_pause_makes_way_into_another_gap() -> None:
    asked = pause_between()
    stands = standing(asked)
    assert "asked" in {need.key for need in filled(asked, stands).not_planned}
    found = by_hand(asked, stands, 0)
    assert check(asked, found) == []
    assert places(found) == {**places(stands), "asked": ("one", 570)}
    assert [(pause.carer, 690 <= pause.start <= 710) for pause in found.pauses] == [("one", True)]
    assert places(search(happens(None, 0), asked, HARDLY_ANY).solution) == places(found)


def test_one_after_another_the_first_class_first() -> None:
    """Two would fit in alone, at the same minute: the more urgent one is put in, the other left where nothing fits."""
    light = stop("light", earliest=600, latest=600, priority_class=3)
    grave = stop("grave", place="home2", earliest=600, latest=600, priority_class=1)
    free = stop("free", place="home3", earliest=700, latest=720, priority_class=4)
    asked = day([carer("one")], [light, grave, free])
    found = by_hand(asked, standing(asked), 0)
    assert check(asked, found) == []
    assert set(places(found)) == {"grave", "free"}


def test_nothing_begins_before_the_first_minute_that_may_and_two_carers_are_left_to_the_search() -> None:
    asked = day([carer("one"), carer("two")], [stop(), stop("pair", place="home2", carers=2)])
    assert places(by_hand(asked, standing(asked), 570))["wash"][1] >= 570
    found = by_hand(asked, standing(asked), 601)
    assert (places(found), {need.key for need in found.not_planned}) == ({}, {"wash", "pair"})


def test_without_anybody_everything_stays_open() -> None:
    asked = day([], [stop()])
    assert places(by_hand(asked, standing(asked), 0)) == {}
