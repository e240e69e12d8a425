"""The trail of every change."""

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from eldercare.auth.models import Account
    from eldercare.hierarchy.models import Facility


class AuditEntry(Model):
    """Who did what to which row, with the fields before and after; never updated, never deleted."""

    id = fields.BigIntField(primary_key=True)
    at = fields.DatetimeField(db_index=True)
    account: fields.ForeignKeyNullableRelation["Account"] = fields.ForeignKeyField(
        "eldercare.Account", related_name="audit", null=True, on_delete=fields.RESTRICT
    )
    account_id: int | None
    actor = fields.CharField(max_length=60)
    """Display name at the time, or `terminal`, `worker`."""
    action = fields.CharField(max_length=40)
    """A verb of the house: `elder.edit`, `plan.publish`, `account.sign_in`."""
    noun = fields.CharField(max_length=30)
    row_key = fields.CharField(max_length=80)
    facility: fields.ForeignKeyNullableRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="audit", null=True, on_delete=fields.RESTRICT
    )
    facility_id: int | None
    before: dict[str, object] = fields.JSONField(default=dict)
    after: dict[str, object] = fields.JSONField(default=dict)

    class Meta:
        table = "audit_entry"
        indexes = (("noun", "row_key"),)
