"""An elder needs time to get home before somebody comes to her there."""

from dataclasses import replace

from solver.budget import Budget
from solver.places.solution import Place
from solver.week.atlas import Atlas
from solver.week.check import check
from solver.week.days import fits_around
from solver.week.problem import SeatNeed, WeekProblem
from solver.week.seating import away_spans
from solver.week.solve import solve
from solver.week.way_home import away, way_home
from tests.solver.week.example import HOUSES, small_week, visit, with_unit

DAY_ROOM = SeatNeed("seat@0", "elder0", HOUSES[0].key, "centre", "day_care", 0, 510, 960, 1)


def test_a_short_way_is_walked_and_a_long_one_driven() -> None:
    week = small_week()
    atlas = Atlas(week)
    near = way_home(atlas, DAY_ROOM, "centre")
    street = atlas.metres("centre", HOUSES[0].key) * 1.35
    assert near == -(-street // 48) < 10 + street / 250
    far = replace(week, points=tuple(replace(p, latitude=p.latitude + 0.02 * (p.key == "house0")) for p in week.points))
    assert way_home(Atlas(far), DAY_ROOM, "centre") < Atlas(far).metres("centre", "house0") * 1.35 / 48


def test_without_an_address_there_is_no_way() -> None:
    assert way_home(Atlas(small_week()), replace(DAY_ROOM, place=None), "centre") == 0


def test_a_visit_fits_only_once_she_is_home() -> None:
    gone = away(Atlas(small_week()), [(DAY_ROOM, "centre")])
    ((begins, ends),) = gone["elder0", 0]
    assert begins < DAY_ROOM.start
    assert ends > DAY_ROOM.end
    assert not fits_around(visit(0, earliest=500, latest=ends - 1), 0, gone)
    assert fits_around(visit(0, earliest=500, latest=ends), 0, gone)


def evening() -> WeekProblem:
    """A wash wanted when the day room closes."""
    wash = visit(0, days=(0,), times=1, earliest=780, latest=840)
    return with_unit(small_week(), visits=(wash,), seats=(replace(DAY_ROOM, end=780),))


def test_nobody_comes_before_she_is_home_and_the_check_sees_who_does() -> None:
    problem = evening()
    solution = solve(problem, Budget()).solution
    ((_, ends),) = away_spans(problem, solution.seats)["elder0", 0]
    (routes,) = [routes for routes in solution.routes if routes.assignments]
    (part,) = routes.assignments
    assert part.start >= ends > 780
    early = replace(routes, assignments=(replace(part, start=780),))
    broken = {breach.rule for breach in check(problem, replace(solution, routes=(early,)))}
    assert "elder_in_one_place" in broken
    assert solution.seats == (Place("seat@0", solution.seats[0].supply),)
