"""What of a plan has no room any more: meals beyond what their kitchens cook, seats beyond what their zones hold, by
the limits that planning itself keeps."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eldercare.daycare.models import Seat
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.models import Zone as ZoneRow
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.meals.models import Kitchen as KitchenRow
from eldercare.meals.models import Meal
from eldercare.people.models import Elder, Job, Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.moment import Moment
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, NeedKind
from eldercare.planning.week.places import kitchen_of, zone_of
from eldercare.planning.week.shown import Shown
from eldercare.planning.week.taken import Guest, Taken, taken_by_others
from eldercare.planning.week.waves import all_waves
from eldercare.rulebook.rules import rules_on
from eldercare.shifts.models import Shift
from solver.places.beyond import beyond
from solver.places.problem import Option, PlacesProblem, Request
from solver.places.solution import Place
from solver.result import Breach
from solver.week.portions import MEAL_MINUTES
from solver.week.pots import Pots
from solver.week.problem import Kitchen, KitchenWave, SeatNeed, Zone
from solver.week.rooms import Rooms, Span, at_work, is_open, moments_of, staff_share

AnyMeal = Meal | DraftMeal
AnySeat = Seat | DraftSeat
AnyShift = Shift | DraftShift
Which = tuple[NeedKind, str]
"""Kind and key of a promise."""
ANY_CLASS = 2
"""Nobody is chosen here, so no promise comes before another."""


@dataclass(frozen=True, slots=True)
class Crowded:
    """One of the meals or seats of a wave or zone that are too many; whose it will be is for the next plan to say.

    `rule` is kitchen_portions, kitchen_diet, zone_seats, staff_ratio or opening_hours; `room` what there is at most of
    what the first three count; `starts` and `ends` are a seat's, minutes of its day.
    """

    kind: NeedKind
    key: str
    rule: str
    day: date
    place: KitchenRow | ZoneRow
    room: int | None = None
    meal: str = ""
    wave: int | None = None
    diet: str = ""
    starts: int | None = None
    ends: int | None = None


async def crowded_of(
    standing: Standing, shown: Shown, gone: Container[Which], away: Container[tuple[int, date]]
) -> list[Crowded]:
    """Of what is still to begin, but for the promises that are `gone` for other reasons, and as if nobody came who is
    `away`, person and day."""
    moment, taken = Moment.of(standing.week), await taken_by_others([standing.unit.id], standing.week)
    meals = [one for one in shown.meals if (NeedKind.MEAL, str(one.pk)) not in gone]
    seats = [one for one in shown.seats if (NeedKind.SEAT, str(one.pk)) not in gone]
    there = [one for one in shown.shifts if (one.staff_id, one.day) not in away]
    return [*await _meals(meals, moment, taken), *await _seats(seats, there, moment, taken, standing)]


async def _meals(shown: Iterable[AnyMeal], moment: Moment, taken: Taken) -> list[Crowded]:
    """A wave that the kitchen no longer has on that day has no portions."""
    leave = await all_waves()
    meals = {str(one.pk): one for one in shown if not moment.has_begun(one.day, leave.of(one))}
    rows = {one.id: one for one in await _kitchens({one.kitchen_id for one in meals.values()})}
    kitchens = {number: kitchen_of(row, taken) for number, row in rows.items()}
    elders = Elder.filter(id__in=list({one.elder_id for one in meals.values()}))
    diets: dict[int, str] = dict(await elders.values_list("id", "diet"))
    pots, requests = Pots(), []
    for key, meal in meals.items():
        kitchen, diet = kitchens[meal.kitchen_id], diets[meal.elder_id]
        wave = _wave(kitchen, meal)
        supply = pots.supply(kitchen, wave, diet) if wave and diet in kitchen.diets else None
        requests.append(_request(key, NeedKind.MEAL, meal.day.weekday(), MEAL_MINUTES, supply, "kitchen_portions"))
    found = _beyond(requests, pots)
    return [_crowded_meal(meals[one.key], rows, kitchens, diets, one.rule) for one in found]


async def _kitchens(ids: Iterable[int]) -> list[KitchenRow]:
    return await KitchenRow.filter(id__in=list(ids)).prefetch_related("facility", "waves", "diets")


def _wave(kitchen: Kitchen, meal: AnyMeal) -> KitchenWave | None:
    asked = meal.day.weekday(), meal.meal, meal.wave
    return next((one for one in kitchen.waves if (one.day, one.meal, one.wave) == asked), None)


def _crowded_meal(
    meal: AnyMeal,
    rows: Mapping[int, KitchenRow],
    kitchens: Mapping[int, Kitchen],
    diets: Mapping[int, str],
    rule: str,
) -> Crowded:
    kitchen, diet = kitchens[meal.kitchen_id], diets[meal.elder_id] if rule == "kitchen_diet" else ""
    wave = _wave(kitchen, meal)
    return Crowded(
        NeedKind.MEAL,
        str(meal.pk),
        rule,
        meal.day,
        rows[meal.kitchen_id],
        room=kitchen.diets[diet] if diet else wave.portions if wave else 0,
        meal=meal.meal,
        wave=meal.wave,
        diet=diet,
    )


async def _seats(
    shown: Iterable[AnySeat], there: Iterable[AnyShift], moment: Moment, taken: Taken, standing: Standing
) -> list[Crowded]:
    """Whoever sits there already keeps her seat, and takes of the staff."""
    seats = {str(one.pk): one for one in shown}
    elders = Elder.filter(id__in=list({one.elder_id for one in seats.values()}))
    levels: dict[int, int] = dict(await elders.values_list("id", "ability_level"))
    begun = [one for one in seats.values() if moment.has_begun(one.day, one.starts)]
    rows, zones = await _zones(seats.values(), taken.with_guests(_guest(one, levels) for one in begun), standing)
    needs = {
        key: _need(key, one, zones[one.zone_id], levels[one.elder_id])
        for key, one in seats.items()
        if not moment.has_begun(one.day, one.starts)
    }
    rooms = Rooms(list(zones.values()), moments_of(needs.values(), zones.values()), await _staff(there))
    requests = []
    for key, need in needs.items():
        zone = zones[seats[key].zone_id]
        supply = rooms.supply(zone, need) if is_open(zone, need) else None
        share = staff_share(zone, need.ability_level)
        requests.append(_request(key, NeedKind.SEAT, need.day, need.end - need.start, supply, "opening_hours", share))
    return [_crowded_seat(seats[one.key], rows, one.rule) for one in _beyond(requests, rooms)]


async def _zones(
    seats: Iterable[AnySeat], taken: Taken, standing: Standing
) -> tuple[dict[int, ZoneRow], dict[int, Zone]]:
    """All of the facilities where somebody sits, by id; those of another unit without the staff, who are that unit's to
    plan."""
    rules = await rules_on(standing.week, standing.unit)
    here = {one.id for one in await facilities_of_unit(standing.unit)}
    places = {one.zone.facility_id for one in seats}
    asked = ZoneRow.filter(facility_id__in=list(places)).order_by("key")
    rows = {one.id: one for one in await asked.prefetch_related("facility", "hours", "ratios")}
    zones = {number: zone_of(row, taken, rules) for number, row in rows.items()}
    return rows, {
        number: zone if rows[number].facility_id in here else replace(zone, ratio={}) for number, zone in zones.items()
    }


def _guest(seat: AnySeat, levels: Mapping[int, int]) -> tuple[str, Guest]:
    return seat.zone.key, (seat.day.weekday(), seat.starts, seat.ends, levels[seat.elder_id])


def _need(key: str, seat: AnySeat, zone: Zone, level: int) -> SeatNeed:
    return SeatNeed(
        key=key,
        elder=str(seat.elder_id),
        place=None,
        facility=zone.facility,
        zone_kind=zone.kind,
        day=seat.day.weekday(),
        start=seat.starts,
        end=seat.ends,
        ability_level=level,
    )


async def _staff(shifts: Iterable[AnyShift]) -> dict[tuple[str, int], list[Span]]:
    """When staff of zones are there, by facility and day, without their breaks."""
    theirs = list(shifts)
    staff = Staff.filter(id__in=list({one.staff_id for one in theirs}), job=Job.ZONE_STAFF.value)
    looks_after = {one.id for one in await staff}
    keys: dict[int, str] = dict(await Facility.all().values_list("id", "key"))
    spans: dict[tuple[str, int], list[Span]] = {}
    for one in (one for one in theirs if one.staff_id in looks_after):
        here = spans.setdefault((keys[one.facility_id], one.day.weekday()), [])
        here += at_work(one.starts, one.ends, one.break_starts, one.break_minutes)
    return spans


def _crowded_seat(seat: AnySeat, rows: Mapping[int, ZoneRow], rule: str) -> Crowded:
    row = rows[seat.zone_id]
    room = row.seats if rule == "zone_seats" else None
    return Crowded(NeedKind.SEAT, str(seat.pk), rule, seat.day, row, room=room, starts=seat.starts, ends=seat.ends)


def _request(
    key: str, kind: NeedKind, day: int, minutes: int, supply: str | None, closed: str, share: int = 0
) -> Request:
    """`closed` is the rule that took the only place there is, where that is no more."""
    return Request(
        key=key,
        kind=kind.value,
        day=day,
        priority_class=ANY_CLASS,
        minutes=minutes,
        options=(Option(supply, 0),) if supply else (),
        weights={"staff_ratio": share},
        ruled_out={} if supply else {closed: 1},
    )


def _beyond(requests: Sequence[Request], there: Pots | Rooms) -> Iterator[Breach]:
    problem = PlacesProblem(tuple(requests), tuple(there.supplies.values()), tuple(there.limits.values()))
    return beyond(problem, [Place(one.key, one.options[0].supply if one.options else "") for one in requests])
