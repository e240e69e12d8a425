"""Shifts: their types, how many people each place needs, and the published roster."""

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from eldercare.people.models import Job
from eldercare.schema import WEEKDAYS, check, one_of, unique

if TYPE_CHECKING:
    from eldercare.hierarchy.models import Facility
    from eldercare.people.models import Skill, Staff
    from eldercare.planning.models import Publication

SPAN = (
    "starts >= 0 AND starts < 1440 AND ends > starts AND ends <= 2160"
    " AND break_minutes >= 0 AND break_minutes < ends - starts"
)
"""A shift starts within its day and may end by noon of the next."""


class ShiftType(Model):
    """A kind of working day; `ends` past 1440 runs into the next day; its break lies in `break_from`–`break_to`."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=30, unique=True)
    name = fields.CharField(max_length=20)
    name_en = fields.CharField(max_length=30)
    starts = fields.SmallIntField()
    ends = fields.SmallIntField()
    break_minutes = fields.SmallIntField(default=0)
    break_from = fields.SmallIntField(null=True)
    break_to = fields.SmallIntField(null=True)
    visiting = fields.BooleanField(default=True)
    """May be worked for the demand of visits, not only where a place asks for it by name."""
    jobs: fields.ReverseRelation["ShiftJob"]

    def suits(self, job: str | None) -> bool:
        """Whether that job works it; it comes with its jobs."""
        return any(row.job == job for row in self.jobs)

    class Meta:
        table = "shift_type"
        constraints = (
            check("shift_type", "span", SPAN),
            check(
                "shift_type",
                "break_window",
                "break_minutes = 0"
                " OR (break_from >= starts AND break_to <= ends AND break_to - break_from >= break_minutes)",
            ),
        )


class ShiftJob(Model):
    """Which jobs work a shift type."""

    id = fields.IntField(primary_key=True)
    shift_type: fields.ForeignKeyRelation["ShiftType"] = fields.ForeignKeyField(
        "eldercare.ShiftType", related_name="jobs", on_delete=fields.CASCADE
    )
    shift_type_id: int
    job = fields.CharField(max_length=12)

    class Meta:
        table = "shift_job"
        constraints = (one_of("shift_job", "job", Job), unique("shift_job", "shift_type_id", "job"))


class ShiftDemand(Model):
    """A facility wants so many people of a job on a shift type on these weekdays, whatever the visits ask for."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=80, unique=True)
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="shift_demand", on_delete=fields.CASCADE
    )
    facility_id: int
    shift_type: fields.ForeignKeyRelation["ShiftType"] = fields.ForeignKeyField(
        "eldercare.ShiftType", related_name="demand", on_delete=fields.RESTRICT
    )
    shift_type_id: int
    job = fields.CharField(max_length=12)
    skill: fields.ForeignKeyNullableRelation["Skill"] = fields.ForeignKeyField(
        "eldercare.Skill", related_name="shift_demand", null=True, on_delete=fields.RESTRICT
    )
    skill_id: int | None
    weekdays = fields.SmallIntField()
    people = fields.SmallIntField()

    class Meta:
        table = "shift_demand"
        constraints = (
            one_of("shift_demand", "job", Job),
            check("shift_demand", "weekdays", WEEKDAYS),
            check("shift_demand", "people", "people > 0"),
        )


class Shift(Model):
    """A published shift."""

    id = fields.IntField(primary_key=True)
    publication: fields.ForeignKeyRelation["Publication"] = fields.ForeignKeyField(
        "eldercare.Publication", related_name="shifts", on_delete=fields.CASCADE
    )
    publication_id: int
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="shifts", on_delete=fields.RESTRICT
    )
    staff_id: int
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="shifts", on_delete=fields.RESTRICT
    )
    facility_id: int
    shift_type: fields.ForeignKeyRelation["ShiftType"] = fields.ForeignKeyField(
        "eldercare.ShiftType", related_name="shifts", on_delete=fields.RESTRICT
    )
    shift_type_id: int
    day = fields.DateField()
    starts = fields.SmallIntField()
    ends = fields.SmallIntField()
    break_minutes = fields.SmallIntField(default=0)
    break_starts = fields.SmallIntField(null=True)
    demand_key = fields.CharField(max_length=100, default="")

    class Meta:
        table = "shift"
        indexes = (("facility_id", "day"),)
        constraints = (check("shift", "span", SPAN), unique("shift", "staff_id", "day"))
