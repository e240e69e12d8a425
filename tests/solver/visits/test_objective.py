"""What a plan costs by rule, by hand."""

from dataclasses import replace

from solver.result import cost_by_rule
from solver.rules import CLASS_WEIGHT
from solver.visits.objective import matches
from solver.visits.problem import AnnouncedVisit, Stop, VisitsProblem

from .small import TRAVEL, carer, day, plan, stop


def costs(*wanted: Stop, start: int = 540) -> dict[str, int]:
    problem = day([carer("lin"), carer("he")], list(wanted))
    return cost_by_rule(matches(problem, plan(problem, (wanted[0].key, "lin", start))))


def test_travel_counts_both_ways() -> None:
    assert costs(stop())["travel"] == 2 * 20


def test_a_new_face_counts_only_where_somebody_is_known() -> None:
    assert "new_face" not in costs(stop())
    assert "new_face" not in costs(stop(faces=frozenset({"lin"})))
    assert costs(stop(faces=frozenset({"wu"})))["new_face"] == 30


def test_others_than_her_regulars_where_she_has_any() -> None:
    assert "few_faces" not in costs(stop())
    assert "few_faces" not in costs(stop(regulars=frozenset({"lin", "wu"})))
    assert costs(stop(regulars=frozenset({"wu"})))["few_faces"] == 30


def test_a_missing_designated_carer() -> None:
    assert costs(stop(designated=frozenset({"wu"})))["designated_carer"] == 25
    assert "designated_carer" not in costs(stop(designated=frozenset({"wu", "lin"})))


def test_minutes_from_the_preferred_start() -> None:
    assert costs(stop(preferred_start=555))["preferred_time"] == 15
    assert costs(stop(preferred_start=555, keenness=5))["preferred_time"] == 75


def test_open_minutes_by_class() -> None:
    assert costs(stop(), stop("b", priority_class=3))["not_planned"] == 30 * CLASS_WEIGHT[3]


def test_fair_load_above_the_share_of_the_shift() -> None:
    problem = day([carer("lin"), carer("wu")], [stop("a"), stop("b", "home2", latest=700)])
    uneven = plan(problem, ("a", "lin", 540), ("b", "lin", 600))
    even = plan(problem, ("a", "lin", 540), ("b", "wu", 600))
    assert cost_by_rule(matches(problem, uneven))["fair_load"] == 30
    assert "fair_load" not in cost_by_rule(matches(problem, even))


ANNOUNCED = AnnouncedVisit(540, frozenset({"lin"}))
HE_COMES = replace(ANNOUNCED, carers=frozenset({"he"}))


def test_a_change_after_publishing_is_each_other_carer_and_another_start() -> None:
    assert "changed_after_publish" not in costs(stop(announced=ANNOUNCED))
    assert costs(stop(announced=ANNOUNCED), start=541)["changed_after_publish"] == 400
    assert costs(stop(announced=HE_COMES))["changed_after_publish"] == 400
    assert costs(stop(announced=HE_COMES), start=541)["changed_after_publish"] == 2 * 400


def test_another_start_is_no_further_change_where_another_carer_has_to_come() -> None:
    """She was told of Wu, who is not there: it costs no more than the minutes from the start she was told."""
    gone = stop(announced=replace(ANNOUNCED, carers=frozenset({"wu"})))
    assert [costs(gone, start=start)["changed_after_publish"] for start in (540, 560)] == [400, 400]
    assert costs(gone, start=560)["preferred_time"] == 20
    assert costs(replace(gone, preferred_start=570), start=560)["preferred_time"] == 10


def test_every_full_hour_between_the_starts_is_one_more_change() -> None:
    """Ten minutes later she still waits for her carer; after two hours she has made other plans."""
    told = stop(announced=ANNOUNCED, latest=900)
    counted = [costs(told, start=start)["changed_after_publish"] // 400 for start in (550, 599, 600, 660, 719)]
    assert counted == [1, 1, 2, 3, 3]
    gone = replace(told, announced=replace(ANNOUNCED, carers=frozenset({"wu"})))
    assert [costs(gone, start=start)["changed_after_publish"] // 400 for start in (599, 600)] == [1, 2]


def test_an_announced_visit_left_open_is_all_of_its_changes() -> None:
    left = stop("b", announced=AnnouncedVisit(540, frozenset({"lin", "he"})))
    assert costs(stop(), left)["changed_after_publish"] == 3 * 400
    gone = stop("b", announced=AnnouncedVisit(540, frozenset({"lin", "wu"})))
    assert costs(stop(), gone)["changed_after_publish"] == 2 * 400


def test_weights_are_the_callers() -> None:
    problem = VisitsProblem((carer("lin"),), (stop(),), (), TRAVEL, {"travel": 7})
    assert cost_by_rule(matches(problem, plan(problem, ("wash", "lin", 540)))) == {"travel": 140}
