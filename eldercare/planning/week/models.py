"""The rows of a unit's drafted week, and what it leaves open."""

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from eldercare.meals.models import EATEN_SOMEWHERE, MealKind, Serving
from eldercare.schema import check, minutes_of_day, not_negative, one_of, unique
from eldercare.shifts.models import SPAN

if TYPE_CHECKING:
    from eldercare.care.models import ServiceType
    from eldercare.hierarchy.models import Facility, Zone
    from eldercare.meals.models import Kitchen, Vehicle
    from eldercare.people.models import Elder, Staff
    from eldercare.planning.models import Draft
    from eldercare.shifts.models import ShiftType


class NeedKind(StrEnum):
    """The four kinds of promise a plan covers."""

    MEAL = "meal"
    VISIT = "visit"
    SEAT = "seat"
    SHIFT = "shift"


class DraftVisit(Model):
    """A planned visit of a draft; a visit of two carers is two rows with the same key."""

    id = fields.BigIntField(primary_key=True)
    draft: fields.ForeignKeyRelation["Draft"] = fields.ForeignKeyField(
        "eldercare.Draft", related_name="visits", on_delete=fields.CASCADE
    )
    draft_id: int
    key = fields.CharField(max_length=80)
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="draft_visits", on_delete=fields.CASCADE
    )
    elder_id: int
    service: fields.ForeignKeyRelation["ServiceType"] = fields.ForeignKeyField(
        "eldercare.ServiceType", related_name="draft_visits", on_delete=fields.RESTRICT
    )
    service_id: int
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="draft_visits", on_delete=fields.CASCADE
    )
    staff_id: int
    day = fields.DateField()
    starts = fields.SmallIntField()
    ends = fields.SmallIntField()
    stop = fields.SmallIntField()
    travel_minutes = fields.SmallIntField()
    matches: dict[str, int] = fields.JSONField(default=dict)

    class Meta:
        table = "draft_visit"
        indexes = (("draft_id", "day"), ("draft_id", "staff_id"))
        constraints = (
            check("draft_visit", "span", "starts >= 0 AND starts < ends AND ends <= 1440"),
            unique("draft_visit", "draft_id", "key", "staff_id"),
            *not_negative("draft_visit", ["stop", "travel_minutes"]),
        )


class DraftShift(Model):
    id = fields.BigIntField(primary_key=True)
    draft: fields.ForeignKeyRelation["Draft"] = fields.ForeignKeyField(
        "eldercare.Draft", related_name="shifts", on_delete=fields.CASCADE
    )
    draft_id: int
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="draft_shifts", on_delete=fields.CASCADE
    )
    staff_id: int
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="draft_shifts", on_delete=fields.CASCADE
    )
    facility_id: int
    shift_type: fields.ForeignKeyRelation["ShiftType"] = fields.ForeignKeyField(
        "eldercare.ShiftType", related_name="draft_shifts", on_delete=fields.RESTRICT
    )
    shift_type_id: int
    day = fields.DateField()
    starts = fields.SmallIntField()
    ends = fields.SmallIntField()
    break_minutes = fields.SmallIntField(default=0)
    break_starts = fields.SmallIntField(null=True)
    demand_key = fields.CharField(max_length=100, default="")

    class Meta:
        table = "draft_shift"
        indexes = (("draft_id", "day"),)
        constraints = (check("draft_shift", "span", SPAN), unique("draft_shift", "draft_id", "staff_id", "day"))


class DraftMeal(Model):
    id = fields.BigIntField(primary_key=True)
    draft: fields.ForeignKeyRelation["Draft"] = fields.ForeignKeyField(
        "eldercare.Draft", related_name="meals", on_delete=fields.CASCADE
    )
    draft_id: int
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="draft_meals", on_delete=fields.CASCADE
    )
    elder_id: int
    day = fields.DateField()
    meal = fields.CharField(max_length=6)
    wave = fields.SmallIntField()
    serving = fields.CharField(max_length=10)
    eats_at: fields.ForeignKeyNullableRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="draft_meals", null=True, on_delete=fields.CASCADE
    )
    eats_at_id: int | None
    kitchen: fields.ForeignKeyRelation["Kitchen"] = fields.ForeignKeyField(
        "eldercare.Kitchen", related_name="draft_meals", on_delete=fields.CASCADE
    )
    kitchen_id: int
    carrier: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="draft_meals", null=True, on_delete=fields.CASCADE
    )
    carrier_id: int | None
    vehicle: fields.ForeignKeyNullableRelation["Vehicle"] = fields.ForeignKeyField(
        "eldercare.Vehicle", related_name="draft_meals", null=True, on_delete=fields.CASCADE
    )
    vehicle_id: int | None
    trip = fields.SmallIntField(null=True)
    stop = fields.SmallIntField(null=True)
    arrives = fields.SmallIntField(null=True)
    travel_minutes = fields.SmallIntField(null=True)

    class Meta:
        table = "draft_meal"
        indexes = (("draft_id", "day"),)
        constraints = (
            one_of("draft_meal", "meal", MealKind),
            one_of("draft_meal", "serving", Serving),
            check("draft_meal", "eats_at", EATEN_SOMEWHERE),
            unique("draft_meal", "draft_id", "elder_id", "day", "meal"),
        )


class DraftSeat(Model):
    id = fields.BigIntField(primary_key=True)
    draft: fields.ForeignKeyRelation["Draft"] = fields.ForeignKeyField(
        "eldercare.Draft", related_name="seats", on_delete=fields.CASCADE
    )
    draft_id: int
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="draft_seats", on_delete=fields.CASCADE
    )
    elder_id: int
    zone: fields.ForeignKeyRelation["Zone"] = fields.ForeignKeyField(
        "eldercare.Zone", related_name="draft_seats", on_delete=fields.CASCADE
    )
    zone_id: int
    day = fields.DateField()
    starts = fields.SmallIntField()
    ends = fields.SmallIntField()

    class Meta:
        table = "draft_seat"
        indexes = (("draft_id", "day"),)
        constraints = (
            minutes_of_day("draft_seat", "starts", "ends"),
            unique("draft_seat", "draft_id", "elder_id", "zone_id", "day", "starts"),
        )


class NotPlanned(Model):
    """A need the draft leaves open, with the rule that stopped it and the facts of the case."""

    id = fields.BigIntField(primary_key=True)
    draft: fields.ForeignKeyRelation["Draft"] = fields.ForeignKeyField(
        "eldercare.Draft", related_name="not_planned", on_delete=fields.CASCADE
    )
    draft_id: int
    kind = fields.CharField(max_length=5)
    key = fields.CharField(max_length=100)
    priority_class = fields.SmallIntField()
    minutes = fields.SmallIntField(default=0)
    rule = fields.CharField(max_length=30)
    facts: dict[str, object] = fields.JSONField(default=dict)
    elder: fields.ForeignKeyNullableRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="not_planned", null=True, on_delete=fields.CASCADE
    )
    elder_id: int | None
    service: fields.ForeignKeyNullableRelation["ServiceType"] = fields.ForeignKeyField(
        "eldercare.ServiceType", related_name="not_planned", null=True, on_delete=fields.RESTRICT
    )
    service_id: int | None
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="not_planned", on_delete=fields.CASCADE
    )
    facility_id: int
    day = fields.DateField(null=True)
    """Null where the planner was free to choose the day."""
    starts = fields.SmallIntField(null=True)
    ends = fields.SmallIntField(null=True)

    class Meta:
        table = "not_planned"
        indexes = (("draft_id", "kind"),)
        constraints = (
            one_of("not_planned", "kind", NeedKind),
            check("not_planned", "priority_class", "priority_class BETWEEN 1 AND 4"),
            check("not_planned", "rule", "rule <> ''"),
            unique("not_planned", "draft_id", "kind", "key"),
        )
