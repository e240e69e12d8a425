"""Which duties are possible at all."""

from solver.budget import Budget
from solver.rostering.check import check
from solver.rostering.eligibility import possible_duties
from solver.rostering.index import Index
from solver.rostering.problem import Curve, Pin
from solver.rostering.solve import solve

from .small import carer, problem

NINE = {(day, 18): 1 for day in range(3)}
CARE = Curve("care", "centre", "carer", None, 30, NINE)
BATHING = Curve("bathing", "centre", "carer", "bathing", 30, NINE)


def test_each_pin_to_a_curve_counts_on_its_own_day() -> None:
    wang = carer(skills={"bathing": None}, pins=(Pin(0, "day", "care"), Pin(1, "day", "bathing")))
    asked = problem(employees=(wang,), curves=(BATHING, CARE))
    duties = {duty.day: duty.cover for duty in possible_duties(Index.of(asked)) if duty.shift == "day"}
    assert duties == {0: "care", 1: "bathing", 2: "care"}
    assert check(asked, solve(asked, Budget(effort=0.1)).solution) == []


def test_a_curve_whose_skill_has_run_out_is_served_as_another_one_of_its_place() -> None:
    wang = carer(skills={"bathing": 0}, pins=(Pin(0, "day", "bathing"), Pin(1, "day", "bathing")))
    asked = problem(employees=(wang,), curves=(BATHING, CARE))
    duties = {duty.day: duty.cover for duty in possible_duties(Index.of(asked)) if duty.shift == "day"}
    assert duties == {0: "bathing", 1: "care", 2: "care"}
