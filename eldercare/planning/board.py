"""The week board: everybody of a unit by the days of a week, with what is missing on each day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tortoise.expressions import Q

from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.people.models import Job, Staff
from eldercare.people.order import counted
from eldercare.planning.board_days import Day, days_of
from eldercare.planning.board_rows import Row, chips_of, rows_of
from eldercare.planning.drafts import Standing
from eldercare.planning.week.conflicts import Conflicts, conflicts_of


@dataclass(frozen=True, slots=True)
class Board:
    standing: Standing
    facilities: tuple[Facility, ...]
    days: tuple[Day, ...]
    rows: tuple[Row, ...]

    @property
    def idle(self) -> int:
        """How many have no shift."""
        return sum(row.idle is not None for row in self.rows)

    @property
    def heads_missing(self) -> int:
        return sum(day.heads_missing for day in self.days)


async def board_of(standing: Standing, conflicts: Conflicts | None = None) -> Board:
    """The board of a unit's week; what has come between since it was planned is read where it is not given."""
    conflicts = await conflicts_of(standing) if conflicts is None else conflicts
    facilities = await facilities_of_unit(standing.unit).order_by("path")
    here = [facility.id for facility in facilities]
    days = [standing.week + timedelta(days=at) for at in range(7)]
    chips, gone = await chips_of(standing, {facility.id: facility for facility in facilities})
    staff = await _staff(here, days, {one for one, _ in chips})
    rows = await rows_of(standing, staff, days, chips, gone, conflicts.broken, conflicts)
    away = {(row.staff.id, cell.day) for row in rows for cell in row.cells if cell.lost}
    return Board(
        standing=standing,
        facilities=tuple(facilities),
        days=await days_of(standing, here, days, [chip for at, chip in chips.items() if at not in away], conflicts),
        rows=rows,
    )


def narrowed(
    rows: Iterable[Row], *, facility: int | None = None, job: str = "", text: str = "", show: str = ""
) -> list[Row]:
    """The rows at home in or working at a facility, of a job, with `text` in the name; `show` leaves those with
    `problems` or those who are `idle`."""
    return [
        row
        for row in rows
        if (facility is None or facility in _places(row))
        and job in ("", row.staff.job)
        and text.casefold() in row.staff.name.casefold()
        and (show != "problems" or row.problems)
        and (show != "idle" or row.idle)
    ]


def _places(row: Row) -> set[int]:
    return {row.staff.facility_id} | {cell.chip.facility.id for cell in row.cells if cell.chip}


async def _staff(here: list[int], days: Sequence[date], busy: Collection[int]) -> list[Staff]:
    """Everybody at home here in the week, and whoever is `busy` though she has moved or left since."""
    until = Q(employed_to__isnull=True) | Q(employed_to__gte=days[0])
    at_home = Q(until, facility_id__in=here, employed_from__lte=days[-1])
    rows = await Staff.filter(at_home | Q(id__in=list(busy))).prefetch_related("facility", "availability")
    order = {job.value: at for at, job in enumerate(Job)}
    return sorted(rows, key=lambda one: (one.facility.path, order.get(one.job, 99), counted(one.key)))
