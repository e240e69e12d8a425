"""Who may sign in, as what, and over which part of the tree."""

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from eldercare.schema import check, one_of

if TYPE_CHECKING:
    from eldercare.hierarchy.models import Facility
    from eldercare.people.models import Relative, Staff


class Role(StrEnum):
    """What an account is for; `eldercare.auth.policy` says what each may do."""

    DISTRICT_MANAGER = "district_manager"
    COORDINATOR = "coordinator"
    CAREGIVER = "caregiver"
    KITCHEN = "kitchen"
    FAMILY = "family"
    AUDITOR = "auditor"


class TypeSize(StrEnum):
    """How large somebody reads."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


class Account(Model):
    """A sign-in. Desk roles hold a facility (their subtree), a caregiver her staff row, a relative hers."""

    id = fields.IntField(primary_key=True)
    login = fields.CharField(max_length=64, unique=True)
    password_hash = fields.CharField(max_length=200)
    role = fields.CharField(max_length=20)
    display_name = fields.CharField(max_length=60)
    facility: fields.ForeignKeyNullableRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="accounts", null=True, on_delete=fields.RESTRICT
    )
    facility_id: int | None
    staff: fields.OneToOneNullableRelation["Staff"] = fields.OneToOneField(
        "eldercare.Staff", related_name="account", null=True, on_delete=fields.RESTRICT
    )
    staff_id: int | None
    relative: fields.OneToOneNullableRelation["Relative"] = fields.OneToOneField(
        "eldercare.Relative", related_name="account", null=True, on_delete=fields.RESTRICT
    )
    relative_id: int | None
    language = fields.CharField(max_length=10, default="zh_Hans")
    type_size = fields.CharField(max_length=10, default=TypeSize.NORMAL.value)
    is_demo = fields.BooleanField(default=False)
    created_at = fields.DatetimeField(auto_now_add=True)
    disabled_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "account"
        constraints = (
            one_of("account", "role", Role),
            one_of("account", "type_size", TypeSize),
            check(
                "account",
                "belongs",
                "(role IN ('district_manager','coordinator','kitchen','auditor') AND facility_id IS NOT NULL)"
                " OR (role = 'caregiver' AND staff_id IS NOT NULL)"
                " OR (role = 'family' AND relative_id IS NOT NULL)",
            ),
        )


class Session(Model):
    """One signed-in browser; the cookie holds a random token, the row only its SHA-256."""

    token_hash = fields.CharField(max_length=64, primary_key=True)
    account: fields.ForeignKeyRelation["Account"] = fields.ForeignKeyField(
        "eldercare.Account", related_name="sessions", on_delete=fields.CASCADE
    )
    account_id: int
    csrf_token = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()
    seen_at = fields.DatetimeField()
    user_agent = fields.CharField(max_length=200, default="")

    class Meta:
        table = "session"


class SignInAttempt(Model):
    """A failed sign-in, kept to slow guessing down per login and per address."""

    id = fields.BigIntField(primary_key=True)
    login = fields.CharField(max_length=64, db_index=True)
    address = fields.CharField(max_length=64, db_index=True)
    at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "sign_in_attempt"
