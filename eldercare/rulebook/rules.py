"""What is in force: the thresholds of a day for a place, each the strictest of everybody's and its own path's."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from tortoise.expressions import Q

from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility, Tier
from eldercare.rulebook.models import RuleValue
from eldercare.rulebook.thresholds import HIGHER_IS_STRICTER


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Every threshold in force, by the key of its rows; units as in `thresholds`."""

    daily_hours: int
    weekly_hours: int
    weekly_hours_average: int
    weekly_rest_days: int
    daily_overtime_usual: int
    daily_overtime: int
    monthly_overtime: int
    overtime_pay: int
    rest_day_pay: int
    holiday_pay: int
    part_time_weekly_hours: int
    rest_between_shifts: int
    consecutive_days: int
    consecutive_nights: int
    night_begins: int
    night_ends: int
    volunteer_weekly_hours: int
    visits_a_day: int
    fixed_visit_leeway: int
    certificate_warning: int
    planning_ahead: int
    stairs_floor: int
    lift_ride: int
    box_handover: int
    box_ride_time: int
    meal_delivery: int
    pot_to_plate: int
    eat_in_period: int
    sample_weight: int
    sample_keeping: int
    heat_stop: int
    heat_limit: int
    heat_caution: int
    heat_outdoors: int
    heat_pause: int
    place_distance_station: int
    place_distance_day_care: int
    place_distance_street_center: int
    place_distance_institution: int
    staff_ratio_0: int
    staff_ratio_1: int
    staff_ratio_2: int
    staff_ratio_3: int
    staff_ratio_4: int
    ride_time: int
    welfare_visit_high: int
    welfare_visit_key: int
    welfare_visit_general: int
    reassessment: int

    def place_distance(self, tier: Tier) -> int:
        """Metres an elder may live from a place of this tier that serves her."""
        return self[f"place_distance_{tier.value}"]

    def guests_per_staff(self, ability_level: int) -> int:
        """Guests of this ability level to one member of staff, where the zone says nothing stricter."""
        return self[f"staff_ratio_{ability_level}"]

    def access_minutes(self, floor: int, has_lift: bool) -> int:
        """Whole minutes from the street to a door on this floor, or back."""
        climbed = max(abs(floor) - 1, 0)
        seconds = min(self.lift_ride, climbed * self.stairs_floor) if has_lift else climbed * self.stairs_floor
        return -(-seconds // 60)

    def __getitem__(self, key: str) -> int:
        value: int = getattr(self, key)
        return value


KEYS = tuple(field.name for field in fields(RuleSet))


async def rules_on(day: date, *facilities: Facility | None) -> RuleSet:
    """The thresholds on `day`; with facilities, stricter rows of the places that any of them lies below count too.

    Refused("rule_missing") names the first threshold that no row gives a value on that day.
    """
    found = await known_on(day, *facilities)
    for key in KEYS:
        if key not in found:
            raise Refused("rule_missing", key=key, day=day.isoformat())
    return RuleSet(**found)


async def known_on(day: date, *facilities: Facility | None) -> dict[str, int]:
    """The same by key, without those that no row gives a value."""
    rows = await rows_on(day, *facilities)
    found = {key: strictest(key, [row.value for row in rows if row.key == key]) for key in KEYS}
    return {key: value for key, value in found.items() if value is not None}


async def rows_on(day: date, *facilities: Facility | None) -> list[RuleValue]:
    """The rows in force on `day` for everybody and for each place on the paths of the facilities."""
    path = sorted({key for one in facilities if one for key in one.path.rstrip("/").split("/")})
    place = Q(facility_id=None) | Q(facility__key__in=path) if path else Q(facility_id=None)
    return await RuleValue.filter(place & running_on(day)).order_by("key", "valid_from", "id")


def running_on(day: date) -> Q:
    """The rows in force on `day`, for whomever."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def strictest(key: str, values: Iterable[int]) -> int | None:
    """Of the values of a threshold the one that all others keep too; None of none."""
    choose = max if key in HIGHER_IS_STRICTER else min
    return choose(values, default=None)
