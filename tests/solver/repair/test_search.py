"""What the search leaves alone."""

from solver.repair.search import LARGEST_SHARE, nobody_can, share_for, standing
from solver.visits.problem import AnnouncedVisit

from ..visits.small import carer, day, stop


def test_a_visit_that_nobody_could_give_is_not_searched_for() -> None:
    asked = day(
        [carer("one"), carer("two", skills=frozenset())],
        [
            stop(),
            stop("hard", skill="tube_feeding"),
            stop("pair", carers=2, skill="care"),
            stop("far", earliest=940, latest=950),
        ],
    )
    assert nobody_can(asked, {"wash", "hard", "far"}) == {"hard", "far"}


def test_what_stands_is_what_can_be_walked_as_it_was_told() -> None:
    first, second = AnnouncedVisit(540, frozenset({"one"})), AnnouncedVisit(575, frozenset({"one"}))
    late = AnnouncedVisit(576, frozenset({"gone"}))
    asked = day(
        [carer("one")],
        [
            stop(announced=first),
            stop("near", place="home2", announced=second),
            stop("lost", place="home3", announced=late),
        ],
    )
    found = standing(asked)
    assert [(part.stop, part.start) for part in found.assignments] == [("wash", 540)]
    assert {need.key for need in found.not_planned} == {"near", "lost"}


def test_the_more_lost_their_place_the_longer_it_is_searched_up_to_a_limit() -> None:
    shares = [share_for(stops) for stops in (1, 5, 12, 30, 100)]
    assert shares == sorted(shares)
    assert len(set(shares[:3])) == 3
    assert shares[-2:] == [LARGEST_SHARE] * 2
