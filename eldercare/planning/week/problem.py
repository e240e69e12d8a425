"""Rows in, keys out: the week's problem as the solver reads it."""

from collections.abc import Sequence

from eldercare.care.demand import visit_needs, window
from eldercare.care.models import Help
from eldercare.clock import DAY
from eldercare.daycare.demand import PRIORITY_CLASS as SEAT_CLASS
from eldercare.daycare.demand import seat_needs
from eldercare.hierarchy.models import Tier
from eldercare.meals.demand import PRIORITY_CLASS as MEAL_CLASS
from eldercare.meals.demand import MealNeed as MealOfDay
from eldercare.meals.demand import meal_needs
from eldercare.meals.models import Serving
from eldercare.people.models import Bond, LivingSituation, TravelMode
from eldercare.planning.week.begun import begun_covers
from eldercare.planning.week.carried import carriers_out, last_waves, trips_made
from eldercare.planning.week.load import UnitRows, WeekRows
from eldercare.planning.week.models import DraftMeal
from eldercare.planning.week.people import people_of
from eldercare.planning.week.places import kitchen_of, place_of, points_of, shift_of, vehicle_of, zone_of
from eldercare.planning.week.taken import Taken
from eldercare.planning.week.under_way import announced_visits, visits_under_way
from eldercare.rulebook.rules import KEYS
from solver.rostering.problem import Cover
from solver.travel.estimate import Point, estimate
from solver.week.problem import Facility, MealNeed, SeatNeed, Unit, VisitNeed, WeekProblem

SHIFT_CLASS = 2


def week_problem(rows: WeekRows, taken: Taken) -> WeekProblem:
    """The problem of these units; `taken` is what plans of other units already use of their kitchens and zones."""
    units = [(unit, points_of(unit)) for unit in rows.units]
    taken = taken.with_begun(unit.elapsed for unit in rows.units)
    return WeekProblem(
        week=rows.monday.isoformat(),
        days=7,
        units=tuple(_unit(rows, unit, points) for unit, points in units),
        facilities=tuple(
            Facility(facility.key, unit.unit.key, facility.tier, rows.rules.place_distance(Tier(facility.tier)))
            for unit in rows.units
            for facility in unit.facilities
        ),
        kitchens=tuple(kitchen_of(kitchen, taken) for unit in rows.units for kitchen in unit.kitchens),
        zones=tuple(zone_of(zone, taken, rows.rules) for unit in rows.units for zone in unit.zones),
        shifts=tuple(shift_of(shift) for shift in rows.shift_types),
        points=tuple({point.key: point for _, points in units for point in points}.values()),
        thresholds={key: rows.rules[key] for key in KEYS},
    )


def _unit(rows: WeekRows, unit: UnitRows, points: Sequence[Point]) -> Unit:
    modes = sorted({member.travel_mode for member in unit.staff} | {TravelMode.WALK.value, TravelMode.EBIKE.value})
    return Unit(
        key=unit.unit.key,
        people=people_of(rows, unit),
        covers=(*_covers(unit), *begun_covers(unit)),
        visits=_visits(rows, unit),
        meals=_meals(rows, unit),
        seats=_seats(rows, unit),
        vehicles=tuple(vehicle_of(vehicle) for vehicle in unit.vehicles),
        travel=estimate(points, modes),
        begins=unit.elapsed.begins,
        seated=_seated(unit),
        brought=tuple(
            (meal.elder.key, day, meal.arrives)
            for day, meal in unit.elapsed.meals_today()
            if meal.serving == Serving.DELIVERED and meal.arrives is not None
        ),
        out=carriers_out(rows, unit),
        trips=trips_made(unit),
    )


def _covers(unit: UnitRows) -> tuple[Cover, ...]:
    return tuple(
        Cover(
            key=f"{demand.key}@{day}",
            day=day,
            shift=demand.shift_type.key,
            place=demand.facility.key,
            job=demand.job,
            skill=demand.skill.key if demand.skill else None,
            needed=demand.people,
            priority_class=SHIFT_CLASS,
        )
        for demand in unit.demand
        for day in range(7)
        if demand.weekdays >> day & 1 and unit.elapsed.is_ahead(day, demand.shift_type.starts)
    )


def _seated(unit: UnitRows) -> tuple[SeatNeed, ...]:
    """The guests who have taken their seats today, where they sit."""
    return tuple(
        SeatNeed(
            key=f"{seat.elder.key}@{day}/{seat.starts}",
            elder=seat.elder.key,
            place=place_of(seat.elder),
            facility=seat.zone.facility.key,
            zone_kind=seat.zone.kind,
            day=day,
            start=seat.starts,
            end=seat.ends,
            ability_level=seat.elder.ability_level,
            priority_class=SEAT_CLASS,
        )
        for day, seat in unit.elapsed.seats_today()
    )


def _visits(rows: WeekRows, unit: UnitRows) -> tuple[VisitNeed, ...]:
    needs = []
    for need in visit_needs(unit.tasks, rows.monday, unit.absences):
        task, elder, service = need.task, need.elder, need.service
        bonds = unit.bonds.get(elder.id, {})
        earliest, latest = window(task, rows.rules.fixed_visit_leeway)
        days, times, _ = unit.elapsed.remaining(need, latest)
        if not times:
            continue
        needs.append(
            VisitNeed(
                key=task.key,
                elder=elder.key,
                place=place_of(elder),
                service=service.key,
                minutes=task.minutes,
                days=days,
                times=times,
                earliest=earliest,
                latest=latest,
                priority_class=service.priority_class,
                carers=service.carers,
                skill=service.skill.key if service.skill else None,
                gender=service.carer_gender(elder.gender),
                low_risk=service.low_risk,
                with_meal=service.help == Help.MEALS,
                preferred_start=task.preferred_start if task.fixed_start is None else task.fixed_start,
                access_minutes=rows.rules.access_minutes(elder.floor, elder.has_lift),
                excluded=frozenset(bonds.get(Bond.EXCLUDED, ())),
                designated=frozenset(bonds.get(Bond.DESIGNATED, ())),
                faces=frozenset(bonds.get(Bond.PREFERRED, ())) | frozenset(unit.faces.get(elder.id, ())),
                after=need.after,
                shortest=task.gap_shortest,
                longest=task.gap_longest,
                announced=announced_visits(unit, task.key),
            )
        )
    return (*needs, *visits_under_way(rows, unit, {need.key for need in needs}))


def _meals(rows: WeekRows, unit: UnitRows) -> tuple[MealNeed, ...]:
    """Those that have not left with a wave, while there is one that they can still leave with, or could have."""
    left = {_which(meal) for meal in unit.elapsed.meals}
    waiting = {_which(meal) for meal in unit.elapsed.meals_waiting}
    last = last_waves(rows)

    def is_asked(need: MealOfDay) -> bool:
        which = (need.elder.id, need.day, need.subscription.meal)
        leaves = last.get(which[1:], DAY - 1)
        return which not in left and (which in waiting or unit.elapsed.is_ahead(need.day, leaves))

    return tuple(
        MealNeed(
            key=f"{need.subscription.key}@{need.day}",
            elder=need.elder.key,
            place=place_of(need.elder),
            day=need.day,
            meal=need.subscription.meal,
            diet=need.elder.diet,
            eats_at=need.eats_at,
            access_minutes=rows.rules.access_minutes(need.elder.floor, need.elder.has_lift),
            priority_class=MEAL_CLASS,
            announced=unit.announced.meals.get((need.elder.id, need.day, need.subscription.meal)),
            ability_level=need.elder.ability_level,
            lives_alone=need.elder.living_situation == LivingSituation.ALONE.value,
        )
        for need in meal_needs(unit.meals, rows.monday, unit.absences)
        if is_asked(need)
    )


def _which(meal: DraftMeal) -> tuple[int, int, str]:
    return meal.elder_id, meal.day.weekday(), meal.meal


def _seats(rows: WeekRows, unit: UnitRows) -> tuple[SeatNeed, ...]:
    return tuple(
        SeatNeed(
            key=f"{need.attendance.key}@{need.day}",
            elder=need.elder.key,
            place=place_of(need.elder),
            facility=need.attendance.facility.key,
            zone_kind=need.attendance.zone_kind,
            day=need.day,
            start=need.attendance.starts,
            end=need.attendance.ends,
            ability_level=need.elder.ability_level,
            priority_class=SEAT_CLASS,
        )
        for need in seat_needs(unit.attendance, rows.monday, unit.absences)
        if unit.elapsed.is_ahead(need.day, need.attendance.starts)
    )
