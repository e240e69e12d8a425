"""How many people each place wants on which shift, whatever the visits ask for."""

from collections.abc import Iterator, Mapping
from math import ceil

from eldercare.demo.attendance import center_staff
from eldercare.demo.kitchens import Kitchens, MealLoad
from eldercare.demo.nouns import EVERY_DAY, WORKDAYS, ShiftDemand, set_of
from eldercare.demo.places import Places, Street
from eldercare.demo.scale import Size
from eldercare.meals.models import MealKind
from eldercare.people.models import Job

LUNCHES_A_COOK, DINNERS_A_COOK = 170, 170
REAL_HOUSE = 20
"""Residents from which the institution is staffed by night."""
FOOD = "food_health"


def build_shift_demand(size: Size, places: Places, kitchens: Kitchens) -> dict[str, list[ShiftDemand]]:
    """Standing demand of each unit, by the unit's key."""
    made = {places.institution: list(_house(size, places.institution))}
    for street in places.streets:
        load = kitchens.loads[street.center]
        rows = list(_rooms(size, street))
        rows += _kitchen(size, street.center, load)
        rows += _by_day(street.center, "carrier", Job.CARRIER, {day: load.carriers(day) for day in range(7)})
        made[street.center] = rows
    return made


def _house(size: Size, house: str) -> Iterator[ShiftDemand]:
    """The institution is never left alone at night, unless it is only a sketch of one."""
    if size.residents < REAL_HOUSE:
        yield _row(house, "day", Job.CAREGIVER, EVERY_DAY, 1)
        return
    yield _row(house, "early", Job.CAREGIVER, EVERY_DAY, 2)
    yield _row(house, "house_late", Job.CAREGIVER, EVERY_DAY, 1)
    yield _row(house, "house_night", Job.CAREGIVER, EVERY_DAY, 1)
    yield _row(house, "kitchen_day", Job.COOK, EVERY_DAY, 1, FOOD)
    yield _row(house, "day", Job.NURSE, WORKDAYS, 1, "nursing")


def _rooms(size: Size, street: Street) -> Iterator[ShiftDemand]:
    """Guests are never left alone for a pause: where there are two of the staff, a third comes for the middle of the
    day; who is alone eats with her guests, and is paid for it.
    """
    if center_staff(size) > 1:
        yield _row(street.center, "day", Job.ZONE_STAFF, street.center_open_days, center_staff(size))
        yield _row(street.center, "midday", Job.ZONE_STAFF, street.center_open_days, 1)
    else:
        yield _row(street.center, "day_room", Job.ZONE_STAFF, street.center_open_days, 1)
    for day_care in street.day_cares:
        yield _row(day_care.key, "day_room", Job.ZONE_STAFF, day_care.open_days, 1)


def _kitchen(size: Size, center: str, load: MealLoad) -> list[ShiftDemand]:
    if size.small:
        return [_row(center, "kitchen_day", Job.COOK, EVERY_DAY, 1, FOOD)]
    early = {day: ceil(load.portions[MealKind.LUNCH, day] / LUNCHES_A_COOK) for day in range(7)}
    late = {day: ceil(load.portions[MealKind.DINNER, day] / DINNERS_A_COOK) for day in range(7)}
    return [
        *_by_day(center, "kitchen_early", Job.COOK, early, FOOD),
        *_by_day(center, "kitchen_late", Job.COOK, late, FOOD),
    ]


def _by_day(
    facility: str, shift: str, job: Job, people: Mapping[int, int], skill: str | None = None
) -> list[ShiftDemand]:
    """One row for each number of people, on the days that want it."""
    return [
        _row(facility, shift, job, set_of([day for day in people if people[day] == number]), number, skill)
        for number in sorted(set(people.values()) - {0})
    ]


def _row(facility: str, shift: str, job: Job, weekdays: int, people: int, skill: str | None = None) -> ShiftDemand:
    return ShiftDemand(f"{facility}-{shift}-{job.value}-{weekdays}", facility, shift, job, skill, weekdays, people)
