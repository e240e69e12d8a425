"""Parts that share nobody are solved apart, and nothing is lost between them."""

from solver.rostering.eligibility import possible_duties
from solver.rostering.index import Index
from solver.rostering.split import split
from tests.solver.rostering.example import unit
from tests.solver.rostering.small import carer, cover, problem


def test_who_could_take_the_same_cover_stays_together() -> None:
    people = (
        carer("wang"),
        carer("li", places=frozenset({"centre", "daycare"})),
        carer("he", places=frozenset({"hill"})),
    )
    asked = problem(cover(0), cover(1, place="daycare"), cover(2, place="hill"), employees=people)
    index = Index.of(asked)
    parts = [{employee.key for employee in part.employees} for part, _ in split(index, possible_duties(index))]
    assert parts == [{"he"}, {"wang", "li"}, set()]


def test_who_and_what_nobody_can_serve_stands_in_the_last_part() -> None:
    asked = problem(cover(0), cover(1, place="nowhere"), employees=(carer("wang"), carer("cook", job="cook")))
    index = Index.of(asked)
    last, duties = split(index, possible_duties(index))[-1]
    assert [employee.key for employee in last.employees] == ["cook"]
    assert [at.key for at in last.covers] == ["day@1"]
    assert duties == []


def test_every_employee_cover_and_duty_stands_in_one_part() -> None:
    asked = unit(40, seed=4)
    index = Index.of(asked)
    possible = possible_duties(index)
    parts = split(index, possible)
    assert sorted(e.key for part, _ in parts for e in part.employees) == sorted(e.key for e in asked.employees)
    assert sorted(c.key for part, _ in parts for c in part.covers) == sorted(c.key for c in asked.covers)
    assert sorted(c.key for part, _ in parts for c in part.curves) == sorted(c.key for c in asked.curves)
    assert sum(len(duties) for _, duties in parts) == len(possible)
