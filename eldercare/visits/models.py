"""Published visits: a service brought to an elder's home at a time, by one or two carers."""

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from eldercare.schema import check, not_negative, unique

if TYPE_CHECKING:
    from eldercare.care.models import ServiceType
    from eldercare.people.models import Elder, Staff
    from eldercare.planning.models import Publication


class Visit(Model):
    """What the family is told; `starts` and `ends` are minutes of `day`."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=80)
    publication: fields.ForeignKeyRelation["Publication"] = fields.ForeignKeyField(
        "eldercare.Publication", related_name="visits", on_delete=fields.CASCADE
    )
    publication_id: int
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="visits", on_delete=fields.RESTRICT
    )
    elder_id: int
    service: fields.ForeignKeyRelation["ServiceType"] = fields.ForeignKeyField(
        "eldercare.ServiceType", related_name="visits", on_delete=fields.RESTRICT
    )
    service_id: int
    day = fields.DateField(db_index=True)
    starts = fields.SmallIntField()
    ends = fields.SmallIntField()
    fixed_reason = fields.CharField(max_length=100, default="")
    note = fields.CharField(max_length=200, default="")
    carers: fields.ReverseRelation["VisitStaff"]

    class Meta:
        table = "visit"
        indexes = (("elder_id", "day"),)
        constraints = (
            check("visit", "span", "starts >= 0 AND starts < ends AND ends <= 1440"),
            unique("visit", "publication_id", "key"),
        )


class VisitStaff(Model):
    """One carer's part of a visit: the order in her route and the minutes she travels to it."""

    id = fields.IntField(primary_key=True)
    visit: fields.ForeignKeyRelation["Visit"] = fields.ForeignKeyField(
        "eldercare.Visit", related_name="carers", on_delete=fields.CASCADE
    )
    visit_id: int
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="visit_parts", on_delete=fields.RESTRICT
    )
    staff_id: int
    day = fields.DateField()
    stop = fields.SmallIntField()
    travel_minutes = fields.SmallIntField()

    class Meta:
        table = "visit_staff"
        indexes = (("staff_id", "day"),)
        constraints = (
            unique("visit_staff", "visit_id", "staff_id"),
            *not_negative("visit_staff", ["stop", "travel_minutes"]),
        )
