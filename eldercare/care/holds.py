"""Holds: for how long nothing is planned for an elder, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tortoise.expressions import Q

from eldercare import clock
from eldercare.audit import trail
from eldercare.care.models import Hold, HoldKind
from eldercare.db import in_turn, write
from eldercare.errors import Fault, Invalid, Refused, Stale
from eldercare.people.models import Elder

if TYPE_CHECKING:
    from eldercare.auth.models import Account


@dataclass(frozen=True, slots=True)
class NewHold:
    """From the first to the last day, both included; an open end is None."""

    kind: HoldKind
    first_day: date
    last_day: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.last_day is not None and self.last_day < self.first_day:
            raise Invalid([Fault("ends_before_it_begins", "last_day")])


async def add(elder: Elder, new: NewHold, *, by: "Account") -> Hold:
    """Suspend her services; Refused when she is on hold already on one of the days."""
    async with write():
        await in_turn(Elder.filter(id=elder.id))
        await _free(elder, new)
        hold = await Hold.create(
            elder=elder, kind=new.kind.value, first_day=new.first_day, last_day=new.last_day, note=new.note
        )
        await trail.record(by, "hold.add", "elder", elder.key, after=_state(hold), facility=elder.facility_id)
    return hold


async def end(hold: Hold, last_day: date, *, by: "Account") -> None:
    """`last_day` is the last one on hold; `hold` comes with its elder."""
    if last_day < hold.first_day:
        raise Refused("ends_before_it_begins")
    await _change(hold, {"last_day": last_day}, by)


async def withdraw(hold: Hold, *, by: "Account") -> None:
    """Take back a hold that has not begun; `hold` comes with its elder."""
    if hold.first_day <= clock.today():
        raise Refused("hold_has_begun")
    async with write():
        if not await Hold.filter(id=hold.id, version=hold.version).delete():
            raise Stale("stale")
        await trail.record(
            by, "hold.withdraw", "elder", hold.elder.key, before=_state(hold), facility=hold.elder.facility_id
        )


def in_force(holds: Iterable[Hold], day: date) -> Hold | None:
    """The hold that covers a day."""
    return next((one for one in holds if one.first_day <= day and (one.last_day is None or day <= one.last_day)), None)


async def _free(elder: Elder, new: NewHold) -> None:
    meets = Q(last_day=None) | Q(last_day__gte=new.first_day)
    if new.last_day is not None:
        meets &= Q(first_day__lte=new.last_day)
    other = await Hold.filter(meets, elder_id=elder.id).first()
    if other is not None:
        raise Invalid([Fault("hold_overlaps", "first_day", facts={"first_day": other.first_day.isoformat()})])


async def _change(hold: Hold, columns: dict[str, object], by: "Account") -> None:
    async with write():
        changed = Hold.filter(id=hold.id, version=hold.version)
        if not await changed.update(**columns, version=hold.version + 1):
            raise Stale("stale")
        was, becomes = trail.diff(_state(hold), {**_state(hold), **columns})
        await trail.record(
            by, "hold.end", "elder", hold.elder.key, before=was, after=becomes, facility=hold.elder.facility_id
        )


def _state(hold: Hold) -> dict[str, object]:
    return {"kind": hold.kind, "first_day": hold.first_day, "last_day": hold.last_day}
