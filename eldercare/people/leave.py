"""Leave, once it is granted: taken back before it is over."""

from typing import TYPE_CHECKING

from eldercare import clock
from eldercare.audit import trail
from eldercare.db import write
from eldercare.errors import Refused, Stale
from eldercare.people.models import Leave

if TYPE_CHECKING:
    from eldercare.auth.models import Account

LONGEST = 366
"""Days; anything longer is a slip of the pen."""


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
