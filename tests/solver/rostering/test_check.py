"""Each hard rule of the roster check: one test breaks it, one keeps it."""

from dataclasses import replace

from solver.rostering.check import check
from solver.rostering.problem import DAY, Ahead, Available, Cover, Employee, History, Pin, RosterProblem, is_night
from solver.rostering.solution import Duty, RosterSolution
from tests.solver.rostering.small import LIMITS, carer, cover, problem, rules, works


def broken_by(employee: Employee, *covers: Cover, **changes: object) -> set[str]:
    """Rules broken when she works all the covers."""
    asked = problem(*covers, employees=(employee,), **changes)
    return rules(check(asked, works(asked, *((employee.key, at) for at in covers))))


def test_a_plain_day_breaks_nothing() -> None:
    assert broken_by(carer(), cover(0)) == set()


def test_staff_available_breaks_on_leave() -> None:
    away = carer(available=(Available(1, 0, 1440),))
    assert broken_by(away, cover(0)) == {"staff_available"}
    assert broken_by(away, cover(1)) == set()


def test_staff_available_breaks_when_the_span_is_too_short() -> None:
    mornings = carer(available=(Available(0, 480, 1019),))
    assert broken_by(mornings, cover(0)) == {"staff_available"}
    assert broken_by(carer(available=(Available(0, 480, 1020),)), cover(0)) == set()


def test_staff_available_joins_spans_that_touch_at_midnight() -> None:
    until_six = carer(available=(Available(0, 0, 1440), Available(1, 0, 360)))
    assert broken_by(until_six, cover(0, "night")) == {"staff_available"}
    until_eight = carer(available=(Available(0, 0, 1440), Available(1, 0, 480)))
    assert broken_by(until_eight, cover(0, "night")) == set()


def test_staff_available_breaks_for_another_job_or_shift_of_another_job() -> None:
    assert broken_by(carer(job="cook"), cover(0)) == {"staff_available"}
    assert broken_by(carer(), cover(0, "kitchen")) == {"staff_available"}
    assert broken_by(carer(job="cook"), cover(0, "kitchen", job="cook")) == set()


def test_staff_available_breaks_at_a_place_she_does_not_serve() -> None:
    assert broken_by(carer(), cover(0, place="daycare")) == {"staff_available"}
    assert broken_by(carer(places=frozenset({"daycare"})), cover(0, place="daycare")) == set()


def test_staff_available_breaks_for_somebody_unknown() -> None:
    asked = problem(cover(0))
    assert "staff_available" in rules(check(asked, works(asked, ("nobody", cover(0)))))


def test_skill_breaks_without_it() -> None:
    assert broken_by(carer(), cover(0, skill="nursing")) == {"skill"}
    assert broken_by(carer(skills={"nursing": None}), cover(0, skill="nursing")) == set()


def test_certificate_valid_breaks_the_day_after_it_ran_out() -> None:
    nurse = carer(skills={"nursing": 2})
    assert broken_by(nurse, cover(3, skill="nursing")) == {"certificate_valid"}
    assert broken_by(nurse, cover(2, skill="nursing")) == set()


def test_daily_hours_break_in_a_shift_too_long() -> None:
    assert broken_by(carer(), cover(0, "long")) == {"daily_hours"}
    assert broken_by(carer(), cover(0, "long"), limits=replace(LIMITS, day_minutes=720)) == set()


def test_daily_hours_break_with_two_shifts_a_day() -> None:
    short_rest = replace(LIMITS, rest_minutes=0)
    assert broken_by(carer(), cover(0), cover(0, "night"), limits=short_rest) == {"daily_hours"}
    assert broken_by(carer(), cover(0), cover(1, "night"), limits=short_rest) == set()


def test_weekly_hours_break_above_her_own_maximum() -> None:
    assert broken_by(carer(max_week_minutes=959), cover(0), cover(1)) == {"weekly_hours"}
    assert broken_by(carer(max_week_minutes=960), cover(0), cover(1)) == set()


def test_weekly_hours_break_above_the_ceiling_of_law() -> None:
    assert broken_by(carer(), cover(0), cover(1), limits=replace(LIMITS, week_minutes_ceiling=959)) == {"weekly_hours"}
    assert broken_by(carer(), cover(0), cover(1), limits=replace(LIMITS, week_minutes_ceiling=960)) == set()


def test_monthly_overtime_breaks_beyond_what_is_left() -> None:
    short_week = replace(LIMITS, week_minutes=900)
    assert broken_by(carer(overtime_left=59), cover(0), cover(1), limits=short_week) == {"monthly_overtime"}
    assert broken_by(carer(overtime_left=60), cover(0), cover(1), limits=short_week) == set()


def test_weekly_rest_day_breaks_without_a_free_day() -> None:
    free = replace(LIMITS, week_minutes_ceiling=9000, consecutive_days=7)
    tireless = carer(max_week_minutes=9000, overtime_left=9000)
    assert broken_by(tireless, *(cover(day) for day in range(7)), limits=free) == {"weekly_rest_day"}
    assert broken_by(tireless, *(cover(day) for day in range(6)), limits=free) == set()


def test_weekly_rest_day_counts_the_morning_after_a_night() -> None:
    two_days_off = replace(LIMITS, weekly_rest_days=5)
    assert broken_by(carer(), cover(0, "night"), cover(3), limits=two_days_off) == {"weekly_rest_day"}
    assert broken_by(carer(), cover(0, "late"), cover(3), limits=two_days_off) == set()


def test_rest_between_shifts_breaks_when_too_short() -> None:
    assert broken_by(carer(), cover(0, "late"), cover(1)) == {"rest_between_shifts"}
    assert broken_by(carer(), cover(0), cover(1, "late")) == set()


def test_rest_between_shifts_counts_the_night_before_the_plan() -> None:
    assert broken_by(carer(history=History(last_end=450)), cover(0, "late")) == {"rest_between_shifts"}
    assert broken_by(carer(history=History(last_end=180)), cover(0, "late")) == set()


def test_rest_between_shifts_counts_the_first_shift_after_the_plan() -> None:
    early = carer(ahead=Ahead(first_start=7 * DAY + 480, work_days=frozenset({7})))
    assert broken_by(early, cover(6, "late")) == {"rest_between_shifts"}
    assert broken_by(early, cover(6)) == set()
    assert broken_by(early, cover(5, "late")) == set()


def test_consecutive_days_break_in_a_run_too_long() -> None:
    three = replace(LIMITS, consecutive_days=3)
    assert broken_by(carer(), *(cover(day) for day in range(4)), limits=three) == {"consecutive_days"}
    assert broken_by(carer(), *(cover(day) for day in (0, 1, 2, 4)), limits=three) == set()


def test_consecutive_days_break_with_the_days_before_the_plan() -> None:
    tired = carer(history=History(consecutive_days=6))
    assert broken_by(tired, cover(0)) == {"consecutive_days"}
    assert broken_by(tired, cover(1)) == set()


AFTER_SUNDAY_NIGHT = History(consecutive_days=1, last_end=450)
AFTER_SUNDAY_EVENING = History(consecutive_days=1, last_end=330)
"""She is home before the night ends."""


def test_weekly_rest_day_counts_the_morning_after_the_night_before_the_plan() -> None:
    free = replace(LIMITS, week_minutes_ceiling=9000, consecutive_days=9)
    rest_of_the_week = [cover(day) for day in range(1, 7)]
    after_night = carer(max_week_minutes=9000, overtime_left=9000, history=AFTER_SUNDAY_NIGHT)
    after_evening = replace(after_night, history=AFTER_SUNDAY_EVENING)
    assert broken_by(after_night, *rest_of_the_week, limits=free) == {"weekly_rest_day"}
    assert broken_by(after_night, *rest_of_the_week[1:], limits=free) == set()
    assert broken_by(after_evening, *rest_of_the_week, limits=free) == set()


def test_consecutive_days_count_the_morning_after_the_night_before_the_plan() -> None:
    """Sunday night, Monday morning, Tuesday, Wednesday."""
    three = replace(LIMITS, consecutive_days=3)
    assert broken_by(carer(history=AFTER_SUNDAY_NIGHT), cover(1), cover(2), limits=three) == {"consecutive_days"}
    assert broken_by(carer(history=AFTER_SUNDAY_NIGHT), cover(1), cover(3), limits=three) == set()
    assert broken_by(carer(history=AFTER_SUNDAY_EVENING), cover(1), cover(2), limits=three) == set()


def test_consecutive_days_do_not_break_by_the_past_alone() -> None:
    tired = carer(history=History(consecutive_days=6, last_end=450))
    assert broken_by(tired, cover(2)) == set()
    assert broken_by(tired, cover(1)) == {"consecutive_days"}


def test_consecutive_days_break_with_the_days_after_the_plan() -> None:
    """She was told to work from Monday week to Friday."""
    booked = carer(ahead=Ahead(7 * DAY + 840, frozenset(range(7, 12))))
    assert broken_by(booked, cover(5), cover(6)) == {"consecutive_days"}
    assert broken_by(booked, cover(4), cover(6)) == set()
    assert broken_by(booked, cover(4), cover(5)) == set()
    assert broken_by(carer(ahead=Ahead(8 * DAY, frozenset(range(8, 13)))), cover(5), cover(6)) == set()


def test_consecutive_days_count_the_morning_after_the_last_night_of_the_plan() -> None:
    """Sunday night makes Monday a working day, and the run goes on from Tuesday."""
    booked = carer(ahead=Ahead(8 * DAY + 840, frozenset(range(8, 13))))
    assert broken_by(booked, cover(6, "night")) == {"consecutive_days"}
    assert broken_by(booked, cover(6)) == set()
    assert broken_by(booked, cover(5, "night")) == set()


def test_consecutive_days_do_not_break_by_what_is_ahead_alone() -> None:
    booked = carer(ahead=Ahead(7 * DAY + 840, frozenset(range(7, 15))))
    assert broken_by(booked, cover(5)) == set()
    assert broken_by(booked, cover(6)) == {"consecutive_days"}


def test_weekly_rest_day_of_the_week_after_into_which_the_last_night_reaches() -> None:
    free = replace(LIMITS, consecutive_days=14)
    full = carer(ahead=Ahead(8 * DAY + 840, frozenset(range(8, 14))))
    assert broken_by(full, cover(6, "night"), limits=free) == {"weekly_rest_day"}
    assert broken_by(full, cover(6, "late"), limits=free) == set()
    roomy = carer(ahead=Ahead(8 * DAY + 840, frozenset(range(8, 13))))
    assert broken_by(roomy, cover(6, "night"), limits=free) == set()


def test_consecutive_nights_break_with_the_nights_after_the_plan() -> None:
    booked = carer(ahead=Ahead(7 * DAY + 1320, frozenset({7, 8, 9}), frozenset({7, 8})))
    assert broken_by(booked, cover(5, "night"), cover(6, "night")) == {"consecutive_nights"}
    assert broken_by(booked, cover(4, "night"), cover(6, "night")) == set()


def test_consecutive_nights_break_in_a_run_too_long() -> None:
    two = replace(LIMITS, consecutive_nights=2)
    assert broken_by(carer(), *(cover(day, "night") for day in range(3)), limits=two) == {"consecutive_nights"}
    assert broken_by(carer(), *(cover(day, "night") for day in (0, 1, 3)), limits=two) == set()


def test_consecutive_nights_break_with_the_nights_before_the_plan() -> None:
    sleepless = carer(history=History(consecutive_nights=3))
    assert broken_by(sleepless, cover(0, "night")) == {"consecutive_nights"}
    assert broken_by(sleepless, cover(0), cover(1, "night")) == set()


def test_a_night_shift_holds_half_of_a_night() -> None:
    assert [is_night(1320, 1860, 1320, 360), is_night(0, 480, 1320, 360), is_night(1320, 1560, 1320, 360)] == [True] * 3
    assert not any([is_night(870, 1350, 1320, 360), is_night(240, 720, 1320, 360), is_night(480, 1020, 1320, 360)])
    assert is_night(0, 300, 0, 360)


def test_pinned_breaks_when_a_free_day_is_worked() -> None:
    assert broken_by(carer(pins=(Pin(0, None),)), cover(0)) == {"pinned"}
    assert broken_by(carer(pins=(Pin(1, None),)), cover(0)) == set()


def test_pinned_breaks_when_another_shift_or_cover_is_worked() -> None:
    assert broken_by(carer(pins=(Pin(0, "late"),)), cover(0)) == {"pinned"}
    assert broken_by(carer(pins=(Pin(0, "day", "elsewhere"),)), cover(0)) == {"pinned"}
    assert broken_by(carer(pins=(Pin(0, "day", "day@0"),)), cover(0)) == set()


def two_carers() -> RosterProblem:
    return problem(cover(0), employees=(carer("wang"), carer("li")))


def test_not_planned_breaks_when_a_cover_is_filled_beyond_its_need() -> None:
    assert rules(check(two_carers(), works(two_carers(), ("wang", cover(0)), ("li", cover(0))))) == {"not_planned"}
    assert check(two_carers(), works(two_carers(), ("wang", cover(0)))) == []


def test_not_planned_breaks_when_a_missing_head_is_not_listed_once() -> None:
    complete = works(two_carers())
    assert check(two_carers(), complete) == []
    assert rules(check(two_carers(), replace(complete, not_planned=()))) == {"not_planned"}
    assert rules(check(two_carers(), replace(complete, not_planned=complete.not_planned * 2))) == {"not_planned"}


def test_not_planned_breaks_when_a_filled_head_is_listed() -> None:
    complete = works(two_carers(), ("wang", cover(0)))
    listed = replace(complete, not_planned=works(two_carers()).not_planned)
    assert rules(check(two_carers(), listed)) == {"not_planned"}


def test_not_planned_breaks_when_a_duty_does_not_fit_its_cover() -> None:
    asked = problem(cover(0), cover(1))
    elsewhere = RosterSolution(
        (Duty("wang", 0, "day", "day@1", "centre"),), works(asked, ("wang", cover(1))).not_planned
    )
    assert rules(check(asked, elsewhere)) == {"not_planned"}
