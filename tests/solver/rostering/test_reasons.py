"""Why a head is missing, with how many candidates each rule left."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given

from solver.budget import Budget
from solver.result import Breach, Unplanned
from solver.rostering.check import check
from solver.rostering.problem import Available, Cover, Employee, History, Pin, RosterProblem
from solver.rostering.reasons import WORKING_TIME
from solver.rostering.solution import Duty, RosterSolution
from solver.rostering.solve import solve
from tests.solver.random_cases import random_cases
from tests.solver.rostering.small import LIMITS, carer, cover, problem
from tests.solver.rostering.strategies import problems


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


def test_a_pin_that_asks_for_it_is_no_reason_against_it() -> None:
    tired = carer(history=History(consecutive_days=6), pins=(Pin(0, "day"),))
    entry = only_reason(cover(0), employees=(tired,))
    assert (entry.rule, entry.facts["left_pinned"], entry.facts["left_consecutive_days"]) == ("consecutive_days", 1, 0)


@random_cases(200)
@given(problems())
def test_reasons_are_those_of_the_checker_employee_by_employee(asked: RosterProblem) -> None:
    solution = solve(asked, Budget()).solution
    covers = {one.key: one for one in asked.covers}
    for entry in solution.not_planned:
        wanted = covers[entry.key.partition("#")[0]]
        rules = {one.key: list(broken(asked, solution.duties, wanted, one)) for one in asked.employees}
        left = {step: sum(STEPS.index(step) < min(found) for found in rules.values()) for step in STEPS}
        last = next(at for at, step in enumerate(STEPS) if left[step] == 0)
        told = {f"left_{step}": left[step] for step in STEPS[: last + 1]}
        assert {name: fact for name, fact in entry.facts.items() if name.startswith("left_")} == told
        assert entry.rule == NAMED.get(STEPS[last], STEPS[last])


STEPS = ["job", "place", "skill", "certificate_valid", "daily_hours", "staff_available", "pinned", "not_busy"]
STEPS += WORKING_TIME
"""In the order in which they are asked."""
NAMED = {"job": "staff_available", "place": "staff_available", "not_busy": "staff_available"}


def broken(asked: RosterProblem, duties: tuple[Duty, ...], wanted: Cover, who: Employee) -> Iterator[int]:
    """By their number the steps that the checker finds broken where she takes the head too; one more than there are."""
    one_more = Duty(who.key, wanted.day, wanted.shift, wanted.key, wanted.place)
    hers = [duty for duty in duties if duty.employee == who.key]
    free = [duty for duty in hers if duty.day != wanted.day]
    for others in (free, hers):
        found = check(asked, RosterSolution((*others, one_more), ()))
        ours = (one for one in found if one.key in (who.key, f"{who.key}@{wanted.day}") or one.rule in WORKING_TIME)
        yield from (STEPS.index(step_of(one)) for one in ours if one.rule != "pinned" or others is free)
    yield len(STEPS)


def step_of(breach: Breach) -> str:
    """What the funnel calls it: it tells job, place, hours and another shift of the day apart."""
    if breach.rule == "daily_hours" and "shifts" in breach.facts:
        return "not_busy"
    if breach.rule == "staff_available":
        return next((step for step in ("job", "place") if step in breach.facts), "staff_available")
    return breach.rule
