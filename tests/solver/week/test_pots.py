"""What a kitchen can still give: a wave's portions, within them a diet's, without what others take."""

from solver.week.pots import Pots
from solver.week.problem import Kitchen, KitchenWave

KITCHEN = Kitchen("k", "f", {"regular": 8, "low_salt": 3}, ())


def _wave(**taken: int) -> KitchenWave:
    return KitchenWave("k/lunch/1@0", 0, "lunch", 1, 10, 630, 650, taken)


def test_a_diet_draws_on_its_own_portions_and_on_those_of_the_wave() -> None:
    pots = Pots()
    keys = {pots.supply(KITCHEN, _wave(regular=4, low_salt=1), diet) for diet in ("regular", "low_salt", "regular")}
    assert keys == {"k/lunch/1@0/regular", "k/lunch/1@0/low_salt"}
    assert {key: (limit.rule, limit.capacity) for key, limit in pots.limits.items()} == {
        "k/lunch/1@0": ("kitchen_portions", 5),
        "k/lunch/1@0/regular": ("kitchen_diet", 4),
        "k/lunch/1@0/low_salt": ("kitchen_diet", 2),
    }
    assert pots.supplies["k/lunch/1@0/low_salt"].limits == ("k/lunch/1@0/low_salt", "k/lunch/1@0")


def test_what_others_have_taken_too_much_of_leaves_nothing() -> None:
    pots = Pots()
    pots.supply(KITCHEN, _wave(regular=9, low_salt=3), "low_salt")
    assert [limit.capacity for limit in pots.limits.values()] == [0, 0]
