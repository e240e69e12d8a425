"""Leave: granted, and taken back before it is over."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from eldercare import clock
from eldercare.audit import trail
from eldercare.db import in_turn, write
from eldercare.errors import Fault, Invalid, Refused, Stale
from eldercare.people.models import Leave, LeaveKind, Staff

if TYPE_CHECKING:
    from eldercare.auth.models import Account

LONGEST = 366
"""Days; anything longer is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class NewLeave:
    """First and last day included."""

    kind: LeaveKind
    first_day: date
    last_day: date
    note: str = ""

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise Invalid([Fault("ends_before_it_begins", "last_day")])
        if (self.last_day - self.first_day).days >= LONGEST:
            raise Invalid([Fault("leave_too_long", "last_day", facts={"longest": LONGEST})])


async def add(member: Staff, new: NewLeave, *, by: "Account") -> Leave:
    """Grant the days; Refused when some of them are granted already."""
    async with write():
        await in_turn(Staff.filter(id=member.id))
        other = await Leave.filter(staff_id=member.id, first_day__lte=new.last_day, last_day__gte=new.first_day).first()
        if other is not None:
            days = {"first_day": other.first_day.isoformat(), "last_day": other.last_day.isoformat()}
            raise Invalid([Fault("leave_overlaps", "first_day", facts={**days})])
        leave = await Leave.create(
            key=f"L-{uuid.uuid4().hex[:12]}",
            staff=member,
            kind=new.kind.value,
            first_day=new.first_day,
            last_day=new.last_day,
            note=new.note,
        )
        await trail.record(by, "leave.add", "staff", member.key, after=_state(leave), facility=member.facility_id)
    return leave


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
