"""A whole district, invented from a seed: pure, nothing is written."""

from dataclasses import dataclass
from datetime import date

from eldercare.demo import accounts, bonds, kitchens, meals, plans, shift_demand, staff, zones
from eldercare.demo.attendance import build_attendance
from eldercare.demo.elders import Elders, build_elders
from eldercare.demo.names import Phones
from eldercare.demo.nouns import Account, Attendance, MealSubscription, ShiftDemand, StaffBond
from eldercare.demo.places import Places, build_places
from eldercare.demo.scale import Counts, Size
from eldercare.hierarchy.models import Tier, ZoneKind

PHONES_A_DISTRICT = 2
"""Blocks of ten thousand numbers."""


@dataclass(frozen=True, slots=True)
class District:
    """Everything of one district, noun by noun."""

    places: Places
    zones: zones.Zones
    elders: Elders
    attendance: list[Attendance]
    plans: plans.Plans
    meals: list[MealSubscription]
    kitchens: kitchens.Kitchens
    shift_demand: list[ShiftDemand]
    team: staff.Team
    bonds: list[StaffBond]
    accounts: list[Account]


def district(size: Size, seed: int, monday: date, shortage: bool = False, number: int = 1) -> District:
    """The `number`-th district of a size, counted from 1; the same arguments give the same district."""
    own_seed = seed if number == 1 else seed * 1000 + number
    phones = Phones((number - 1) * PHONES_A_DISTRICT)
    places = build_places(size, own_seed, number, phones)
    prefix = places.institution.removesuffix("-home")
    people = build_elders(size, places, own_seed, prefix, monday, phones)
    guests = build_attendance(size, places.streets, people, own_seed, monday)
    most_effort = staff.EFFORT_IN_A_SMALL_PLACE if size.small else None
    promised = plans.build_plans(size, people, guests, own_seed, monday, most_effort)
    eaten = meals.build_meals(size, places, people, guests, own_seed, monday)
    cooked = kitchens.build_kitchens(size, places, people, eaten, shortage)
    demand = shift_demand.build_shift_demand(size, places, cooked)
    team = staff.build_staff(size, places, promised, demand, own_seed, prefix, monday, phones, shortage)
    bound = bonds.build_bonds(people, promised, team, own_seed)
    return District(
        places=places,
        zones=zones.build_zones(size, places, shortage),
        elders=people,
        attendance=guests,
        plans=promised,
        meals=eaten,
        kitchens=cooked,
        shift_demand=[row for rows in demand.values() for row in rows],
        team=team,
        bonds=bound,
        accounts=(
            accounts.build_accounts(places, people, promised, eaten, bound, team, own_seed)
            if number == 1
            else accounts.coordinators(places, own_seed, (number - 1) * size.streets + 1)
        ),
    )


def counts(districts: list[District]) -> Counts:
    """What these districts hold."""
    facilities = [facility for one in districts for facility in one.places.facilities]
    return Counts(
        facilities={tier.value: sum(place.tier == tier for place in facilities) for tier in Tier},
        grids=sum(region.level == "grid" for one in districts for region in one.places.regions),
        elders=sum(len(one.elders.elders) for one in districts),
        staff=sum(len(one.team.staff) for one in districts),
        visits_a_week=sum(task.times for one in districts for task in one.plans.tasks),
        meals_a_week=sum(meal.weekdays.bit_count() for one in districts for meal in one.meals),
        seats=sum(zone.seats for one in districts for zone in one.zones.zones if zone.kind == ZoneKind.DAY_CARE),
    )
