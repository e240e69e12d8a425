"""What is promised: the service catalogue, each elder's standing plan, and the holds that suspend it."""

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from eldercare.hierarchy.models import ZoneKind
from eldercare.schema import WEEKDAYS, check, one_of

if TYPE_CHECKING:
    from eldercare.people.models import Elder, Skill


class ServiceGroup(StrEnum):
    """The seven contents of GB/T 43153-2023."""

    DAILY_LIVING = "daily_living"
    BASIC_CARE = "basic_care"
    HEALTH = "health"
    WELFARE_VISIT = "welfare_visit"
    COMFORT = "comfort"
    ERRANDS = "errands"
    HOME_ADAPTATION = "home_adaptation"


class Help(StrEnum):
    """The six helps (六助)."""

    MEALS = "meals"
    BATHING = "bathing"
    CLEANING = "cleaning"
    MOBILITY = "mobility"
    MEDICAL = "medical"
    EMERGENCY = "emergency"


class SameSex(StrEnum):
    NO = "no"
    REQUIRED = "required"


class HoldKind(StrEnum):
    HOSPITAL = "hospital"
    AWAY = "away"
    REFUSED = "refused"
    DECEASED = "deceased"
    OTHER = "other"


class ServiceType(Model):
    """One entry of the catalogue: what it takes to do it, whoever it is for."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40, unique=True)
    service_group = fields.CharField(max_length=16)
    help = fields.CharField(max_length=10, null=True)
    name = fields.CharField(max_length=40)
    name_en = fields.CharField(max_length=60)
    shortest_minutes = fields.SmallIntField()
    usual_minutes = fields.SmallIntField()
    longest_minutes = fields.SmallIntField()
    skill: fields.ForeignKeyNullableRelation["Skill"] = fields.ForeignKeyField(
        "eldercare.Skill", related_name="services", null=True, on_delete=fields.RESTRICT
    )
    skill_id: int | None
    carers = fields.SmallIntField(default=1)
    at_home = fields.BooleanField(default=True)
    zone_kind = fields.CharField(max_length=15, null=True)
    same_sex = fields.CharField(max_length=10, default=SameSex.NO.value)
    priority_class = fields.SmallIntField()
    """1 life and health … 4 comfort; a lower number is never dropped for a higher one."""
    low_risk = fields.BooleanField(default=False)
    usual_earliest = fields.SmallIntField(default=480)
    """When it is usually begun, and what a new task starts from: minutes of the day,"""
    usual_latest = fields.SmallIntField(default=660)
    usual_weekdays = fields.SmallIntField(default=31)
    """on which weekdays,"""
    usual_times = fields.SmallIntField(null=True)
    """so many times a week, or null on each of them."""

    def carer_gender(self, elder: str | None) -> str | None:
        """The gender that its carers must have for an elder of such a gender; None where it does not matter."""
        return elder if self.same_sex == SameSex.REQUIRED.value else None

    class Meta:
        table = "service_type"
        constraints = (
            one_of("service_type", "service_group", ServiceGroup),
            one_of("service_type", "help", Help),
            one_of("service_type", "same_sex", SameSex),
            one_of("service_type", "zone_kind", ZoneKind),
            check(
                "service_type",
                "minutes",
                "shortest_minutes > 0 AND shortest_minutes <= usual_minutes AND usual_minutes <= longest_minutes",
            ),
            check("service_type", "carers", "carers IN (1, 2)"),
            check("service_type", "place", "at_home = (zone_kind IS NULL)"),
            check(
                "service_type",
                "usual_window",
                "usual_earliest >= 0 AND usual_earliest <= usual_latest AND usual_latest < 1440",
            ),
            check("service_type", "usual_weekdays", "usual_weekdays > 0 AND usual_weekdays < 128"),
            check("service_type", "usual_times", "usual_times IS NULL OR usual_times BETWEEN 1 AND 7"),
            check("service_type", "priority_class", "priority_class BETWEEN 1 AND 4"),
        )


class CarePlan(Model):
    """The standing promise to one elder from its first day until it ends."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40, unique=True)
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="care_plans", on_delete=fields.CASCADE
    )
    elder_id: int
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    agreed_on = fields.DateField(null=True)
    version = fields.IntField(default=1)
    tasks: fields.ReverseRelation["CareTask"]

    class Meta:
        table = "care_plan"
        constraints = (check("care_plan", "days", "ends_on IS NULL OR ends_on >= starts_on"),)


class CareTask(Model):
    """One recurring service of a plan: on set weekdays, or so many times a week on days the planner chooses.

    `fixed_start` pins the minute and says why; `after_task` chains it behind another task of the same day with
    `gap_shortest` to `gap_longest` minutes between the end of the first and its own start. It runs as long as its plan,
    but where it has days of its own not before `starts_on` and not after `ends_on`.
    """

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=60, unique=True)
    plan: fields.ForeignKeyRelation["CarePlan"] = fields.ForeignKeyField(
        "eldercare.CarePlan", related_name="tasks", on_delete=fields.CASCADE
    )
    plan_id: int
    service: fields.ForeignKeyRelation["ServiceType"] = fields.ForeignKeyField(
        "eldercare.ServiceType", related_name="tasks", on_delete=fields.RESTRICT
    )
    service_id: int
    minutes = fields.SmallIntField()
    weekdays = fields.SmallIntField()
    """The days it happens on; with `times_a_week` set, the days it may happen on."""
    times_a_week = fields.SmallIntField(null=True)
    window_start = fields.SmallIntField()
    """Earliest start, minute of the day."""
    window_end = fields.SmallIntField()
    """Latest start, minute of the day."""
    preferred_start = fields.SmallIntField(null=True)
    fixed_start = fields.SmallIntField(null=True)
    fixed_reason = fields.CharField(max_length=100, default="")
    after_task: fields.ForeignKeyNullableRelation["CareTask"] = fields.ForeignKeyField(
        "eldercare.CareTask", related_name="followers", null=True, on_delete=fields.SET_NULL
    )
    after_task_id: int | None
    gap_shortest = fields.SmallIntField(default=0)
    gap_longest = fields.SmallIntField(default=0)
    note = fields.CharField(max_length=200, default="")
    starts_on = fields.DateField(null=True)
    ends_on = fields.DateField(null=True)

    class Meta:
        table = "care_task"
        constraints = (
            check("care_task", "minutes", "minutes > 0 AND minutes <= 480"),
            check("care_task", "weekdays", WEEKDAYS),
            check("care_task", "times_a_week", "times_a_week IS NULL OR times_a_week BETWEEN 1 AND 7"),
            check("care_task", "window", "window_start >= 0 AND window_start <= window_end AND window_end < 1440"),
            check("care_task", "fixed", "fixed_start IS NULL OR (fixed_start BETWEEN window_start AND window_end)"),
            check("care_task", "fixed_reason", "fixed_start IS NULL OR fixed_reason <> ''"),
            check("care_task", "gap", "gap_shortest >= 0 AND gap_longest >= gap_shortest"),
            check("care_task", "days", "starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on"),
            check("care_task", "not_itself", "after_task_id IS NULL OR after_task_id <> id"),
        )


class Hold(Model):
    """Nothing is planned for the elder from the first to the last day; an open end is null."""

    id = fields.IntField(primary_key=True)
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="holds", on_delete=fields.CASCADE
    )
    elder_id: int
    kind = fields.CharField(max_length=10)
    first_day = fields.DateField(db_index=True)
    last_day = fields.DateField(null=True)
    note = fields.CharField(max_length=200, default="")
    entered_at = fields.DatetimeField(null=True)
    """Since when it is known: what had not begun by then does not take place."""
    version = fields.IntField(default=1)

    class Meta:
        table = "hold"
        constraints = (
            one_of("hold", "kind", HoldKind),
            check("hold", "days", "last_day IS NULL OR last_day >= first_day"),
        )
