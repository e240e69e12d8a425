"""Whom to call about a version of a week: everybody it tells something, who hears of it by herself, who was called."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tortoise.expressions import Q
from tortoise.models import Model

from eldercare import clock
from eldercare.audit.trail import record
from eldercare.db import write
from eldercare.errors import NotFound
from eldercare.meals.models import Kitchen
from eldercare.notify.days import first_ahead
from eldercare.notify.models import OutboxMessage
from eldercare.notify.readers import reached_by
from eldercare.people.models import Elder, Relative, Staff
from eldercare.people.order import counted

if TYPE_CHECKING:
    from eldercare.auth.models import Account
    from eldercare.planning.models import Publication

About = Staff | Elder | Kitchen
Reader = Staff | Relative | Elder | Kitchen
KINDS = {Staff: "staff", Elder: "families", Kitchen: "kitchens"}
"""In this order of those who are as urgent."""
NOUNS = {Staff: "staff", Relative: "relative", Elder: "elder", Kitchen: "kitchen"}
MAY_KNOW = Q(relative_id=None) | Q(relative__sees_schedule=True)
"""A relative only while the elder consents."""
NEEDED = ("id", "publication_id", "staff_id", "relative_id", "elder_id", "kitchen_id", "facts")


class State(StrEnum):
    """How far somebody is with what a message tells; it is one at a time."""

    CALL = "call"
    CALLED = "called"
    SEEN = "seen"
    PAGE = "page"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Listener:
    """One person, or kitchen, whom a message tells something."""

    message: OutboxMessage
    reader: Reader
    signs_in: bool

    @property
    def phone(self) -> str:
        return self.reader.facility.phone if isinstance(self.reader, Kitchen) else self.reader.phone

    @property
    def over(self) -> bool:
        """Whether it is only about days that have passed."""
        return first_ahead(self.message) is None

    @property
    def state(self) -> State:
        if self.message.called_at is not None:
            return State.CALLED
        if self.signs_in:
            return State.PAGE if self.message.read_at is None else State.SEEN
        return State.OVER if self.over else State.CALL

    @property
    def to_call(self) -> bool:
        return self.state == State.CALL


@dataclass(frozen=True, slots=True)
class Household:
    """Those who are told the same: a carer, a kitchen, or an elder's relatives, or herself where she has none."""

    about: About
    listeners: tuple[Listener, ...]

    @property
    def to_call(self) -> int:
        return sum(one.to_call for one in self.listeners)

    @property
    def message(self) -> OutboxMessage:
        """One for all: they have the same changes."""
        return self.listeners[0].message

    @property
    def kind(self) -> str:
        return KINDS[type(self.about)]

    @property
    def first_ahead(self) -> date | None:
        return first_ahead(self.message)

    @property
    def urgency(self) -> tuple[date, int, object]:
        """The earliest day still to come first; what is over last."""
        return self.first_ahead or date.max, list(KINDS).index(type(self.about)), counted(self.about.key)

    def named(self, text: str) -> bool:
        """Whether the text is in the name or key of one of them."""
        rows = (self.about, *(one.reader for one in self.listeners))
        names = (getattr(row, name, "") for row in rows for name in ("name", "name_en", "key"))
        return any(text.casefold() in name.casefold() for name in names)


async def households(messages: Collection[OutboxMessage]) -> list[Household]:
    """The most urgent first; carers, elders, kitchens in the order of their keys, without relatives who may not see."""
    reached = await reached_by(messages)
    found: dict[tuple[type[About], int], list[Listener]] = {}
    about: dict[tuple[type[About], int], About] = {}
    for message, reader in await _with_readers(messages):
        one = reader.elder if isinstance(reader, Relative) else reader
        at = (type(one), one.id)
        about[at] = one
        found.setdefault(at, []).append(Listener(message, reader, reached.has(message)))
    return sorted((Household(about[at], tuple(found[at])) for at in found), key=lambda one: one.urgency)


async def left_to_call(publications: Collection[int]) -> Mapping[int, int]:
    """By publication how many have no sign-in and were not called yet of something that is not over."""
    rows = OutboxMessage.filter(MAY_KNOW, publication_id__in=list(publications), called_at=None)
    messages = await rows.only(*NEEDED)
    reached = await reached_by(messages)
    found = dict.fromkeys(publications, 0)
    for message in messages:
        if message.publication_id is not None and first_ahead(message) and not reached.has(message):
            found[message.publication_id] += 1
    return found


async def mark_called(publication: "Publication", message: int, who: "Account", *, called: bool) -> None:
    """She has been called, or has not after all; saying it twice changes nothing. NotFound for none of its people."""
    async with write():
        row = await OutboxMessage.filter(MAY_KNOW, publication_id=publication.id).get_or_none(id=message)
        if row is None:
            raise NotFound("not_found")
        marks = (
            {"called_at": clock.now(), "called_by_id": who.id} if called else {"called_at": None, "called_by_id": None}
        )
        if not await OutboxMessage.filter(id=message, called_at__isnull=called).update(**marks):
            return
        action = "message.called" if called else "message.not_called"
        ((_, reader),) = await _with_readers([row])
        version = {name: row.facts[name] for name in ("week", "number")}
        await record(who, action, NOUNS[type(reader)], reader.key, after=version, facility=publication.unit_id)


async def _with_readers(messages: Collection[OutboxMessage]) -> list[tuple[OutboxMessage, Reader]]:
    staff = await _rows(Staff, "", messages, lambda one: one.staff_id)
    relatives = await _rows(Relative, "elder", messages, lambda one: one.relative_id)
    elders = await _rows(Elder, "", messages, lambda one: one.elder_id)
    kitchens = await _rows(Kitchen, "facility", messages, lambda one: one.kitchen_id)
    readers = [
        staff.get(one.staff_id)
        or relatives.get(one.relative_id)
        or elders.get(one.elder_id)
        or kitchens.get(one.kitchen_id)
        for one in messages
    ]
    return [
        (message, reader)
        for message, reader in zip(messages, readers, strict=True)
        if reader is not None and not (isinstance(reader, Relative) and not reader.sees_schedule)
    ]


async def _rows(
    model: type[Model], along: str, messages: Iterable[OutboxMessage], named: Callable[[OutboxMessage], int | None]
) -> dict[int | None, Any]:
    ids = {named(one) for one in messages}
    rows = model.filter(id__in=[one for one in ids if one is not None])
    return {row.pk: row for row in await (rows.prefetch_related(along) if along else rows)}


async def leave_to_elder(relative: int) -> None:
    """Before a relative is taken out: the calls that were made stay on the list, and so do those still to be made where
    nobody else of the family was told; call it within a transaction."""
    for message in await OutboxMessage.filter(relative_id=relative).prefetch_related("relative"):
        elder = message.relative.elder_id if message.relative else None
        others = OutboxMessage.filter(publication_id=message.publication_id, relative__elder_id=elder)
        if message.called_at or not await others.exclude(relative_id=relative).exists():
            await OutboxMessage.filter(id=message.id).update(relative_id=None, elder_id=elder)
