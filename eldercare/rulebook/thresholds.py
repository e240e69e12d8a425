"""Every threshold of law or house that planning respects, as it stands in a new database.

`legal_basis` is data: the title and article as they are cited. `verified` says that the wording of the article itself
was read; everything else rests on secondary pages or is the employer's own rule and awaits somebody who checks it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eldercare.hierarchy.models import Tier


class Unit(StrEnum):
    MINUTES = "minutes"
    SECONDS = "seconds"
    MINUTE_OF_DAY = "minute_of_day"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    TIMES = "times"
    PERCENT = "percent"
    METRES = "metres"
    GRAMS = "grams"
    CELSIUS = "celsius"
    GUESTS = "guests"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One row of the rule table; `tightened_by` names the lowest tier that may set a stricter value."""

    key: str
    value: int
    unit: Unit
    legal_basis: str
    valid_from: date
    verified: bool = False
    tightened_by: Tier | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it is cited, the day it came into force, and whether its wording was read."""

    citation: str
    since: date
    verified: bool = True


HOURS_3 = Source("国务院关于职工工作时间的规定 第三条", date(1995, 5, 1))
LABOUR_36 = Source("中华人民共和国劳动法 第三十六条", date(1995, 1, 1))
LABOUR_38 = Source("中华人民共和国劳动法 第三十八条", date(1995, 1, 1))
LABOUR_41 = Source("中华人民共和国劳动法 第四十一条", date(1995, 1, 1))
LABOUR_44 = Source("中华人民共和国劳动法 第四十四条", date(1995, 1, 1), verified=False)
CONTRACT_68 = Source("中华人民共和国劳动合同法 第六十八条", date(2008, 1, 1), verified=False)
HEAT = Source("防暑降温措施管理办法(安监总安健〔2012〕89号) 第八条", date(2012, 6, 29))
HEAT_35 = Source("防暑降温措施管理办法(安监总安健〔2012〕89号) 第八条", date(2012, 6, 29), verified=False)
ABILITY = Source("GB/T 42195-2022 老年人能力评估规范", date(2022, 12, 30), verified=False)
MEALS = Source("老年助餐服务地方规定", date(2019, 9, 16), verified=False)
VISITS = Source("特殊困难老年人探访关爱地方规定", date(2019, 9, 16), verified=False)
HOUSE = Source("用人单位内部规定", date(2019, 9, 16), verified=False)


def _law(key: str, value: int, unit: Unit, source: Source) -> Threshold:
    return Threshold(key, value, unit, source.citation, source.since, source.verified, Tier.STREET_CENTER)


def _house(key: str, value: int, unit: Unit, tightened_by: Tier | None = Tier.STREET_CENTER) -> Threshold:
    return Threshold(key, value, unit, HOUSE.citation, HOUSE.since, HOUSE.verified, tightened_by)


THRESHOLDS: tuple[Threshold, ...] = (
    # working time
    _law("daily_hours", 480, Unit.MINUTES, HOURS_3),
    _law("weekly_hours", 2400, Unit.MINUTES, HOURS_3),
    _law("weekly_hours_average", 2640, Unit.MINUTES, LABOUR_36),
    _law("weekly_rest_days", 1, Unit.DAYS, LABOUR_38),
    _law("daily_overtime_usual", 60, Unit.MINUTES, LABOUR_41),
    _law("daily_overtime", 180, Unit.MINUTES, LABOUR_41),
    _law("monthly_overtime", 2160, Unit.MINUTES, LABOUR_41),
    _law("overtime_pay", 150, Unit.PERCENT, LABOUR_44),
    _law("rest_day_pay", 200, Unit.PERCENT, LABOUR_44),
    _law("holiday_pay", 300, Unit.PERCENT, LABOUR_44),
    _law("part_time_weekly_hours", 1440, Unit.MINUTES, CONTRACT_68),
    _house("rest_between_shifts", 660, Unit.MINUTES),
    _house("consecutive_days", 6, Unit.DAYS),
    _house("consecutive_nights", 3, Unit.DAYS),
    _house("night_begins", 1320, Unit.MINUTE_OF_DAY, None),
    _house("night_ends", 360, Unit.MINUTE_OF_DAY, None),
    _house("volunteer_weekly_hours", 720, Unit.MINUTES),
    _house("visits_a_day", 14, Unit.TIMES),
    _house("fixed_visit_leeway", 15, Unit.MINUTES),
    _house("certificate_warning", 30, Unit.DAYS),
    _house("planning_ahead", 91, Unit.DAYS),
    # the way to the door
    _house("stairs_floor", 30, Unit.SECONDS, None),
    _house("lift_ride", 90, Unit.SECONDS, None),
    _house("box_handover", 2, Unit.MINUTES, None),
    # meals
    _house("box_ride_time", 45, Unit.MINUTES),
    _law("meal_delivery", 60, Unit.MINUTES, MEALS),
    _law("pot_to_plate", 120, Unit.MINUTES, MEALS),
    _law("eat_in_period", 120, Unit.MINUTES, MEALS),
    _law("sample_weight", 125, Unit.GRAMS, MEALS),
    _law("sample_keeping", 48, Unit.HOURS, MEALS),
    # heat
    _law("heat_stop", 40, Unit.CELSIUS, HEAT),
    _law("heat_limit", 37, Unit.CELSIUS, HEAT),
    _law("heat_caution", 35, Unit.CELSIUS, HEAT_35),
    _law("heat_outdoors", 360, Unit.MINUTES, HEAT),
    _law("heat_pause", 180, Unit.MINUTES, HEAT),
    # places
    _house("place_distance_station", 1500, Unit.METRES),
    _house("place_distance_day_care", 3000, Unit.METRES),
    _house("place_distance_street_center", 6000, Unit.METRES),
    _house("place_distance_institution", 20000, Unit.METRES),
    _house("staff_ratio_0", 20, Unit.GUESTS, Tier.DAY_CARE),
    _house("staff_ratio_1", 15, Unit.GUESTS, Tier.DAY_CARE),
    _house("staff_ratio_2", 10, Unit.GUESTS, Tier.DAY_CARE),
    _house("staff_ratio_3", 6, Unit.GUESTS, Tier.DAY_CARE),
    _house("staff_ratio_4", 4, Unit.GUESTS, Tier.DAY_CARE),
    _house("ride_time", 45, Unit.MINUTES),
    # duties towards the elder
    _law("welfare_visit_high", 7, Unit.DAYS, VISITS),
    _law("welfare_visit_key", 30, Unit.DAYS, VISITS),
    _law("welfare_visit_general", 90, Unit.DAYS, VISITS),
    _law("reassessment", 12, Unit.MONTHS, ABILITY),
)

STANDARD = {threshold.key: threshold.value for threshold in THRESHOLDS}
"""The values alone."""

HIGHER_IS_STRICTER = frozenset(
    {
        "weekly_rest_days",
        "rest_between_shifts",
        "overtime_pay",
        "rest_day_pay",
        "holiday_pay",
        "sample_weight",
        "sample_keeping",
        "heat_pause",
        "certificate_warning",
        "night_ends",
        "stairs_floor",
        "lift_ride",
        "box_handover",
    }
)
"""Floors; of every other threshold the lower value is the stricter one."""

RECORDED = frozenset(
    {
        "daily_overtime_usual",
        "daily_overtime",
        "overtime_pay",
        "rest_day_pay",
        "holiday_pay",
        "meal_delivery",
        "eat_in_period",
        "sample_weight",
        "sample_keeping",
        "heat_stop",
        "heat_limit",
        "heat_caution",
        "heat_outdoors",
        "heat_pause",
        "ride_time",
        "welfare_visit_high",
        "welfare_visit_key",
        "welfare_visit_general",
        "reassessment",
    }
)
"""Recorded, not yet applied: nothing reads these, so no plan keeps them. A test finds them by itself."""
