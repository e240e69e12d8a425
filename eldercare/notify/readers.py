"""Who finds a message on her page, and who has no sign-in to find it with."""

from collections.abc import Collection
from dataclasses import dataclass

from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Relative, Staff


@dataclass(frozen=True, slots=True)
class Readers:
    """How many get a message; `elders` are those of whom no relative does.

    `silent` are all who cannot sign in to read it, the elders among them.
    """

    staff: int
    relatives: int
    elders: int
    kitchens: int
    silent: int

    @property
    def people(self) -> int:
        return self.staff + self.relatives + self.elders


async def readers(
    staff: Collection[int], relatives: Collection[int], elders: Collection[int], kitchens: int
) -> Readers:
    """The readers of messages to these rows."""
    signs_in = {"account__id__isnull": False, "account__disabled_at__isnull": True}
    reached = await Staff.filter(id__in=list(staff), **signs_in).count()
    reached += await Relative.filter(id__in=list(relatives), **signs_in).count()
    silent = len(staff) + len(relatives) + len(elders) - reached
    return Readers(len(staff), len(relatives), len(elders), kitchens, silent)


async def readers_of(publication_id: int) -> Readers:
    """The readers of what a publication told."""
    told = await OutboxMessage.filter(publication_id=publication_id)
    return await readers(
        {one.staff_id for one in told if one.staff_id is not None},
        {one.relative_id for one in told if one.relative_id is not None},
        {one.elder_id for one in told if one.elder_id is not None},
        len({one.kitchen_id for one in told if one.kitchen_id is not None}),
    )
