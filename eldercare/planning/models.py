"""Runs, drafts and publications: how a week's plan comes to be, row by row.

A *unit* is a facility that signs its own plan: the institution for its own house, a street centre for its subtree.
"""

from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from eldercare.meals.models import MealKind, Serving
from eldercare.schema import check, minutes_of_day, not_negative, one_of, unique
from eldercare.shifts.models import SPAN

if TYPE_CHECKING:
    from eldercare.auth.models import Account
    from eldercare.care.models import ServiceType
    from eldercare.hierarchy.models import Facility, Zone
    from eldercare.meals.models import Kitchen, Vehicle
    from eldercare.people.models import Elder, Staff
    from eldercare.shifts.models import ShiftType


class RunState(StrEnum):
    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class NeedKind(StrEnum):
    """The four kinds of promise a plan covers."""

    MEAL = "meal"
    VISIT = "visit"
    SEAT = "seat"
    SHIFT = "shift"


class PlanningRun(Model):
    """One request to plan a week for a unit, or for every unit under the district."""

    id = fields.UUIDField(primary_key=True)
    week = fields.DateField()
    """Monday."""
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="runs", on_delete=fields.RESTRICT
    )
    facility_id: int
    asked_by: fields.ForeignKeyNullableRelation["Account"] = fields.ForeignKeyField(
        "eldercare.Account", related_name="runs", null=True, on_delete=fields.RESTRICT
    )
    asked_by_id: int | None
    asked_at = fields.DatetimeField()
    effort = fields.FloatField(default=1.0)
    """Work relative to the standard amount; the wall clock is only a guard."""
    seconds = fields.FloatField(null=True)
    """Given: stop by the clock, which gives reproducibility up."""
    solvers = fields.SmallIntField(default=2)
    seed = fields.IntField(default=0)
    state = fields.CharField(max_length=10)
    lease_token = fields.CharField(max_length=32, default="")
    lease_until = fields.DatetimeField(null=True)
    attempts = fields.SmallIntField(default=0)
    cancel_asked_at = fields.DatetimeField(null=True)
    phase = fields.CharField(max_length=20, default="")
    done_parts = fields.IntField(default=0)
    all_parts = fields.IntField(default=0)
    open_needs = fields.IntField(default=0)
    """What the parts done so far have left open."""
    started_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    input_hash = fields.CharField(max_length=64, default="")
    error_code = fields.CharField(max_length=40, default="")
    result: dict[str, object] = fields.JSONField(default=dict)
    """The `plan` object of docs/formats.md."""

    class Meta:
        table = "planning_run"
        indexes = (("state", "asked_at"),)
        constraints = (
            one_of("planning_run", "state", RunState),
            check("planning_run", "effort", "effort > 0 AND effort <= 1000"),
            check("planning_run", "solvers", "solvers BETWEEN 1 AND 64"),
        )


class RunDocument(Model):
    """What a run was asked and what it answered, whole: zlib-compressed JSON, docs/formats.md."""

    id = fields.IntField(primary_key=True)
    run: fields.OneToOneRelation[PlanningRun] = fields.OneToOneField(
        "eldercare.PlanningRun", related_name="document", on_delete=fields.CASCADE
    )
    document = fields.BinaryField()

    class Meta:
        table = "run_document"


class Draft(Model):
    """One unit's plan for one week as a run left it; the `current` one is on the board and can be published."""

    id = fields.IntField(primary_key=True)
    run: fields.ForeignKeyRelation["PlanningRun"] = fields.ForeignKeyField(
        "eldercare.PlanningRun", related_name="drafts", on_delete=fields.RESTRICT
    )
    run_id: UUID
    unit: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="drafts", on_delete=fields.RESTRICT
    )
    unit_id: int
    week = fields.DateField()
    current = fields.BooleanField(default=False)
    input_hash = fields.CharField(max_length=64)
    plan_hash = fields.CharField(max_length=64)
    hard_violations = fields.IntField()
    score: dict[str, object] = fields.JSONField(default=dict)
    """Cost by rule name."""
    coverage: dict[str, object] = fields.JSONField(default=dict)
    """Kind → [planned, needed]."""
    created_at = fields.DatetimeField()
    version = fields.IntField(default=1)

    class Meta:
        table = "draft"
        constraints = (
            unique("draft", "unit_id", "week", where="current", name="current"),
            check("draft", "hard_violations", "hard_violations = 0"),
        )


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
    matches: dict[str, object] = fields.JSONField(default=dict)

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


class Publication(Model):
    """A draft made public: its rows were copied to visits, shifts, meals and seats in one transaction."""

    id = fields.IntField(primary_key=True)
    unit: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="publications", on_delete=fields.RESTRICT
    )
    unit_id: int
    week = fields.DateField()
    number = fields.SmallIntField()
    """1 for the week's first publication, then 2, 3 …"""
    draft: fields.ForeignKeyRelation["Draft"] = fields.ForeignKeyField(
        "eldercare.Draft", related_name="publications", on_delete=fields.RESTRICT
    )
    draft_id: int
    published_by: fields.ForeignKeyNullableRelation["Account"] = fields.ForeignKeyField(
        "eldercare.Account", related_name="publications", null=True, on_delete=fields.RESTRICT
    )
    published_by_id: int | None
    published_at = fields.DatetimeField()
    replaced_at = fields.DatetimeField(null=True)
    difference: dict[str, object] = fields.JSONField(default=dict)
    """Kind → {added, removed, changed} counts against the version before."""

    class Meta:
        table = "publication"
        constraints = (
            unique("publication", "unit_id", "week", "number"),
            unique("publication", "unit_id", "week", where="replaced_at IS NULL", name="in_force"),
            check("publication", "number", "number > 0"),
        )
