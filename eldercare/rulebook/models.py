"""The dated rule table: every threshold of law or house as a row, and the calendar of holidays."""

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from eldercare.hierarchy.models import Tier
from eldercare.schema import check, one_of, unique

if TYPE_CHECKING:
    from eldercare.hierarchy.models import Facility


class DayKind(StrEnum):
    STATUTORY = "statutory"
    """A statutory holiday: work is paid three times."""
    REST = "rest"
    """A day off by the year's notice, not statutory itself."""
    WORKING = "working"
    """A weekend day that the notice turned into a working day."""


class RuleValue(Model):
    """`key` is worth `value` `unit` from `valid_from` until `valid_to` (both included), by `legal_basis`."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=50)
    value = fields.IntField()
    unit = fields.CharField(max_length=20)
    legal_basis = fields.CharField(max_length=120)
    verified = fields.BooleanField(default=False)
    """The official text was read, not only a secondary page."""
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)
    facility: fields.ForeignKeyNullableRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="rules", null=True, on_delete=fields.CASCADE
    )
    facility_id: int | None
    """A stricter value for this facility's subtree; null for everybody."""
    tightened_by = fields.CharField(max_length=15, null=True)
    """The lowest tier that may set a stricter value; null: nobody."""
    version = fields.IntField(default=1)

    class Meta:
        table = "rule_value"
        constraints = (
            unique("rule_value", "key", "valid_from", where="facility_id IS NULL", name="everybody"),
            unique("rule_value", "key", "valid_from", "facility_id", where="facility_id IS NOT NULL", name="facility"),
            check("rule_value", "days", "valid_to IS NULL OR valid_to >= valid_from"),
            one_of("rule_value", "tightened_by", Tier),
        )


class Holiday(Model):
    """A day that is not an ordinary weekday or weekend; `provisional` until the year's notice is out."""

    day = fields.DateField(primary_key=True)
    kind = fields.CharField(max_length=10)
    name = fields.CharField(max_length=30)
    name_en = fields.CharField(max_length=40)
    provisional = fields.BooleanField(default=False)

    class Meta:
        table = "holiday"
        constraints = (one_of("holiday", "kind", DayKind),)
