"""The outbox: what has to be told to whom, as facts; `web` words it in the reader's language."""

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from eldercare.schema import check

if TYPE_CHECKING:
    from eldercare.auth.models import Account
    from eldercare.meals.models import Kitchen
    from eldercare.people.models import Elder, Relative, Staff
    from eldercare.planning.models import Publication


class OutboxMessage(Model):
    """One message for one person; written in the transaction of the change it tells of.

    An elder has no page to find it on: it stands for the call that somebody has to make.
    """

    id = fields.BigIntField(primary_key=True)
    created_at = fields.DatetimeField()
    publication: fields.ForeignKeyNullableRelation["Publication"] = fields.ForeignKeyField(
        "eldercare.Publication", related_name="outbox", null=True, on_delete=fields.CASCADE
    )
    publication_id: int | None
    staff: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="outbox", null=True, on_delete=fields.CASCADE
    )
    staff_id: int | None
    relative: fields.ForeignKeyNullableRelation["Relative"] = fields.ForeignKeyField(
        "eldercare.Relative", related_name="outbox", null=True, on_delete=fields.CASCADE
    )
    relative_id: int | None
    kitchen: fields.ForeignKeyNullableRelation["Kitchen"] = fields.ForeignKeyField(
        "eldercare.Kitchen", related_name="outbox", null=True, on_delete=fields.CASCADE
    )
    kitchen_id: int | None
    elder: fields.ForeignKeyNullableRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="outbox", null=True, on_delete=fields.CASCADE
    )
    elder_id: int | None
    """Where none of her relatives is told."""
    kind = fields.CharField(max_length=30)
    """`plan.published`, `plan.changed`"""
    facts: dict[str, object] = fields.JSONField(default=dict)
    read_at = fields.DatetimeField(null=True)
    called_at = fields.DatetimeField(null=True)
    called_by: fields.ForeignKeyNullableRelation["Account"] = fields.ForeignKeyField(
        "eldercare.Account", related_name="calls", null=True, on_delete=fields.SET_NULL
    )
    called_by_id: int | None

    class Meta:
        table = "outbox_message"
        indexes = (("staff_id", "read_at"), ("relative_id", "read_at"), ("publication_id", "called_at"))
        constraints = (
            check(
                "outbox_message",
                "one_reader",
                "(CASE WHEN staff_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN relative_id IS NULL THEN 0 ELSE 1 END)"
                " + (CASE WHEN kitchen_id IS NULL THEN 0 ELSE 1 END)"
                " + (CASE WHEN elder_id IS NULL THEN 0 ELSE 1 END) = 1",
            ),
            check("outbox_message", "called", "called_by_id IS NULL OR called_at IS NOT NULL"),
        )
