"""Who finds a message on her page, and who has no sign-in to find it with."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tortoise.models import Model

from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import keys_of
from eldercare.meals.models import Kitchen
from eldercare.notify.days import first_ahead
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Relative, Staff

SIGNS_IN = {"account__id__isnull": False, "account__disabled_at__isnull": True}


@dataclass(frozen=True, slots=True)
class Readers:
    """How many have a message; `silent` are those of them, kitchens too, who cannot sign in to read it in time."""

    staff: int
    relatives: int
    elders: int
    kitchens: int
    silent: int
    reached: int
    """People and kitchens that find it on their pages."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The rows, by id, that somebody signs in for. No elder does so herself."""

    staff: frozenset[int]
    relatives: frozenset[int]
    kitchens: frozenset[int]

    def has(self, message: OutboxMessage) -> bool:
        """Whether the message's reader finds it on her page."""
        return (
            message.staff_id in self.staff
            or message.relative_id in self.relatives
            or message.kitchen_id in self.kitchens
        )


async def reached_by(messages: Collection[OutboxMessage]) -> Reached:
    """Of the messages' readers those who sign in."""
    return Reached(
        await _signing_in(Staff, {one.staff_id for one in messages}),
        await _signing_in(Relative, {one.relative_id for one in messages}),
        await _with_cooks({one.kitchen_id for one in messages}),
    )


async def readers(messages: Collection[OutboxMessage]) -> Readers:
    """The readers of messages, stored or not."""
    reached = await reached_by(messages)
    return Readers(
        staff=_count(one.staff_id for one in messages),
        relatives=_count(one.relative_id for one in messages),
        elders=_count(one.elder_id for one in messages),
        kitchens=_count(one.kitchen_id for one in messages),
        silent=sum(first_ahead(one) is not None and not reached.has(one) for one in messages),
        reached=len(reached.staff) + len(reached.relatives) + len(reached.kitchens),
    )


async def readers_of(publication_id: int) -> Readers:
    """The readers of what a publication told."""
    return await readers(await OutboxMessage.filter(publication_id=publication_id))


def _count(ids: Iterable[int | None]) -> int:
    return len({one for one in ids if one is not None})


async def _signing_in(model: type[Model], ids: Collection[int | None]) -> frozenset[int]:
    wanted = [one for one in ids if one is not None]
    return frozenset([row.pk for row in await model.filter(id__in=wanted, **SIGNS_IN).only("id")])


async def _with_cooks(ids: Collection[int | None]) -> frozenset[int]:
    """Kitchens at, or below, a place for which somebody of a kitchen signs in."""
    kitchens = await Kitchen.filter(id__in=[one for one in ids if one is not None]).prefetch_related("facility")
    signed_for = Facility.filter(accounts__role="kitchen", accounts__disabled_at__isnull=True)
    places = set(await signed_for.values_list("key", flat=True)) if kitchens else set()
    return frozenset(one.id for one in kitchens if places & set(keys_of(one.facility.path)))
