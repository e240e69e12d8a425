"""A key that stands twice is told by its name, in every problem."""

from collections.abc import Callable

import pytest

from solver.pauses.problem import Member, PausesProblem
from solver.places.problem import Limit, PlacesProblem, Supply
from tests.solver.meals.cases import drop, kitchen, rider
from tests.solver.places.cases import kitchens, meal
from tests.solver.visits.small import carer, day, stop
from tests.solver.week.example import small_week, visit, with_unit

LI = Member("li", ("hall",), 480, 960)


@pytest.mark.parametrize(
    ("told", "build"),
    [
        ("request zhou-lunch", lambda: kitchens(meal("zhou-lunch"), meal("an-lunch"), meal("zhou-lunch"))),
        ("supply A", lambda: PlacesProblem((), (Supply("A", ()), Supply("A", ())), ())),
        ("limit A", lambda: PlacesProblem((), (), (Limit("A", "zone_seats", 1), Limit("A", "zone_seats", 2)))),
        ("drop door1", lambda: kitchen([], [drop(0), drop(1), drop(1)])),
        ("carrier lin", lambda: kitchen([rider(), rider()], [])),
        ("stop b", lambda: day([carer()], [stop("a"), stop("b"), stop("b")])),
        ("carer lin", lambda: day([carer("wu"), carer("lin"), carer("lin")], [])),
        ("member li", lambda: PausesProblem((LI, LI))),
        ("need wash1", lambda: with_unit(small_week(), visits=(visit(0), visit(1), visit(1)))),
    ],
)
def test_a_key_that_stands_twice_is_named(told: str, build: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=rf"^{told}: the key stands twice; give each \w+ one of its own$"):
        build()
