"""Two plans side by side, rule by rule."""

from hypothesis import given
from hypothesis import strategies as st

from solver.explain.difference import RuleChange, difference
from solver.rules import SOFT

COSTS = st.dictionaries(st.sampled_from(sorted(SOFT)), st.integers(0, 1000))


def test_what_differs_most_comes_first_and_what_does_not_is_left_out() -> None:
    found = difference({"travel": 100, "new_face": 30, "overtime": 8}, {"travel": 90, "new_face": 30, "few_faces": 60})
    assert found == (RuleChange("few_faces", 0, 60), RuleChange("travel", 100, 90), RuleChange("overtime", 8, 0))


@given(COSTS, COSTS)
def test_the_changes_add_up_to_the_difference_of_the_plans(before: dict[str, int], after: dict[str, int]) -> None:
    found = difference(before, after)
    assert sum(one.more for one in found) == sum(after.values()) - sum(before.values())
    assert {one.rule: -one.more for one in difference(after, before)} == {one.rule: one.more for one in found}
