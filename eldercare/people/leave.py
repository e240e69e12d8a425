"""Leave: since when it is known, and how it is taken back before it is over."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from eldercare import clock
from eldercare.audit import trail
from eldercare.db import write
from eldercare.errors import Refused, Stale
from eldercare.people.models import Leave, Staff

if TYPE_CHECKING:
    from eldercare.auth.models import Account

LONGEST = 366
"""Days; anything longer is a slip of the pen."""


def entered(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> dict[str, object]:
    """Its moment, of a new leave and of one that gets days which it did not have; once it has begun it keeps the one it
    has, or what fell with it would count as made."""
    if before is not None:
        shorter = before["first_day"] <= now["first_day"] and now["last_day"] <= before["last_day"]
        if shorter or before["first_day"] <= clock.today():
            return {}
    return {"entered_at": clock.now()}


async def continued(staff: Staff, kind: str, first: date, last: date) -> Leave | None:
    """The leave of hers that such days make longer: they begin in it and end later."""
    theirs = Leave.filter(staff_id=staff.id, kind=kind, first_day__lte=first, last_day__gte=first, last_day__lt=last)
    return await theirs.first()


async def cancel(leave: Leave, *, by: "Account") -> None:
    """Take it back, unless it is over; `leave` comes with its member of staff."""
    if leave.last_day < clock.today():
        raise Refused("leave_is_over")
    async with write():
        if not await Leave.filter(id=leave.id, version=leave.version).delete():
            raise Stale("stale")
        await trail.record(
            by, "leave.cancel", "staff", leave.staff.key, before=_state(leave), facility=leave.staff.facility_id
        )


def _state(leave: Leave) -> dict[str, object]:
    return {"kind": leave.kind, "first_day": leave.first_day, "last_day": leave.last_day}
