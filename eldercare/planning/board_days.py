"""The head of the week board: each day's heads against what the places ask for, and the heads nobody was found for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.hierarchy.models import Facility
from eldercare.planning.board_rows import Chip
from eldercare.planning.drafts import Standing
from eldercare.planning.open_needs import Meanwhile, still_listed
from eldercare.planning.week.models import NeedKind, NotPlanned
from eldercare.rulebook.holidays import special_days
from eldercare.rulebook.models import Holiday
from eldercare.shifts.models import ShiftDemand, ShiftType


@dataclass(frozen=True, slots=True)
class Missing:
    """So many heads of the same kind that nobody was found for."""

    shift_type: ShiftType | None
    facility: Facility
    starts: int
    ends: int
    job: str
    skill: str
    rule: str
    heads: int


@dataclass(frozen=True, slots=True)
class Count:
    """Heads of one shift type on one day against what the places ask for."""

    shift_type: ShiftType
    planned: int
    needed: int

    @property
    def short(self) -> bool:
        return self.planned < self.needed


@dataclass(frozen=True, slots=True)
class Day:
    """`out` are those on the road with visits, whose number the day's visits decide."""

    day: date
    holiday: Holiday | None
    counts: tuple[Count, ...]
    out: int
    missing: tuple[Missing, ...]

    @property
    def heads_missing(self) -> int:
        return sum(missing.heads for missing in self.missing)


async def days_of(
    standing: Standing, here: Sequence[int], days: Sequence[date], chips: Sequence[Chip], since: Meanwhile
) -> tuple[Day, ...]:
    """The heads of the days; `chips` are those that can stay."""
    holidays = await special_days(days[0], days[-1])
    demand = await ShiftDemand.filter(facility_id__in=here).prefetch_related("shift_type")
    missing = await _missing(standing, since)
    return tuple(
        _day(day, holidays.get(day), demand, [chip for chip in chips if chip.day == day], missing.get(day, []))
        for day in days
    )


def _day(
    day: date, holiday: Holiday | None, demand: Iterable[ShiftDemand], chips: Sequence[Chip], missing: list[Missing]
) -> Day:
    asked = [one for one in demand if one.weekdays >> day.weekday() & 1]
    covers = {f"{one.key}@{day.weekday()}": one.shift_type for one in asked}
    types = sorted({kind.id: kind for kind in covers.values()}.values(), key=lambda kind: (kind.starts, kind.ends))
    counts = tuple(
        Count(
            kind,
            sum(chip.shift_type.id == kind.id and chip.demand_key in covers for chip in chips),
            sum(one.people for one in asked if one.shift_type_id == kind.id),
        )
        for kind in types
    )
    return Day(day, holiday, counts, sum(chip.demand_key not in covers for chip in chips), tuple(missing))


async def _missing(standing: Standing, since: Meanwhile) -> dict[date, list[Missing]]:
    """Missing heads by day, listed or asked for since; those alike are counted together."""
    types = {row.key: row for row in await ShiftType.all()}
    rows = still_listed(standing.origin, since).filter(kind=NeedKind.SHIFT.value).prefetch_related("facility")
    alike: dict[tuple[object, ...], list[NotPlanned]] = {}
    new = (one for one in since.new if one.kind == NeedKind.SHIFT)
    for row in [*await rows.order_by("day", "starts", "key"), *new]:
        facts = (row.facts.get("shift"), row.facts.get("job"), row.facts.get("skill"))
        alike.setdefault((row.day, row.facility_id, row.starts, row.ends, *facts), []).append(row)
    found: dict[date, list[Missing]] = {}
    for same in alike.values():
        first = same[0]
        found.setdefault(first.day or standing.week, []).append(
            Missing(
                types.get(str(first.facts.get("shift"))),
                first.facility,
                first.starts or 0,
                first.ends or 0,
                str(first.facts.get("job") or ""),
                str(first.facts.get("skill") or ""),
                first.rule,
                len(same),
            )
        )
    return found
