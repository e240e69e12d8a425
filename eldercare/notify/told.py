"""The changes a message tells of, old and new side by side, as its reader is concerned by them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from tortoise.models import Model

from eldercare.care.models import ServiceType
from eldercare.hierarchy.models import Facility, Zone
from eldercare.meals.models import MealKind, Serving
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Diet, Elder, Staff, Texture
from eldercare.shifts.models import ShiftType

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Promise:
    """One side of a change: what somebody was, or is now, told. Of each kind only its own fields are there.

    `facility` is where a shift is worked or an eaten-in meal is served.
    """

    starts: int | None = None
    ends: int | None = None
    service: ServiceType | None = None
    carers: tuple[Staff, ...] = ()
    shift_type: ShiftType | None = None
    facility: Facility | None = None
    zone: Zone | None = None
    meal: MealKind | None = None
    serving: Serving | None = None
    break_starts: int | None = None
    """When she pauses on a shift, where that is what changes."""
    arrives: int | None = None
    """About when a meal is there."""


@dataclass(frozen=True, slots=True)
class ToldChange:
    """`kind` is visits, shifts, meals or seats; `before` is None for something new, `after` for what falls away."""

    kind: str
    day: date
    elder: Elder | None
    before: Promise | None
    after: Promise | None

    @property
    def order(self) -> tuple[date, int]:
        now = self.after or self.before
        return self.day, (now.starts if now.starts is not None else now.arrives or 0) if now else 0


@dataclass(frozen=True, slots=True)
class ToldPortions:
    """So many portions of one kind in a wave of a kitchen before, and now."""

    day: date
    meal: MealKind
    wave: int
    diet: Diet
    texture: Texture
    before: int
    after: int

    @property
    def order(self) -> tuple[date, int, int, int, int]:
        kind = list(MealKind).index(self.meal), self.wave
        return self.day, *kind, list(Diet).index(self.diet), list(Texture).index(self.texture)


@dataclass(frozen=True, slots=True)
class ToldRound:
    """So many meals on one round of a carrier before, and now; `others` take over what leaves it, or had what comes."""

    day: date
    meal: MealKind
    trip: int
    before: int
    after: int
    others: tuple[Staff, ...]

    @property
    def order(self) -> tuple[date, int, int]:
        return self.day, list(MealKind).index(self.meal), self.trip


@dataclass(frozen=True, slots=True)
class Told:
    """A message with its changes; a first publication lists none, the week itself says it all.

    A kitchen is told of its portions, and of the days on which its rounds are others; a carrier of her rounds.
    """

    message: OutboxMessage
    week: date
    changes: tuple[ToldChange, ...]
    portions: tuple[ToldPortions, ...] = ()
    rounds: tuple[date, ...] = ()
    carried: tuple[ToldRound, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether it says what is another, not only that there is a plan."""
        return bool(self.changes or self.portions or self.rounds or self.carried)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the facts of changes point to, by id."""

    elders: dict[int, Elder]
    services: dict[int, ServiceType]
    staff: dict[int, Staff]
    shift_types: dict[int, ShiftType]
    facilities: dict[int, Facility]
    zones: dict[int, Zone]


async def told(messages: Iterable[OutboxMessage]) -> list[Told]:
    """The messages with their changes; rows that are gone by now leave their field empty."""
    messages = list(messages)
    changes = [change for message in messages for change in _changes(message)]
    rows = await _rows(changes, [one for message in messages for one in _listed(message, "carried")])
    return [
        Told(
            message,
            date.fromisoformat(str(message.facts["week"])),
            tuple(_told_to(message, rows)),
            tuple(sorted(_portions(message), key=lambda one: one.order)),
            tuple(date.fromisoformat(day) for day in _listed(message, "rounds")),
            tuple(sorted(_carried(message, rows), key=lambda one: one.order)),
        )
        for message in messages
    ]


def _told_to(message: OutboxMessage, rows: _Rows) -> list[ToldChange]:
    concerning = (_told(change, rows, message.staff_id) for change in _changes(message))
    return sorted((change for change in concerning if change), key=lambda change: change.order)


def _changes(message: OutboxMessage) -> list[dict[str, Any]]:
    return _listed(message, "changes")


def _portions(message: OutboxMessage) -> Iterator[ToldPortions]:
    for one in _listed(message, "portions"):
        kind = MealKind(one["meal"]), one["wave"], Diet(one["diet"]), Texture(one["texture"])
        yield ToldPortions(date.fromisoformat(one["day"]), *kind, one["before"], one["after"])


def _carried(message: OutboxMessage, rows: _Rows) -> Iterator[ToldRound]:
    for one in _listed(message, "carried"):
        others = tuple(rows.staff[other] for other in one["others"] if other in rows.staff)
        kind = MealKind(one["meal"]), one["trip"]
        yield ToldRound(date.fromisoformat(one["day"]), *kind, one["before"], one["after"], others)


def _listed(message: OutboxMessage, fact: str) -> list[Any]:
    found = message.facts.get(fact)
    return found if isinstance(found, list) else []


async def _rows(changes: list[dict[str, Any]], carried: list[dict[str, Any]]) -> _Rows:
    sides = [side for change in changes for side in (change["before"], change["after"]) if side]
    others = {other for one in carried for other in one["others"]}
    return _Rows(
        elders=await _by_id(Elder, {change.get("elder") for change in changes}),
        services=await _by_id(ServiceType, {side.get("service") for side in sides}),
        staff=await _by_id(Staff, {one for side in sides for one in side.get("staff") or ()} | others),
        shift_types=await _by_id(ShiftType, {side.get("shift_type") for side in sides}),
        facilities=await _by_id(Facility, {side.get("facility") or side.get("eats_at") for side in sides}),
        zones=await _by_id(Zone, {side.get("zone") for side in sides}, "facility"),
    )


async def _by_id(model: type[Row], ids: set[Any], *loaded: str) -> dict[int, Row]:
    rows = model.filter(id__in=[one for one in ids if one is not None])
    return {row.pk: row for row in await rows.prefetch_related(*loaded)}


def _told(change: dict[str, Any], rows: _Rows, reader: int | None) -> ToldChange | None:
    """The change as the reader sees it: a visit that goes from her to somebody else falls away for her."""
    before, after = (_concerning(change[side], reader) for side in ("before", "after"))
    if before is None and after is None:
        return None
    day = date.fromisoformat(change["day"])
    elder = rows.elders.get(change.get("elder") or 0)
    return ToldChange(change["kind"], day, elder, _promise(before, rows), _promise(after, rows))


def _concerning(side: dict[str, Any] | None, reader: int | None) -> dict[str, Any] | None:
    if side is None or reader is None or "staff" not in side or reader in side["staff"]:
        return side
    return None


def _promise(side: Mapping[str, Any] | None, rows: _Rows) -> Promise | None:
    if side is None:
        return None
    return Promise(
        starts=side.get("starts"),
        ends=side.get("ends"),
        service=rows.services.get(side.get("service", 0)),
        carers=tuple(rows.staff[one] for one in side.get("staff") or () if one in rows.staff),
        shift_type=rows.shift_types.get(side.get("shift_type", 0)),
        facility=rows.facilities.get(side.get("facility") or side.get("eats_at") or 0),
        zone=rows.zones.get(side.get("zone", 0)),
        meal=MealKind(side["meal"]) if "meal" in side else None,
        serving=Serving(side["serving"]) if "serving" in side else None,
        break_starts=side.get("break_starts"),
        arrives=side.get("arrives"),
    )
