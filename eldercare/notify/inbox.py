"""What somebody has been told and not seen yet, and her saying that she has seen it."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from eldercare import clock
from eldercare.audit.trail import record
from eldercare.db import write
from eldercare.errors import NotFound
from eldercare.notify.models import OutboxMessage

if TYPE_CHECKING:
    from eldercare.auth.models import Account

MOST = 20


async def unseen(messages: QuerySet[OutboxMessage]) -> list[OutboxMessage]:
    """Of her messages those she has not acknowledged and that still matter, the newest first."""
    matters = Q(publication_id=None) | Q(publication__week__gte=clock.monday_of(clock.today()))
    return await messages.filter(matters, read_at=None).order_by("-created_at", "-id").limit(MOST)


async def acknowledge(messages: QuerySet[OutboxMessage], ids: Collection[int], who: "Account") -> None:
    """She has seen these of her messages; saying it twice changes nothing. NotFound when one of them is not hers."""
    wanted = set(ids)
    if await messages.filter(id__in=list(wanted)).count() < len(wanted):
        raise NotFound("not_found")
    async with write():
        for number in sorted(wanted):
            if await OutboxMessage.filter(id=number, read_at=None).update(read_at=clock.now()):
                await record(who, "message.seen", "message", str(number), facility=_place(who))


def _place(who: "Account") -> int | None:
    """The place that answers for her, so that its readers of the trail find the entry."""
    if who.staff is not None:
        return who.staff.facility_id
    return who.relative.elder.facility_id if who.relative is not None else who.facility_id
