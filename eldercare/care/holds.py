"""Holds: for how long nothing is planned for an elder, and why. New ones come in by `eldercare.exchange.entry`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from eldercare import clock
from eldercare.audit import trail
from eldercare.care.models import Hold
from eldercare.db import write
from eldercare.errors import Refused, Stale
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Elder

if TYPE_CHECKING:
    from eldercare.auth.models import Account


@dataclass(frozen=True, slots=True)
class Pausing:
    """Who is served on which days of a span; by elder the holds in it and the last day."""

    held: Mapping[int, Sequence[Hold]]
    ended: Mapping[int, date]

    def covers(self, elder: int, day: date) -> bool:
        """Whether she is on hold on that day, or served no more."""
        return bool(in_force(self.held.get(elder, ()), day)) or day > self.ended.get(elder, date.max)

    def calls_off(self, elder: int, day: date, starts: int) -> bool:
        """Whether what was to start then does not take place: it had not begun when the first hold of that day was
        entered or, where nobody knows when that was, has not begun by now."""
        if not self.covers(elder, day):
            return False
        holds = [one for one in self.held.get(elder, ()) if in_force([one], day)]
        entered = [one.entered_at for one in holds if one.entered_at is not None]
        return starts > clock.minute_on(day, min(entered, default=clock.now()))


def entered(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> dict[str, object]:
    """Its moment, of a new hold and of one still to begin that gets another first day; else it keeps the one it has."""
    if before is not None and (before["first_day"] <= clock.today() or before["first_day"] == now["first_day"]):
        return {}
    return {"entered_at": clock.now()}


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


async def pausing_on(elders: Iterable[int], day: date) -> frozenset[int]:
    """Those who are on hold on a day, or served no more."""
    ids = list(elders)
    held = Hold.filter(Q(last_day=None) | Q(last_day__gte=day), elder_id__in=ids, first_day__lte=day)
    gone = Elder.filter(ended_on__lt=day, id__in=ids)
    return frozenset([*(one.elder_id for one in await held), *(one.id for one in await gone)])


async def pausing_until(unit: Facility, last: date) -> Pausing:
    """Of all elders of a unit, on the days up to `last`."""
    return await _pausing(Elder.filter(facility__path__startswith=unit.path), last)


async def pausing_of(elders: Iterable[int], last: date) -> Pausing:
    """Of these elders, on the days up to `last`."""
    return await _pausing(Elder.filter(id__in=list(elders)), last)


async def _pausing(elders: QuerySet[Elder], last: date) -> Pausing:
    held: dict[int, list[Hold]] = {}
    for hold in await Hold.filter(elder_id__in=Subquery(elders.values("id")), first_day__lte=last):
        held.setdefault(hold.elder_id, []).append(hold)
    return Pausing(held, dict(await elders.filter(ended_on__lt=last).values_list("id", "ended_on")))


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
