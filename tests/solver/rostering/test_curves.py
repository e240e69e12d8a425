"""What people on duty are worth to a demand curve."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from solver.rostering.curves import Layer, layers_of, on_duty
from solver.rostering.index import Index
from solver.rostering.problem import Curve, Floor
from solver.rostering.solution import Duty
from solver.rules import CLASS_WEIGHT
from tests.solver.rostering.small import carer, problem

CARE = Curve("care", "centre", "carer", None, 30, {(0, 16): 2, (1, 0): 1})
BATHING = Curve("bathing", "centre", "carer", "bathing", 30, {(0, 16): 1})


@given(st.integers(0, 9), st.integers(1, 4), st.sampled_from((5, 15, 30, 60)), st.booleans())
def test_cost_is_convex_and_least_when_the_need_is_met(
    needed: int, factor: int, slot_minutes: int, whole: bool
) -> None:
    layer = Layer("care", ("centre", "carer"), None, slot_minutes, factor, whole, {0: needed}, {})
    costs = [layer.cost(0, heads) for heads in range(20)]
    steps = [after - before for before, after in pairwise(costs)]
    assert steps == sorted(steps)
    assert costs[needed] == min(costs) == 0


@given(st.integers(0, 9), st.lists(st.builds(Floor, st.integers(0, 9), st.integers(1, 4)), min_size=1, max_size=3))
def test_cost_with_floors_is_convex_and_the_dearest_floor_counts(needed: int, floors: list[Floor]) -> None:
    layer = Layer("care", ("centre", "carer"), None, 30, 1, True, {0: needed}, {0: tuple(floors)})
    costs = [layer.cost(0, heads) for heads in range(20)]
    steps = [after - before for before, after in pairwise(costs)]
    assert steps == sorted(steps)
    dearest = max(floor.heads * CLASS_WEIGHT[floor.priority_class] for floor in floors)
    assert costs[0] == 30 * (dearest + needed * (needed + 1) // 2)


def test_heads_of_all_curves_of_a_group_stand_in_its_first_layer() -> None:
    together, bathing = layers_of(problem(curves=(BATHING, CARE)))
    assert (together.key, together.whole_group, dict(together.heads)) == ("care", True, {16: 3, 48: 1})
    assert (bathing.key, bathing.whole_group, dict(bathing.heads)) == ("bathing", False, {16: 1})


def test_who_has_the_skill_on_that_day_counts_for_both() -> None:
    people = (carer("wang", skills={"bathing": 0}), carer("li"))
    index = Index.of(problem(employees=people, curves=(BATHING, CARE)))
    duties = [Duty(who, day, "day", "care", "centre") for who in ("wang", "li") for day in (0, 1)]
    together, bathing = (on_duty(index, layer, duties) for layer in layers_of(index.problem))
    assert (together[16], together[64]) == (2, 2)
    assert (bathing[16], bathing.get(64, 0)) == (1, 0)


def test_a_night_counts_in_the_morning_after() -> None:
    index = Index.of(problem(curves=(CARE,)))
    (layer,) = layers_of(index.problem)
    heads = on_duty(index, layer, [Duty("wang", 0, "night", "care", "centre")])
    assert sorted(heads) == list(range(44, 63))
