"""The rows of every unit's draft, made from a solution's keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eldercare.clock import DAY
from eldercare.meals.models import Serving
from eldercare.planning.week.book import Book
from eldercare.planning.week.kept import Kept, copies
from eldercare.planning.week.load import WeekRows
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit
from eldercare.planning.week.models import NotPlanned as NotPlannedRow
from solver.meals.problem import RoundsProblem
from solver.meals.solution import Round
from solver.week.keys import original_cover
from solver.week.portions import served
from solver.week.pots import wave_of
from solver.week.problem import WeekProblem
from solver.week.rounds import rounds_of
from solver.week.score import WeekResult
from solver.week.seating import eating_at, waves_of, zone_of
from solver.week.solution import WeekSolution


@dataclass
class DraftRows:
    """One unit's rows, still without their draft."""

    shifts: list[Any] = field(default_factory=list)
    visits: list[Any] = field(default_factory=list)
    meals: list[Any] = field(default_factory=list)
    seats: list[Any] = field(default_factory=list)
    not_planned: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ride:
    """How a meal travels: who brings it, on which trip and stop, when it arrives."""

    carrier: int
    vehicle: int | None
    trip: int
    stop: int
    arrives: int
    travel_minutes: int


def draft_rows(
    rows: WeekRows, problem: WeekProblem, result: WeekResult, kept: Mapping[str, Kept]
) -> dict[str, DraftRows]:
    """Rows by unit key, with those `kept` from the published plan."""
    book = Book(rows, problem)
    drafts = {unit.key: DraftRows() for unit in problem.units}
    solution = result.solution
    _shifts(book, drafts, solution)
    _visits(book, drafts, result)
    _seats(book, drafts, solution)
    _meals(book, drafts, solution)
    for key, as_they_were in kept.items():
        _keep(drafts[key], as_they_were)
    for need in solution.not_planned:
        unit, row = book.open_need(need)
        drafts[unit].not_planned.append(NotPlannedRow(**row))
    return drafts


def _keep(draft: DraftRows, kept: Kept) -> None:
    """Days that are over are the published ones, whatever the roster made of them."""
    draft.shifts = [*copies(kept.shifts), *(shift for shift in draft.shifts if shift.day.weekday() >= kept.first_day)]
    draft.visits += copies(kept.visits)
    draft.meals += copies(kept.meals)
    draft.seats += copies(kept.seats)
    draft.not_planned += copies(kept.missed)


def _shifts(book: Book, drafts: dict[str, DraftRows], solution: WeekSolution) -> None:
    pauses = {(routes.day, pause.carer): pause.start for routes in solution.routes for pause in routes.pauses}
    pauses |= {(pause.day, pause.employee): pause.start for pause in solution.pauses}
    for duty in solution.duties:
        shift = book.shifts[duty.shift]
        pause = pauses.get((duty.day, duty.employee))
        drafts[book.unit_of_staff[duty.employee]].shifts.append(
            DraftShift(
                staff_id=book.staff[duty.employee],
                facility_id=book.facilities[duty.place],
                shift_type_id=shift.id,
                day=book.day(duty.day),
                starts=shift.starts,
                ends=shift.ends,
                break_minutes=shift.break_minutes,
                break_starts=None if pause is None else pause - duty.day * DAY,
                demand_key=original_cover(duty.cover),
            )
        )


def _visits(book: Book, drafts: dict[str, DraftRows], result: WeekResult) -> None:
    matches: dict[str, dict[str, int]] = {}
    for match in result.matches:
        if match.key in book.visits:
            found = matches.setdefault(match.key, {})
            found[match.rule] = found.get(match.rule, 0) + match.cost
    for routes in result.solution.routes:
        for part in routes.assignments:
            visit = book.visits[part.stop]
            start = part.start - routes.day * DAY
            drafts[routes.unit].visits.append(
                DraftVisit(
                    key=part.stop,
                    elder_id=visit.elder,
                    service_id=visit.service,
                    staff_id=book.staff[part.carer],
                    day=book.day(routes.day),
                    starts=start,
                    ends=book.ends(part.stop, part.start) - routes.day * DAY,
                    stop=part.order,
                    travel_minutes=part.travel,
                    matches=matches.get(part.stop, {}),
                )
            )


def _seats(book: Book, drafts: dict[str, DraftRows], solution: WeekSolution) -> None:
    for place in solution.seats:
        unit, need = book.seats[place.request]
        drafts[unit].seats.append(
            DraftSeat(
                elder_id=book.elders[need.elder],
                zone_id=book.zones[zone_of(place.supply)],
                day=book.day(need.day),
                starts=need.start,
                ends=need.end,
            )
        )


def _meals(book: Book, drafts: dict[str, DraftRows], solution: WeekSolution) -> None:
    rides, eating = _rides(book, solution), eating_at(book.problem, solution.seats)
    waves = waves_of(book.problem)
    for place in solution.meals:
        unit, need = book.meals[place.request]
        of_wave = wave_of(place.supply)
        kitchen, wave = book.waves[of_wave]
        ride, canteen = rides.get(place.request), served(need, waves[of_wave], eating).eats_at
        drafts[unit].meals.append(
            DraftMeal(
                elder_id=book.elders[need.elder],
                day=book.day(need.day),
                meal=need.meal,
                wave=wave,
                serving=Serving.DELIVERED.value if canteen is None else Serving.EAT_IN.value,
                eats_at_id=None if canteen is None else book.facilities[canteen],
                kitchen_id=kitchen,
                carrier_id=ride.carrier if ride else None,
                vehicle_id=ride.vehicle if ride else None,
                trip=ride.trip if ride else None,
                stop=ride.stop if ride else None,
                arrives=ride.arrives if ride else None,
                travel_minutes=ride.travel_minutes if ride else None,
            )
        )


def _rides(book: Book, solution: WeekSolution) -> dict[str, Ride]:
    """The ride of every meal that travels, by request key."""
    rides: dict[str, Ride] = {}
    problems = rounds_of(book.problem, solution)
    for rounds in solution.rounds:
        asked = problems[rounds.kitchen, rounds.day, rounds.meal]
        for trip in rounds.rounds:
            rides.update(_rides_of(book, asked, rounds.day, trip))
    return rides


def _rides_of(book: Book, asked: RoundsProblem, day: int, trip: Round) -> dict[str, Ride]:
    people = {drop.key: drop.people for drop in asked.drops}
    return {
        person: Ride(
            carrier=book.staff[trip.carrier],
            vehicle=book.vehicles.get(trip.vehicle),
            trip=trip.trip,
            stop=stop,
            arrives=delivery.arrives - day * DAY,
            travel_minutes=delivery.travel,
        )
        for stop, delivery in enumerate(trip.deliveries, 1)
        for person in people[delivery.drop]
    }
