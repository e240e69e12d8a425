"""Writing the trail: one row a change, in the same transaction as the change."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.models import Model

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.hierarchy.models import Facility

if TYPE_CHECKING:
    from eldercare.auth.models import Account

HIDDEN = {"password_hash", "csrf_token", "token_hash"}
PRIVATE = {"access_notes", "health_notes", "private_reason"}
"""The trail says that these changed, not to what: not everybody who reads it may read an elder's file."""
KEPT_PRIVATE = "***"
TERMINAL = "terminal"


async def record(
    who: "Account | str",
    action: str,
    noun: str,
    row_key: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    facility: Facility | int | None = None,
    connection: BaseDBAsyncClient | None = None,
) -> None:
    """Write down that `who` (an account, or `terminal`, `worker`) did `action` to the row of `noun` with `row_key`.

    Call it inside the transaction of the change; `connection` is needed only where that is not the current one.
    `facility` is the place concerned, so that the entry is found within its subtree; the account's own by default.
    """
    account = None if isinstance(who, str) else who
    await AuditEntry.create(
        at=clock.now(),
        account_id=account.id if account else None,
        actor=who if isinstance(who, str) else who.display_name,
        action=action,
        noun=noun,
        row_key=row_key[:80],
        facility_id=_place(facility, account),
        before=plain(before or {}),
        after=plain(after or {}),
        using_db=connection,
    )


def _place(facility: Facility | int | None, account: "Account | None") -> int | None:
    if isinstance(facility, Facility):
        return facility.id
    if facility is not None:
        return facility
    return account.facility_id if account else None


def diff(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Of two states of a row only the fields that differ: (before, after)."""
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: before[name] for name in changed if name in before},
        {name: after[name] for name in changed if name in after},
    )


def state(row: Model) -> dict[str, object]:
    """The columns of a row as the trail keeps them: without secrets and the version counter."""
    columns: dict[str, Any] = row._meta.fields_db_projection
    return {name: getattr(row, name) for name in columns if name not in HIDDEN and name not in ("id", "version")}


def plain(facts: Mapping[str, object]) -> dict[str, object]:
    """The same facts in types that JSON knows, secrets left out and private words covered."""
    return {
        name: KEPT_PRIVATE if name in PRIVATE and value else _plain(value)
        for name, value in facts.items()
        if name not in HIDDEN
    }


def _plain(value: object) -> object:
    match value:
        case Enum():
            return _plain(value.value)
        case date() | datetime():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case dict():
            return plain(value)
        case list() | tuple() | set() | frozenset():
            return [_plain(item) for item in value]
        case _:
            return value
