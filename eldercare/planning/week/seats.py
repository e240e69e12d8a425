"""Seats of a plan for which their zones have no room any more, or no staff."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from eldercare.daycare.models import Seat
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.models import Zone as ZoneRow
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.people.models import Elder, Job, Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.moment import Moment
from eldercare.planning.week.models import DraftSeat, DraftShift, NeedKind
from eldercare.planning.week.places import zone_of
from eldercare.planning.week.room import Crowded, asked, without_room
from eldercare.planning.week.taken import Guest, Taken
from eldercare.rulebook.rules import rules_on
from eldercare.shifts.models import Shift
from solver.week.problem import SeatNeed, Zone
from solver.week.rooms import Rooms, Span, at_work, is_open, moments_of, staff_share

AnySeat = Seat | DraftSeat
AnyShift = Shift | DraftShift


async def crowded_seats(
    standing: Standing, seats: Sequence[AnySeat], there: Iterable[AnyShift], taken: Taken
) -> list[Crowded]:
    """Of these in their order, with the shifts of those who are there. Whoever sits there already keeps her seat, and
    takes of the staff."""
    moment, by_key = Moment.of(standing.week), {str(seat.pk): seat for seat in seats}
    elders = Elder.filter(id__in=list({seat.elder_id for seat in seats}))
    levels: dict[int, int] = dict(await elders.values_list("id", "ability_level"))
    begun = [seat for seat in seats if moment.has_begun(seat.day, seat.starts)]
    rows, zones = await _zones(standing, seats, taken.with_guests(_guest(seat, levels) for seat in begun))
    needs = {
        str(seat.pk): _need(seat, zones[seat.zone_id], levels)
        for seat in seats
        if not moment.has_begun(seat.day, seat.starts)
    }
    rooms = Rooms(list(zones.values()), moments_of(needs.values(), zones.values()), await _staff(there))
    requests = []
    for key, need in needs.items():
        zone = zones[by_key[key].zone_id]
        supply, share = rooms.supply(zone, need) if is_open(zone, need) else None, staff_share(zone, need.ability_level)
        requests.append(asked(key, NeedKind.SEAT, need.end - need.start, supply, "opening_hours", share))
    return [
        Crowded(
            NeedKind.SEAT,
            one.request,
            one.rule,
            by_key[one.request].day,
            rows[by_key[one.request].zone_id],
            room=one.room if one.rule == "zone_seats" else 0,
        )
        for one in without_room(requests, rooms)
    ]


async def _zones(
    standing: Standing, seats: Iterable[AnySeat], taken: Taken
) -> tuple[dict[int, ZoneRow], dict[int, Zone]]:
    """All of the facilities where somebody sits, by id; those of another unit without the staff, who are that unit's to
    plan."""
    rules = await rules_on(standing.week, standing.unit)
    here = {one.id for one in await facilities_of_unit(standing.unit)}
    asked_for = ZoneRow.filter(facility_id__in=list({seat.zone.facility_id for seat in seats})).order_by("key")
    rows = {one.id: one for one in await asked_for.prefetch_related("facility", "hours", "ratios")}
    zones = {number: zone_of(row, taken, rules) for number, row in rows.items()}
    return rows, {
        number: zone if rows[number].facility_id in here else replace(zone, ratio={}) for number, zone in zones.items()
    }


def _guest(seat: AnySeat, levels: Mapping[int, int]) -> tuple[str, Guest]:
    return seat.zone.key, (seat.day.weekday(), seat.starts, seat.ends, levels[seat.elder_id])


def _need(seat: AnySeat, zone: Zone, levels: Mapping[int, int]) -> SeatNeed:
    return SeatNeed(
        key=str(seat.pk),
        elder=str(seat.elder_id),
        place=None,
        facility=zone.facility,
        zone_kind=zone.kind,
        day=seat.day.weekday(),
        start=seat.starts,
        end=seat.ends,
        ability_level=levels[seat.elder_id],
    )


async def _staff(shifts: Iterable[AnyShift]) -> dict[tuple[str, int], list[Span]]:
    """When staff of zones are there, by facility and day, without their breaks."""
    theirs = list(shifts)
    staff = Staff.filter(id__in=list({one.staff_id for one in theirs}), job=Job.ZONE_STAFF.value)
    look_after = {one.id for one in await staff}
    there = [one for one in theirs if one.staff_id in look_after]
    places = Facility.filter(id__in=list({one.facility_id for one in there}))
    keys: dict[int, str] = dict(await places.values_list("id", "key"))
    spans: dict[tuple[str, int], list[Span]] = {}
    for one in there:
        here = spans.setdefault((keys[one.facility_id], one.day.weekday()), [])
        here += at_work(one.starts, one.ends, one.break_starts, one.break_minutes)
    return spans
