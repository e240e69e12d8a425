"""Day-care and zone attendance: the standing days of each guest and the published seats."""

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from eldercare.hierarchy.models import ZoneKind
from eldercare.schema import WEEKDAYS, check, minutes_of_day, one_of, unique

if TYPE_CHECKING:
    from eldercare.hierarchy.models import Facility, Zone
    from eldercare.people.models import Elder
    from eldercare.planning.models import Publication


class Attendance(Model):
    """An elder comes to a zone of this kind on these weekdays between two minutes of the day."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=60, unique=True)
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="attendance", on_delete=fields.CASCADE
    )
    elder_id: int
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="guests", on_delete=fields.RESTRICT
    )
    facility_id: int
    """Where she would like to go; a place near by may be offered when it is full."""
    zone_kind = fields.CharField(max_length=15)
    weekdays = fields.SmallIntField()
    starts = fields.SmallIntField()
    ends = fields.SmallIntField()
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "attendance"
        constraints = (
            one_of("attendance", "zone_kind", ZoneKind),
            check("attendance", "weekdays", WEEKDAYS),
            minutes_of_day("attendance", "starts", "ends"),
            check("attendance", "days", "ends_on IS NULL OR ends_on >= starts_on"),
        )


class Seat(Model):
    """A published seat: this elder sits in this zone on this day."""

    id = fields.IntField(primary_key=True)
    publication: fields.ForeignKeyRelation["Publication"] = fields.ForeignKeyField(
        "eldercare.Publication", related_name="seats", on_delete=fields.CASCADE
    )
    publication_id: int
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="seats", on_delete=fields.RESTRICT
    )
    elder_id: int
    zone: fields.ForeignKeyRelation["Zone"] = fields.ForeignKeyField(
        "eldercare.Zone", related_name="taken", on_delete=fields.RESTRICT
    )
    zone_id: int
    day = fields.DateField()
    starts = fields.SmallIntField()
    ends = fields.SmallIntField()

    class Meta:
        table = "seat"
        indexes = (("zone_id", "day"),)
        constraints = (minutes_of_day("seat", "starts", "ends"), unique("seat", "elder_id", "zone_id", "day", "starts"))
