"""Standing attendance → seats of the week."""

from datetime import timedelta

from eldercare.daycare.demand import seat_needs
from eldercare.daycare.models import Attendance
from tests.cast import MONDAY, cast
from tests.promises import promises


async def test_a_seat_for_each_standing_day_until_it_ends(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    rows = await Attendance.all().prefetch_related("elder", "facility")
    assert [need.day for need in seat_needs(rows, MONDAY, {})] == [0, 2]
    rows[0].ends_on = MONDAY + timedelta(1)
    assert [need.day for need in seat_needs(rows, MONDAY, {})] == [0]
