"""Cases drawn from the small street's week: all kinds, the same from the same seed."""

from solver.bench.desk.draw import cases
from solver.repair.problem import ClosedKitchen, Hold, LateRunner, SickCall, UrgentVisit

from ...repair.example import published, street


def test_the_kinds_take_turns() -> None:
    drawn = list(cases(street(), published(), 10, 7))
    assert [type(one.case) for one in drawn] == 2 * [SickCall, UrgentVisit, Hold, LateRunner, ClosedKitchen]


def test_a_seed_draws_the_same_and_another_one_others() -> None:
    def drawn(seed: int) -> list[tuple[int, object]]:
        return [(one.now, one.case) for one in cases(street(), published(), 10, seed)]

    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)
