"""The routes of a day that is running: what has begun stays, the rest starts from now on."""

from dataclasses import replace

from solver.rostering.solution import Duty
from solver.visits.problem import AnnouncedVisit
from solver.week.problem import DAY, WeekProblem
from solver.week.routes import routes_problem
from tests.solver.week.example import small_week, visit, with_unit

NOW = 540


def running(start: int, carer: str) -> WeekProblem:
    """Her wash was announced for this start, and it is nine o'clock."""
    problem = small_week()
    visits = (replace(problem.units[0].visits[0], announced={0: AnnouncedVisit(start, frozenset({carer}))}),)
    return with_unit(problem, begins=NOW, visits=visits)


def stop_of(problem: WeekProblem, on_duty: str) -> tuple[int | None, frozenset[str], int]:
    unit = problem.units[0]
    duties = [Duty(on_duty, 0, "early", f"{unit.key}/visits/caregiver", "centre")]
    (stop,) = routes_problem(problem, unit, 0, [f"{unit.visits[0].key}@0"], duties, {}, {}).stops
    return stop.pinned_start, stop.pinned_carers, stop.earliest


def somebody() -> str:
    unit = small_week().units[0]
    return next(person.employee.key for person in unit.people if person.employee.job == "caregiver")


def test_a_visit_that_has_begun_is_held_by_its_carer() -> None:
    start, carers, _ = stop_of(running(NOW - 30, somebody()), somebody())
    assert (start, carers) == (NOW - 30, frozenset({somebody()}))


def test_without_its_carer_it_starts_from_now_on() -> None:
    assert stop_of(running(NOW - 30, "gone"), somebody()) == (None, frozenset(), NOW)


def test_a_visit_of_later_is_free_to_move() -> None:
    start, carers, earliest = stop_of(running(NOW + 30, somebody()), somebody())
    assert (start, carers) == (None, frozenset())
    assert earliest >= NOW


def test_what_began_at_a_door_off_the_map_is_where_the_unit_is() -> None:
    need = visit(0, place=None, announced={1: AnnouncedVisit(540, frozenset({"carer0"}))})
    (unit,) = with_unit(small_week(), visits=(need,), begins=DAY + 600).units
    assert [unit.place_of(need, day) for day in (0, 1, 2)] == [None, "centre", None]
    assert unit.place_of(visit(1), 1) == "house1"
