"""Every rule of planning, once: the same name stands in constraint, weight, check, explanation, message and tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """How far a rule binds."""

    HARD = "hard"
    """Never broken by the machine."""
    BETWEEN = "between"
    """The price of leaving a promise open, by priority class."""
    SOFT = "soft"
    """Weighable."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `weight` is the cost of one unit when soft."""

    name: str
    kind: Kind
    weight: int = 0


def _hard(name: str) -> Rule:
    return Rule(name, Kind.HARD)


def _soft(name: str, weight: int) -> Rule:
    return Rule(name, Kind.SOFT, weight)


_TABLE = (
    # people
    _hard("staff_available"),
    _hard("certificate_valid"),
    _hard("skill"),
    _hard("excluded_pair"),
    _hard("same_sex"),
    _hard("volunteer_low_risk"),
    # time of one day
    _hard("no_overlap_with_travel"),
    _hard("time_window"),
    _hard("two_at_once"),
    _hard("order_and_gap"),
    _hard("with_the_meal"),
    _hard("shift_span"),
    _hard("break_taken"),
    _hard("visits_a_day"),
    _hard("elder_in_one_place"),
    # working time
    _hard("daily_hours"),
    _hard("weekly_hours"),
    _hard("monthly_overtime"),
    _hard("weekly_rest_day"),
    _hard("rest_between_shifts"),
    _hard("consecutive_days"),
    _hard("consecutive_nights"),
    # meals
    _hard("vehicle_boxes"),
    _hard("box_ride_time"),
    _hard("pot_to_plate"),
    _hard("kitchen_portions"),
    _hard("kitchen_diet"),
    _hard("heat_outdoors"),
    # places
    _hard("zone_seats"),
    _hard("staff_ratio"),
    _hard("opening_hours"),
    _hard("distance"),
    _hard("located"),
    # rides
    _hard("vehicle_seats"),
    _hard("ride_time"),
    # the plan itself
    _hard("entitlement_left"),
    _hard("pinned"),
    _hard("frozen"),
    Rule("not_planned", Kind.BETWEEN),
    _soft("changed_after_publish", 400),
    _soft("new_face", 30),
    _soft("few_faces", 30),
    _soft("designated_carer", 25),
    _soft("steady_meals", 20),
    _soft("preferred_time", 1),
    _soft("travel", 2),
    _soft("overtime", 4),
    _soft("fair_weekends", 30),
    _soft("fair_load", 1),
    _soft("fair_stairs", 1),
    _soft("loan_from_other_centre", 60),
    _soft("people_on_duty", 20),
    _soft("hours_wanted", 1),
    _soft("shift_wishes", 20),
    _soft("demand_curve", 4),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in _TABLE})

CLASS_WEIGHT: Mapping[int, int] = MappingProxyType({1: 1_000_000, 2: 40_000, 3: 1_600, 4: 64})
"""Cost of one open minute by priority class: each counts many times the next one below."""

UNAPPLIED = frozenset({"vehicle_seats", "ride_time", "entitlement_left", "fair_stairs"})
"""Named, not yet applied: no constraint, price or check knows these. A test finds them by itself."""

HARD = frozenset(name for name, rule in RULES.items() if rule.kind is Kind.HARD)
SOFT = frozenset(name for name, rule in RULES.items() if rule.kind is Kind.SOFT)


def weight(name: str, weights: Mapping[str, int]) -> int:
    """The weight of a soft rule: the caller's where given, else the table's."""
    return weights.get(name, RULES[name].weight)
