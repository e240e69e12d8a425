"""Why a head is missing, with how many candidates each rule left."""

from dataclasses import replace

from solver.budget import Budget
from solver.result import Unplanned
from solver.rostering.problem import Available, Cover, Employee, History, Pin
from solver.rostering.solve import solve
from tests.solver.rostering.small import LIMITS, carer, cover, problem


def only_reason(*covers: Cover, employees: tuple[Employee, ...], **changes: object) -> Unplanned:
    """The one missing head of the roster."""
    (entry,) = solve(problem(*covers, employees=employees, **changes), Budget()).solution.not_planned
    return entry


def test_nobody_of_the_job() -> None:
    entry = only_reason(cover(0), employees=(carer(job="cook"),))
    assert (entry.rule, entry.facts["employees"], entry.facts["left_job"]) == ("staff_available", 1, 0)


def test_nobody_at_the_place() -> None:
    entry = only_reason(cover(0, place="daycare"), employees=(carer(),))
    assert (entry.rule, entry.facts["left_job"], entry.facts["left_place"]) == ("staff_available", 1, 0)


def test_nobody_with_the_skill() -> None:
    assert only_reason(cover(0, skill="nursing"), employees=(carer(),)).rule == "skill"


def test_nobody_whose_certificate_is_valid() -> None:
    entry = only_reason(cover(4, skill="nursing"), employees=(carer(skills={"nursing": 3}), carer("li")))
    assert (entry.rule, entry.facts["left_skill"], entry.facts["left_certificate_valid"]) == ("certificate_valid", 1, 0)


def test_everybody_on_leave() -> None:
    assert only_reason(cover(0), employees=(carer(available=(Available(1, 0, 1440),)),)).rule == "staff_available"


def test_everybody_busy_with_something_more_urgent() -> None:
    entry = only_reason(cover(0), cover(0, key="urgent", priority_class=1), employees=(carer(),))
    assert (entry.key, entry.rule, entry.minutes) == ("day@0#1", "staff_available", 480)
    assert (entry.facts["left_staff_available"], entry.facts["left_not_busy"]) == (1, 0)


def test_the_shift_is_too_long() -> None:
    assert only_reason(cover(0, "long"), employees=(carer(),)).rule == "daily_hours"


def test_the_day_is_pinned_free() -> None:
    assert only_reason(cover(0), employees=(carer(pins=(Pin(0, None),)),)).rule == "pinned"


def test_too_short_a_rest_after_the_last_night() -> None:
    assert only_reason(cover(0), employees=(carer(history=History(last_end=450)),)).rule == "rest_between_shifts"


def test_too_many_days_in_a_row() -> None:
    assert only_reason(cover(0), employees=(carer(history=History(consecutive_days=6)),)).rule == "consecutive_days"


def test_too_many_nights_in_a_row() -> None:
    sleepless = carer(history=History(consecutive_nights=3))
    assert only_reason(cover(0, "night"), employees=(sleepless,)).rule == "consecutive_nights"


def test_no_rest_day_left() -> None:
    week = [cover(day, priority_class=1) for day in range(2)]
    limits = replace(LIMITS, weekly_rest_days=5)
    assert only_reason(*week, cover(4), employees=(carer(),), limits=limits).rule == "weekly_rest_day"


def test_no_hours_left() -> None:
    week = [cover(day, priority_class=1) for day in range(2)]
    assert only_reason(*week, cover(4), employees=(carer(max_week_minutes=960),)).rule == "weekly_hours"


def test_no_overtime_left() -> None:
    week = [cover(day, priority_class=1) for day in range(2)]
    limits = replace(LIMITS, week_minutes=960)
    assert only_reason(*week, cover(4), employees=(carer(overtime_left=0),), limits=limits).rule == "monthly_overtime"
