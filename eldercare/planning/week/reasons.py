"""Why planning a published week again changes what it changes: what came between, or room made for that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eldercare import clock
from eldercare.people.models import Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.week.altered import Altered
from eldercare.planning.week.conflicts import Conflicts, conflicts_of
from eldercare.planning.week.difference import Change
from eldercare.planning.week.models import NeedKind, NotPlanned
from eldercare.planning.week.shown import shift_key


class Why(StrEnum):
    """The first that holds of a change: what concerns the elder herself before what keeps her carer away."""

    PAUSED = "paused"
    LOCATED = "located"
    ALTERED = "altered"
    CROWDED = "crowded"
    ABSENT = "absent"
    UNFIT = "unfit"
    NEW = "new"
    WAS_OPEN = "was_open"
    STANDS_IN = "stands_in"
    MAKES_ROOM = "makes_room"


Which = tuple[str, str]
"""Kind and key of a change."""
Where = tuple[NeedKind, int, date, str]
"""A kitchen by its id, on a day, for a meal; or a zone."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What has come between the version in force and its week; promises go by the keys that changes have."""

    absent: frozenset[tuple[int, date]]
    """Carer and day."""
    unfit: frozenset[tuple[str, int]]
    """Visit or post as changes call it, and carer."""
    lost: frozenset[tuple[int, date]]
    """Carer and day of shifts that she may not work any more, or not at these hours, with all that she does on them."""
    pausing: frozenset[tuple[int, date]]
    unlocated: frozenset[str]
    altered: frozenset[str]
    crowded: frozenset[Where]
    new: frozenset[str]
    was_open: frozenset[str]
    jobs: Mapping[int, str]
    """Of carers whose shifts change."""
    absent_jobs: frozenset[tuple[str, date]]
    """Job and day of those who are not there."""

    def of(self, change: Change) -> Why:
        """Nothing of its own means that it makes room for another change."""
        return next(why for why, holds in self._tried(change) if holds)

    def _tried(self, change: Change) -> Iterator[tuple[Why, bool]]:
        keys, had = _keys(change), _had(change)
        yield Why.PAUSED, change.elder is not None and (change.elder, change.day) in self.pausing
        yield Why.LOCATED, bool(keys & self.unlocated)
        yield Why.ALTERED, bool(keys & self.altered)
        yield Why.ABSENT, any((one, change.day) in self.absent for one in had)
        yield Why.UNFIT, any((change.key, one) in self.unfit or (one, change.day) in self.lost for one in had)
        yield Why.CROWDED, _where(change) in self.crowded
        yield Why.NEW, bool(keys & self.new)
        yield Why.WAS_OPEN, bool(keys & self.was_open)
        yield Why.STANDS_IN, change.after is not None and self._stands_in(change)
        yield Why.MAKES_ROOM, True

    def _stands_in(self, change: Change) -> bool:
        """For somebody of the same job."""
        return change.kind == "shifts" and any(
            (self.jobs.get(one, ""), change.day) in self.absent_jobs for one in change.staff
        )


async def reasons_of(standing: Standing, changes: Sequence[Change]) -> dict[Which, Why]:
    """By what has come between the version in force and its week, by the clock of the draft's run, however late anybody
    reads it; nothing where there is none of the two."""
    if standing.publication is None or standing.unpublished is None:
        return {}
    in_force = Standing(standing.unit, standing.week, None, standing.publication)
    was_open = await NotPlanned.filter(draft_id=standing.publication.draft_id)
    whose = {one for change in changes if change.kind == "shifts" for one in change.staff}
    jobs: dict[int, str] = dict(await Staff.filter(id__in=list(whose)).values_list("id", "job"))
    with clock.held(standing.unpublished.begun_at):
        reasons = _reasons(await conflicts_of(in_force), was_open, jobs)
    off = {_task(change): reasons.of(change) for change in changes if change.what == "removed"}
    return {(change.kind, change.key): _why(change, reasons, off) for change in changes}


def _why(change: Change, reasons: Reasons, off: Mapping[str, Why]) -> Why:
    """A visit that is on another day now has the reason of the one it replaces."""
    why = reasons.of(change)
    on_another_day = why == Why.MAKES_ROOM and change.kind == "visits" and change.what == "added"
    return off.get(_task(change), why) if on_another_day else why


def _task(change: Change) -> str:
    return change.key.rpartition("@")[0] if change.kind == "visits" else ""


def _reasons(conflicts: Conflicts, was_open: Iterable[NotPlanned], jobs: Mapping[int, str]) -> Reasons:
    return Reasons(
        absent=conflicts.away,
        unfit=frozenset((_post(one.staff.id, one.day, one.key, one.kind), one.staff.id) for one in conflicts.broken),
        lost=conflicts.lost | {(one.staff, one.day) for one in conflicts.otherwise if one.staff is not None},
        pausing=conflicts.pausing,
        unlocated=frozenset(_promise(one, one.elder, one.meal) for one in conflicts.unlocated),
        altered=frozenset(_promise(one, one.elder, one.meal) for one in conflicts.altered if not one.unlocated),
        crowded=frozenset((one.kind, one.place.id, one.day, one.meal) for one in conflicts.crowded),
        new=frozenset(_promise(one, one.elder_id, str(one.facts.get("meal"))) for one in conflicts.new),
        was_open=frozenset(_promise(one, one.elder_id, str(one.facts.get("meal"))) for one in was_open),
        jobs=jobs,
        absent_jobs=frozenset((one.staff.job, one.day) for one in conflicts.absent),
    )


def _post(staff: int, day: date, key: str, kind: NeedKind) -> str:
    return shift_key(staff, day) if kind == NeedKind.SHIFT else key


def _promise(one: Altered | NotPlanned, elder: int | None, meal: str) -> str:
    """As a change calls it; a visit whose day may be chosen by its task alone, a head by its place and hours."""
    match one.kind:
        case NeedKind.SHIFT:
            return one.key if isinstance(one, Altered) else _head(one.facility_id, one.day, one.starts, one.ends)
        case NeedKind.MEAL:
            return f"{elder}@{one.day}/{meal}"
        case NeedKind.SEAT:
            return f"{elder}@{one.day}"
        case _:
            return one.key if one.day else one.key.rpartition("@")[0]


def _head(facility: int, day: date | None, starts: object, ends: object) -> str:
    return f"{facility}:{day}:{starts}-{ends}"


def _keys(change: Change) -> set[str]:
    """What it may be called among promises; a seat at other hours is the same one."""
    match change.kind:
        case "visits":
            return {change.key, change.key.rpartition("@")[0]}
        case "seats":
            return {change.key.rpartition("/")[0]}
        case "shifts" if change.after:
            after = change.after
            return {change.key, _head(int(str(after["facility"])), change.day, after["starts"], after["ends"])}
        case _:
            return {change.key}


def _where(change: Change) -> Where | None:
    """Which kitchen cooked a meal, or in which zone a seat was, that is there no more."""
    before, after = change.before or {}, change.after or {}
    if any(name in before and before[name] == after.get(name) for name in ("kitchen", "zone")):
        return None
    match change.kind, before:
        case "meals", {"kitchen": int(kitchen), "meal": str(meal)}:
            return NeedKind.MEAL, kitchen, change.day, meal
        case "seats", {"zone": int(zone)}:
            return NeedKind.SEAT, zone, change.day, ""
    return None


def _had(change: Change) -> set[int]:
    """The carers before it; of a shift, whose it is."""
    if change.before is None:
        return set()
    carers = change.before.get("staff")
    return set(carers) if isinstance(carers, list) else set(change.staff)
