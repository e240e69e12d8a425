"""Who comes to which day-care centre on which days, and a few to the other zones of the street centre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from eldercare.demo.chance import stream, weighted
from eldercare.demo.elders import Elders
from eldercare.demo.nouns import Attendance, Elder, days_in, set_of
from eldercare.demo.places import Street
from eldercare.demo.scale import Size
from eldercare.demo.zones import GUESTS_PER_STAFF, center_seats, day_care_seats
from eldercare.hierarchy.models import ZoneKind
from eldercare.shifts.catalogue import at

FULL = 0.86
"""Share of the seats, and of the staff's attention, that standing guests take."""
GUEST_LEVELS = (1, 2, 3)
DAYS_A_WEEK = {2: 0.2, 3: 0.4, 4: 0.15, 5: 0.25}
FULL_DAY = (at(8, 30), at(16, 30))
SESSIONS = {
    ZoneKind.CULTURE: (20, (at(14), at(16))),
    ZoneKind.FITNESS: (10, (at(9), at(10, 30))),
    ZoneKind.FOREST_BATH: (6, (at(10), at(11))),
    ZoneKind.REHABILITATION: (6, (at(9, 30), at(10, 30))),
}
"""Guests and hours of the sessions at the first street centre."""


@dataclass
class _Room:
    """A day-care zone while it fills: heads, and parts of a member of staff, by weekday."""

    facility: str
    seats: int
    staff: int
    days: list[int]
    heads: dict[int, int]
    attention: dict[int, float]

    def free_days(self, level: int) -> list[int]:
        """Days with a seat and attention left, the emptiest first."""
        share = 1 / GUESTS_PER_STAFF[level]
        fits = [
            day
            for day in self.days
            if self.heads[day] + 1 <= FULL * self.seats and self.attention[day] + share <= FULL * self.staff
        ]
        return sorted(fits, key=lambda day: (self.heads[day], day))

    def seat(self, level: int, days: Sequence[int]) -> None:
        for day in days:
            self.heads[day] += 1
            self.attention[day] += 1 / GUESTS_PER_STAFF[level]


def center_staff(size: Size) -> int:
    """Zone staff on duty in a street centre's day care."""
    return 1 if size.small else 2


def build_attendance(
    size: Size, streets: Sequence[Street], elders: Elders, seed: int, monday: date
) -> list[Attendance]:
    """Standing guests of every day-care zone; demand is the same whether seats run short or not."""
    made: list[Attendance] = []
    for number, street in enumerate(streets):
        rng = stream(seed, "attendance", street.key)
        homes = elders.homes[street.center]
        by_place = _by_day_care(street, homes)
        near = [elder for day_care in street.day_cares[:3] for elder in by_place[day_care.key]]
        room = _room(street.center, center_seats(size), center_staff(size), street.center_open_days)
        taken = _fill(rng, made, room, near, monday)
        for at_number, day_care in enumerate(street.day_cares):
            candidates = [elder for elder in by_place[day_care.key] if elder.key not in taken]
            room = _room(day_care.key, day_care_seats(size, at_number), 1, day_care.open_days)
            taken |= _fill(rng, made, room, candidates, monday)
        if number == 0:
            _sessions(rng, size, made, street.center, [elder for elder in near if elder.ability_level == 0], monday)
    return made


def _room(facility: str, seats: int, staff: int, open_days: int) -> _Room:
    days = days_in(open_days)
    return _Room(facility, seats, staff, days, dict.fromkeys(days, 0), dict.fromkeys(days, 0.0))


def _by_day_care(street: Street, homes: Sequence[Elder]) -> dict[str, list[Elder]]:
    place_of = {grid.key: day_care.key for day_care in street.day_cares for grid in day_care.grids}
    found: dict[str, list[Elder]] = {day_care.key: [] for day_care in street.day_cares}
    for elder in homes:
        if elder.ability_level in GUEST_LEVELS and elder.latitude is not None:
            found[place_of[elder.region]].append(elder)
    return found


def _fill(rng: Random, made: list[Attendance], room: _Room, candidates: Sequence[Elder], monday: date) -> set[str]:
    """Seat candidates in an order drawn by lot, the abler ones likelier, until the room is as full as it should be."""
    order = sorted(candidates, key=lambda elder: (rng.random() + 0.25 * elder.ability_level, elder.key))
    seated = set()
    for elder in order:
        wanted = min(weighted(rng, DAYS_A_WEEK), len(room.days))
        days = room.free_days(elder.ability_level)[:wanted]
        if len(days) < min(2, len(room.days)):
            continue
        room.seat(elder.ability_level, days)
        seated.add(elder.key)
        made.append(_attendance(rng, elder, room.facility, ZoneKind.DAY_CARE, days, FULL_DAY, monday))
    return seated


def _sessions(
    rng: Random, size: Size, made: list[Attendance], center: str, able: Sequence[Elder], monday: date
) -> None:
    """Each able elder near by comes to one kind of session at most, on two or three days."""
    waiting = list(able)
    rng.shuffle(waiting)
    for kind, (guests, hours) in SESSIONS.items():
        for elder in waiting[: 2 if size.small else guests]:
            days = sorted(rng.sample(range(6), rng.choice((2, 3))))
            made.append(_attendance(rng, elder, center, kind, days, hours, monday))
        waiting = waiting[2 if size.small else guests :]


def _attendance(
    rng: Random, elder: Elder, facility: str, kind: ZoneKind, days: Sequence[int], hours: tuple[int, int], monday: date
) -> Attendance:
    return Attendance(
        key=f"{elder.key}-{kind.value}",
        elder=elder.key,
        facility=facility,
        zone_kind=kind,
        weekdays=set_of(list(days)),
        starts=hours[0],
        ends=hours[1],
        starts_on=monday - timedelta(days=rng.randint(30, 500)),
    )
