"""What the search puts where, and what it leaves alone."""

import pytest

from solver.budget import Budget
from solver.repair import search as search_module
from solver.repair.search import LARGEST_SHARE, nobody_can, search, share_for, standing
from solver.result import Result
from solver.visits.objective import cost, matches
from solver.visits.problem import AnnouncedVisit, VisitsProblem
from solver.visits.solution import VisitsSolution
from solver.visits.solve import solve as solve_visits

from ..visits.small import carer, day, stop
from .example import LITTLE, happens


def told(start: int, *who: str) -> AnnouncedVisit:
    return AnnouncedVisit(start, frozenset(who))


def found(asked: VisitsProblem) -> tuple[set[tuple[str, str, int]], set[str], bool]:
    """Who comes where and when, what is open, and whether that is better than to leave it open."""
    (answer,) = search(happens(None, 0), [asked], LITTLE)
    parts = {(part.stop, part.carer, part.start) for part in answer.solution.assignments}
    return parts, {need.key for need in answer.solution.not_planned}, answer.better


def test_what_lost_its_carer_is_given_by_another_at_its_minute() -> None:
    kept, lost = stop(announced=told(540, "one")), stop("lost", place="home2", announced=told(550, "gone"))
    asked = day([carer("one"), carer("two")], [kept, lost])
    assert found(asked) == ({("wash", "one", 540), ("lost", "two", 550)}, set(), True)


def test_one_who_was_told_makes_way_for_what_is_more_urgent() -> None:
    """She comes to the second door at ten at the latest, and was told to be at the first one then."""
    soft = stop(announced=told(600, "one"), latest=700, priority_class=3)
    lost = stop("lost", place="home2", announced=told(600, "gone"), earliest=600, priority_class=1)
    parts, left, better = found(day([carer("one")], [soft, lost]))
    assert ("lost", "one", 600) in parts
    assert (len(parts), left, better) == (2, set(), True)


def test_a_day_is_searched_twice_with_other_luck_and_the_cheaper_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where something has lost a place that somebody could take."""
    seen: list[tuple[int, int]] = []

    def watched(asked: VisitsProblem, budget: Budget) -> Result[VisitsSolution]:
        result = solve_visits(asked, budget)
        seen.append((budget.seed, result.cost))
        return result

    monkeypatch.setattr(search_module, "solve_visits", watched)
    hours = (540, 600, 660)
    kept = [stop(f"at{hour}", announced=told(hour, "one"), latest=800) for hour in hours]
    lost = [stop(f"lost{hour}", place="home2", announced=told(hour, "gone"), latest=800) for hour in hours[:2]]
    still, asked = day([carer("one"), carer("two")], kept), day([carer("one"), carer("two")], [*kept, *lost])
    quiet, answer = search(happens(None, 0), [still, asked], LITTLE)
    assert len({seed for seed, _ in seen}) == len(seen) == 2
    assert cost(matches(asked, answer.solution)) <= min(price for _, price in seen)
    assert (quiet.work, quiet.better) == (0.0, False)
    assert {part.stop for part in quiet.solution.assignments} == {one.key for one in kept}


def test_nothing_is_dropped_for_a_class_below_and_nobody_told_anything_in_vain() -> None:
    kept = stop(announced=told(600, "one"), earliest=600, priority_class=2)
    lost = stop("lost", place="home2", announced=told(600, "gone"), earliest=600, minutes=200, priority_class=3)
    assert found(day([carer("one")], [kept, lost])) == ({("wash", "one", 600)}, {"lost"}, False)


def test_what_was_open_before_is_put_in_where_it_fits_and_nowhere_else() -> None:
    kept = stop(announced=told(600, "one"), earliest=600)
    fits, meets = stop("fits", place="home2", latest=550), stop("meets", place="home2", earliest=600)
    parts, left, better = found(day([carer("one")], [kept, fits, meets]))
    assert (left, better) == ({"meets"}, True)
    assert ("wash", "one", 600) in parts
    assert {stop for stop, _, _ in parts} == {"wash", "fits"}


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
    asked = day(
        [carer("one")],
        [
            stop(announced=told(540, "one")),
            stop("near", place="home2", announced=told(575, "one")),
            stop("lost", place="home3", announced=told(576, "gone")),
        ],
    )
    stands = standing(asked)
    assert [(part.stop, part.start) for part in stands.assignments] == [("wash", 540)]
    assert {need.key for need in stands.not_planned} == {"near", "lost"}


def test_the_more_lost_their_place_the_longer_it_is_searched_up_to_a_limit() -> None:
    shares = [share_for(stops) for stops in (1, 5, 12, 30, 100)]
    assert shares == sorted(shares)
    assert len(set(shares[:3])) == 3
    assert shares[-2:] == [LARGEST_SHARE] * 2
