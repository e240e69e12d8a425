"""What a ruin takes out: an open stop is given room by those who may take it."""

from solver.chance import chance_of
from solver.visits.arrays import arrays_of
from solver.visits.insert import insert_stop
from solver.visits.plan import copy_plan, empty_plan
from solver.visits.problem import AnnouncedVisit
from solver.visits.ruin import REMOVED, ruin_and_recreate, seed_of
from solver.visits.schedule import choose_starts, set_times

from .small import carer, day, stop


def test_the_only_one_who_may_take_a_long_stop_is_freed_of_many_others_at_once() -> None:
    lin, wu = carer("lin", skills=frozenset({"care", "rehab"})), carer("wu")
    others = [stop(f"other {at}", latest=930, elder="z", designated=frozenset({"lin"})) for at in range(10)]
    long = stop("long", earliest=480, minutes=400, skill="rehab")
    a = arrays_of(day([lin, wu], [*others, long]))
    start, trial, chance = empty_plan(a), empty_plan(a), chance_of(1)
    for at in range(10):
        assert insert_stop(a, start, at, chance, 0.0)
    assert set_times(a, start)
    choose_starts(a, start)
    assert (start.carer[:10] == 0).all()
    assert not insert_stop(a, start, 10, chance, 0.0)
    found = 0
    for _ in range(1000):
        copy_plan(start, trial)
        found += ruin_and_recreate(a, trial, chance, REMOVED, 0.0) and trial.carer[10] == 0
    assert found


def test_a_ruin_begins_where_something_is_other_than_told() -> None:
    """One of forty stops has another start, one another carer; the others stand as they were told."""
    told = {at: AnnouncedVisit(480 + 10 * at, frozenset({"wu" if at == 7 else "lin"})) for at in range(40)}
    stops = [
        stop(f"{at}", elder=f"{at}", minutes=5, earliest=480, latest=960, announced=one) for at, one in told.items()
    ]
    a = arrays_of(day([carer("lin"), carer("wu")], stops))
    plan, chance = empty_plan(a), chance_of(1)
    for at in range(40):
        plan.carer[a.nodes[at, 0]] = 0
        plan.start[at] = told[at].start + 15 * (at == 30)
    assert {seed_of(a, plan, 0, chance, 1.0) for _ in range(100)} == {7, 30}
    assert len({seed_of(a, plan, 0, chance, 0.0) for _ in range(100)}) > 20
