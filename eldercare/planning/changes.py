"""What publishing would change, person by person, and who would be told; nothing is written here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from eldercare import clock
from eldercare.care.models import ServiceType
from eldercare.hierarchy.models import Facility, Zone
from eldercare.meals.models import Kitchen
from eldercare.notify.models import OutboxMessage
from eldercare.notify.readers import Readers, readers
from eldercare.people.models import Elder, Staff
from eldercare.people.order import by_key
from eldercare.planning.drafts import Standing
from eldercare.planning.models import Draft
from eldercare.planning.week.difference import Change, Difference, difference_from
from eldercare.planning.week.models import NotPlanned
from eldercare.planning.week.notices import is_news, notices
from eldercare.planning.week.overtaken import overtaken
from eldercare.planning.week.reasons import Which, Why, reasons_of
from eldercare.shifts.models import ShiftType


@dataclass(frozen=True, slots=True)
class Seen(Change):
    """A change as one person has it: what goes from her to others falls away for her, what comes to her is new."""

    others: tuple[int, ...] = ()
    """Who takes over what falls away for her, or had what is new for her."""

    @property
    def told(self) -> bool:
        """Whether she hears of it: not of a few minutes."""
        return is_news(self)


@dataclass(frozen=True, slots=True)
class Group:
    """One person's changes in the order of the week."""

    person: Staff | Elder
    changes: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that the facts of changes point to, by id."""

    staff: dict[int, Staff]
    elders: dict[int, Elder]
    services: dict[int, ServiceType]
    shift_types: dict[int, ShiftType]
    facilities: dict[int, Facility]
    zones: dict[int, Zone]
    kitchens: dict[int, Kitchen]


@dataclass(frozen=True, slots=True)
class Changes:
    """A draft against the version in force."""

    draft: Draft
    difference: Difference
    staff: tuple[Group, ...]
    elders: tuple[Group, ...]
    readers: Readers
    open_needs: int
    rows: Rows
    whys: Mapping[Which, Why]
    """None of a first version: all of it is new. None of a draft that was made before the version in force."""
    overtaken: int
    """Changes of what has begun since the draft was planned: with any it is not published."""

    @property
    def reasons(self) -> list[tuple[Why, int]]:
        """How many changes have each reason, the most frequent first."""
        return Counter(self.whys.values()).most_common()

    @property
    def lost(self) -> list[Change]:
        """What elders were told of and the draft has no place for, though its day is not over."""
        return [one for one in self._without_place if one.day >= clock.today()]

    @property
    def missed(self) -> list[Change]:
        """The same of days that are over: nothing can be planned for it any more."""
        return [one for one in self._without_place if one.day < clock.today()]

    @property
    def _without_place(self) -> list[Change]:
        """What elders were told of and the draft does not have, on another day either; nobody took it back."""
        elsewhere = Counter(_task(one) for one in self.difference.changes if one.what == "added")
        found = []
        for one in self.difference.changes:
            taken_back = self.whys.get((one.kind, one.key)) in (None, Why.PAUSED, Why.ALTERED)
            if one.what != "removed" or one.elder is None or taken_back:
                continue
            if elsewhere[_task(one)]:
                elsewhere[_task(one)] -= 1
            else:
                found.append(one)
        return found


async def changes_of(standing: Standing) -> Changes | None:
    """The changes that wait; None when the week has no draft that is not published."""
    draft = standing.unpublished
    if draft is None:
        return None
    difference = await difference_from(standing.publication, draft)
    by_staff, by_elder = _by_staff(difference.changes), _by_elder(difference.changes)
    staff = {row.id: row for row in await by_key(Staff.filter(id__in=list(by_staff)))}
    concerned = {one.elder for one in difference.changes if one.elder is not None}
    elders = {row.id: row for row in await by_key(Elder.filter(id__in=list(concerned)))}
    return Changes(
        draft=draft,
        difference=difference,
        staff=tuple(Group(row, tuple(by_staff[row.id])) for row in staff.values()),
        elders=tuple(Group(row, tuple(by_elder[row.id])) for row in elders.values() if row.id in by_elder),
        readers=await readers(await notices(standing.week, standing.next_number, difference)),
        open_needs=await NotPlanned.filter(draft_id=draft.id).count(),
        rows=await _rows(staff, elders),
        whys={} if standing.was_made_before else await reasons_of(standing, difference.changes),
        overtaken=len(await overtaken(draft, difference)) if standing.publication else 0,
    )


async def foreseen(standing: Standing) -> list[OutboxMessage]:
    """What publishing the draft would tell; not stored. Nothing without a draft."""
    if standing.unpublished is None:
        return []
    difference = await difference_from(standing.publication, standing.unpublished)
    return await notices(standing.week, standing.next_number, difference)


def _task(change: Change) -> tuple[str, str]:
    """A visit may be on another day of the same task, a meal or a seat has its own."""
    return change.kind, change.key.rpartition("@")[0] if change.kind == "visits" else change.key


def _by_staff(changes: Iterable[Change]) -> dict[int, list[Seen]]:
    found: dict[int, list[Seen]] = {}
    for change in _in_order(changes):
        for staff in change.staff:
            found.setdefault(staff, []).append(_seen_by(staff, change))
    return found


def _seen_by(staff: int, change: Change) -> Seen:
    had, has = _carers(change.before), _carers(change.after)
    known = _known(change)
    if staff in had and has and staff not in has:
        return Seen(**{**known, "after": None}, others=tuple(sorted(has - had)))
    if staff in has and had and staff not in had:
        return Seen(**{**known, "before": None}, others=tuple(sorted(had - has)))
    return Seen(**known)


def _known(change: Change) -> dict[str, Any]:
    return {field.name: getattr(change, field.name) for field in fields(change)}


def _carers(side: Mapping[str, object] | None) -> set[int]:
    carers = side.get("staff") if side else None
    return set(carers) if isinstance(carers, list) else set()


def _by_elder(changes: Iterable[Change]) -> dict[int, list[Seen]]:
    found: dict[int, list[Seen]] = {}
    for change in _in_order(changes):
        if change.elder is not None and change.at_the_door:
            found.setdefault(change.elder, []).append(Seen(**_known(change)))
    return found


def _in_order(changes: Iterable[Change]) -> list[Change]:
    kinds = {"shifts": 0, "visits": 1, "meals": 2, "seats": 3}
    return sorted(changes, key=lambda change: (change.day, kinds[change.kind], _starts(change), change.key))


def _starts(change: Change) -> int:
    facts = change.after or change.before or {}
    starts = facts.get("starts", facts.get("arrives"))
    return starts if isinstance(starts, int) else 0


async def _rows(staff: dict[int, Staff], elders: dict[int, Elder]) -> Rows:
    return Rows(
        staff=staff,
        elders=elders,
        services={row.id: row for row in await ServiceType.all()},
        shift_types={row.id: row for row in await ShiftType.all()},
        facilities={row.id: row for row in await Facility.all()},
        zones={row.id: row for row in await Zone.all().prefetch_related("facility")},
        kitchens={row.id: row for row in await Kitchen.all()},
    )
