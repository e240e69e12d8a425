"""Leave: since when it is known, and how it is taken back before it is over."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from eldercare import clock
from eldercare.audit import trail
from eldercare.audit.models import AuditEntry
from eldercare.db import write
from eldercare.errors import Refused, Stale
from eldercare.people.models import Leave, Staff

if TYPE_CHECKING:
    from eldercare.auth.models import Account

CANCELLED = "leave.cancel"
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


async def granted_again(keys: Collection[str]) -> None:
    """New leave, by its keys, for days that leave of hers had which was taken back once it had begun has the moment of
    that one, the first where there are more: what fell with it was not made."""
    new = await Leave.filter(key__in=list(keys)).prefetch_related("staff")
    known = await _taken_back({one.staff.key for one in new})
    for one in new:
        back = known.get(one.staff.key, ())
        moments = [at for first, last, at in back if first <= one.first_day and one.last_day <= last]
        if moments:
            await Leave.filter(id=one.id).update(entered_at=min(moments))


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
            by, CANCELLED, "staff", leave.staff.key, before=_state(leave), facility=leave.staff.facility_id
        )


async def _taken_back(staff: Collection[str]) -> dict[str, list[tuple[date, date, datetime]]]:
    """By the keys of whose it was, first and last day of leave that was taken back once it had begun, and when it was
    entered: only the trail still knows it."""
    found: dict[str, list[tuple[date, date, datetime]]] = {}
    for entry in await AuditEntry.filter(action=CANCELLED, noun="staff", row_key__in=list(staff)):
        if entry.before.get("entered_at") is None:
            continue
        first, last = (date.fromisoformat(str(entry.before[name])) for name in ("first_day", "last_day"))
        if clock.minute_on(first, entry.at) >= 0:
            entered_at = datetime.fromisoformat(str(entry.before["entered_at"]))
            found.setdefault(entry.row_key, []).append((first, last, entered_at))
    return found


def _state(leave: Leave) -> dict[str, object]:
    return {name: getattr(leave, name) for name in ("kind", "first_day", "last_day", "entered_at")}
