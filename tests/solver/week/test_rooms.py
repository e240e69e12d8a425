"""What a zone can still give, stretch by stretch of the day: seats, and guests for the staff who are there."""

from solver.week.problem import SeatNeed, Zone
from solver.week.rooms import RATIO_UNIT, Rooms, at_work, is_open, moments_of

OPEN = {0: ((480, 720), (780, 1020))}


def _zone(taken: tuple[tuple[int, int, int, int], ...] = ()) -> Zone:
    return Zone("z", "f", "day_care", 5, OPEN, {2: 6, 4: 3}, taken)


def _need(key: str, start: int, end: int, level: int = 2) -> SeatNeed:
    return SeatNeed(key, key, None, "f", "day_care", 0, start, end, level)


def _rooms(zone: Zone, *needs: SeatNeed, staff: list[tuple[int, int]]) -> Rooms:
    return Rooms([zone], moments_of(needs, [zone]), {("f", 0): staff})


def test_a_stretch_ends_where_a_guest_of_another_unit_leaves() -> None:
    """Two who share a seat one after the other take one, not two."""
    zone, need = _zone(((0, 480, 600, 4), (0, 600, 720, 2))), _need("a", 480, 720)
    rooms = _rooms(zone, need, staff=[(480, 720)])
    rooms.supply(zone, need)
    seats = {key: limit.capacity for key, limit in rooms.limits.items() if limit.rule == "zone_seats"}
    staff = {key: limit.capacity for key, limit in rooms.limits.items() if limit.rule == "staff_ratio"}
    assert seats == {"z@0@480": 4, "z@0@600": 4}
    assert staff == {"f@0@480/staff": RATIO_UNIT * 2 // 3, "f@0@600/staff": RATIO_UNIT * 5 // 6}


def test_staff_on_their_break_look_after_nobody() -> None:
    zone, need = _zone(), _need("a", 480, 720)
    rooms = _rooms(zone, need, staff=[*at_work(480, 720, 600, 30), *at_work(480, 720, None, 0)])
    rooms.supply(zone, need)
    assert [one.capacity for one in rooms.limits.values() if one.rule == "staff_ratio"] == [RATIO_UNIT]


def test_a_seat_over_a_closed_hour_is_at_no_opening() -> None:
    assert is_open(_zone(), _need("a", 800, 1000))
    assert not is_open(_zone(), _need("a", 700, 800))
