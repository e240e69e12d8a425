"""Whom a publication told, person by person, and whom somebody has to call."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from eldercare import clock
from eldercare.audit.trail import record
from eldercare.db import write
from eldercare.errors import NotFound
from eldercare.notify.models import OutboxMessage
from eldercare.notify.told import Told, told
from eldercare.people.models import Elder, Relative, Staff

if TYPE_CHECKING:
    from eldercare.auth.models import Account
    from eldercare.planning.models import Publication


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody whom a publication concerns, with what it changes for her; a relative comes with her elder."""

    told: Told
    person: Staff | Relative | Elder
    signs_in: bool

    @property
    def to_call(self) -> bool:
        return not self.signs_in and self.told.message.called_at is None


async def concerned_by(publication: "Publication", *, to_call: bool = False) -> list[Concerned]:
    """Everybody but the kitchens, or only those who still have to be called: whose change comes first, first."""
    rows = _to_call(publication) if to_call else _people(publication)
    messages = await rows.prefetch_related("staff", "relative__elder", "elder", "called_by").order_by("id")
    silent = set(await _silent(publication).values_list("id", flat=True))
    found = [Concerned(one, _person(one.message), one.message.id not in silent) for one in await told(messages)]
    return sorted(found, key=lambda one: one.told.changes[0].order if one.told.changes else (publication.week, 0))


async def left_to_call(publication: "Publication") -> int:
    """How many have no sign-in and were not called yet."""
    return await _to_call(publication).count()


async def mark_called(publication: "Publication", message: int, who: "Account", *, called: bool) -> None:
    """She has been called, or has not after all; saying it twice changes nothing. NotFound for none of its people."""
    async with write():
        row = await _people(publication).get_or_none(id=message)
        if row is None:
            raise NotFound("not_found")
        if (row.called_at is not None) == called:
            return
        row.called_at, row.called_by_id = (clock.now(), who.id) if called else (None, None)
        await row.save(update_fields=["called_at", "called_by_id"])
        action = "message.called" if called else "message.not_called"
        await record(who, action, "message", str(message), facility=publication.unit_id)


def _people(publication: "Publication") -> QuerySet[OutboxMessage]:
    return OutboxMessage.filter(publication_id=publication.id, kitchen_id=None)


def _silent(publication: "Publication") -> QuerySet[OutboxMessage]:
    reached = [
        _people(publication).filter(**{f"{one}__account__id__isnull": False, f"{one}__account__disabled_at": None})
        for one in ("staff", "relative")
    ]
    return _people(publication).exclude(*(Q(id__in=Subquery(rows.values("id"))) for rows in reached))


def _to_call(publication: "Publication") -> QuerySet[OutboxMessage]:
    return _silent(publication).filter(called_at=None)


def _person(message: OutboxMessage) -> Staff | Relative | Elder:
    person = message.staff or message.relative or message.elder
    if person is None:
        raise TypeError("a kitchen's message is no person's")
    return person
