"""A week of several streets side by side: what is promised and planned, what is missing, who has room.

Every number is of the draft that waits for publishing or, where there is none, of the version in force.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eldercare.hierarchy.models import Facility
from eldercare.planning.drafts import Standing, standing
from eldercare.planning.open_needs import open_by_kind, visits_without_a_carer
from eldercare.planning.overview_rows import (
    Part,
    Worked,
    meals_by_kitchen,
    missing_visits,
    parts_of,
    places_of,
    seats_by_zone,
    shifts_of,
)
from eldercare.planning.week.conflicts import Conflicts, conflicts_of
from solver.week.faces import Faces, faces_of

WEEK = 7
NOBODY = Faces(0, 0)

Counts = dict[str, tuple[int, int]]
"""Kind as drafts call it → planned, needed."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Minutes of visits wanted, with the way to them, and of carers on the roster for them."""

    day: date
    wanted: int
    there: int

    @property
    def spare(self) -> int:
        """Below zero when they are short."""
        return self.there - self.wanted


@dataclass(frozen=True, slots=True)
class Use:
    """So many of what there is are taken."""

    taken: int
    there: int


@dataclass(frozen=True, slots=True)
class Street:
    """One unit's week; `floating` are minutes of open visits whose day the planner was free to choose."""

    standing: Standing
    counts: Counts
    counts_before: Counts
    open_needs: dict[str, int]
    without_carer: int
    """Open visits for which nobody was found."""
    days: tuple[Balance, ...]
    floating: int
    faces: Faces
    seats: Use
    portions: Use
    overtime: int
    conflicts: Conflicts
    """What has come between since the week was planned; it is taken off what is planned and who is there."""

    @property
    def unit(self) -> Facility:
        return self.standing.unit

    @property
    def open(self) -> int:
        return sum(self.open_needs.values())

    @property
    def fallen(self) -> dict[str, int]:
        """Promises of each kind that were planned and cannot be kept as they are by now."""
        return {kind: self.conflicts.fallen(kind, planned) for kind, (planned, _) in _counts(self.standing).items()}

    @property
    def whole_week(self) -> Balance:
        wanted = sum(day.wanted for day in self.days) + self.floating
        return Balance(self.standing.week, wanted, sum(day.there for day in self.days))


@dataclass(frozen=True, slots=True)
class Overview:
    week: date
    streets: tuple[Street, ...]

    @property
    def planned(self) -> tuple[Street, ...]:
        """Those that have anything to show."""
        return tuple(street for street in self.streets if street.standing.origin)

    @property
    def published(self) -> tuple[Street, ...]:
        return tuple(street for street in self.streets if street.standing.publication)

    @property
    def fallen(self) -> int:
        """Promises of all kinds and streets that have fallen away since."""
        return sum(sum(street.fallen.values()) for street in self.planned)

    @property
    def faces(self) -> Faces:
        return sum((street.faces for street in self.streets), NOBODY)

    def counts(self, kind: str) -> tuple[int, int]:
        """Planned and needed of a kind in all streets."""
        return _sum(street.counts.get(kind, (0, 0)) for street in self.streets)

    def counts_before(self, kind: str) -> tuple[int, int]:
        """The same of the week before, of the streets that had a plan then."""
        return _sum(street.counts_before.get(kind, (0, 0)) for street in self.streets)


async def overview(units: Sequence[Facility], week: date) -> Overview:
    """The week that starts at `week`, of each of these units."""
    states = [await standing(unit, week) for unit in units]
    cooked: dict[int, int] = {}
    seated: dict[int, int] = {}
    for state in states:
        _add(cooked, await meals_by_kitchen(state))
        _add(seated, await seats_by_zone(state))
    return Overview(week, tuple([await _street(state, cooked, seated) for state in states]))


async def _street(state: Standing, cooked: dict[int, int], seated: dict[int, int]) -> Street:
    """`cooked` and `seated` are of all streets, since neighbours help each other out."""
    places = await places_of(state.unit)
    parts, shifts = await parts_of(state), await shifts_of(state)
    conflicts = await conflicts_of(state)
    missing = await missing_visits(state, conflicts)
    before = await standing(state.unit, state.week - timedelta(days=WEEK))
    way = _usual_way(parts)
    off = {one.key for one in conflicts.off} | conflicts.visits_off
    due = [part for part in parts if part.key not in off]
    wanted = [(part.day, part.minutes + part.travel) for part in due]
    wanted += [(day, carers * (minutes + way)) for day, minutes, carers in missing if day is not None]
    stays = [shift for shift in shifts if (shift.staff_id, shift.day) not in conflicts.away]
    visiting = [shift for shift in stays if shift.goes_out and shift.demand_key not in places.covers]
    return Street(
        standing=state,
        counts={
            kind: (conflicts.standing(kind, planned), conflicts.needed(kind, needed))
            for kind, (planned, needed) in _counts(state).items()
        },
        counts_before=_counts(before),
        open_needs=await open_by_kind(state.origin, conflicts) if state.origin else {},
        without_carer=await visits_without_a_carer(state.origin, conflicts) if state.origin else 0,
        days=tuple(
            Balance(
                day,
                sum(minutes for on, minutes in wanted if on == day),
                sum(shift.minutes for shift in visiting if shift.day == day),
            )
            for day in (state.week + timedelta(days=at) for at in range(WEEK))
        ),
        floating=sum(carers * (minutes + way) for day, minutes, carers in missing if day is None),
        faces=faces_of((part.elder_id, part.staff_id) for part in parts),
        seats=Use(sum(seated.get(zone, 0) for zone in places.seats), sum(places.seats.values())),
        portions=Use(sum(cooked.get(kitchen, 0) for kitchen in places.portions), sum(places.portions.values())),
        overtime=_overtime(shifts),
        conflicts=conflicts,
    )


def _counts(state: Standing) -> Counts:
    found: Counts = state.origin.coverage if state.origin else {}
    return {kind: (planned, needed) for kind, (planned, needed) in found.items()}


def _usual_way(parts: Sequence[Part]) -> int:
    """Minutes on the way to a visit of this week, on average; they count for visits that are not planned too."""
    return round(sum(part.travel for part in parts) / len(parts)) if parts else 0


def _overtime(shifts: Iterable[Worked]) -> int:
    """Paid minutes above what each contract promises."""
    worked: dict[int, int] = {}
    promised: dict[int, int] = {}
    for shift in shifts:
        worked[shift.staff_id] = worked.get(shift.staff_id, 0) + shift.minutes
        promised[shift.staff_id] = shift.weekly_minutes
    return sum(max(0, minutes - promised[staff]) for staff, minutes in worked.items())


def _sum(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    rows = list(counts)
    return sum(planned for planned, _ in rows), sum(needed for _, needed in rows)


def _add(sums: dict[int, int], more: dict[int, int]) -> None:
    for key, number in more.items():
        sums[key] = sums.get(key, 0) + number
