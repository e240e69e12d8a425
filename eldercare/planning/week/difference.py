"""What publishing a draft changes for people: added, removed and changed promises, one by one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eldercare.daycare.models import Seat
from eldercare.meals.models import Meal
from eldercare.planning.models import Draft, Publication
from eldercare.planning.moment import Moment
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit
from eldercare.planning.week.sheets import (
    FEW_MINUTES,
    RoundChange,
    SheetsChange,
    boxes_changed,
    rounds_changed,
    sheets_changed,
)
from eldercare.planning.week.shown import shift_key
from eldercare.planning.week.waves import all_waves
from eldercare.shifts.models import Shift
from eldercare.visits.models import VisitStaff
from solver.meals.problem import ABOUT

Facts = dict[str, object]
KINDS = ("visits", "shifts", "meals", "seats")
PAUSE = "break_starts"
"""The fact of a shift that tells when she pauses."""
WHICH_SHIFT = ("shift_type", "facility")


@dataclass(frozen=True, slots=True)
class Change:
    """One promise before and after: None where it was not, or is no more. Facts are plain values by name.

    `staff` are those whose day is another one by it: not a carrier who brings the same box at another minute, since
    she goes by the sheet of her round.
    """

    kind: str
    key: str
    elder: int | None
    staff: frozenset[int]
    day: date
    before: Facts | None
    after: Facts | None

    @property
    def what(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def at_the_door(self) -> bool:
        """Whether the elder has it otherwise: a meal may also come with another carrier or from another kitchen."""
        if self.kind != "meals" or self.before is None or self.after is None:
            return True
        hidden = {"staff": None, "kitchen": None}
        return not _same(self.before | hidden, self.after | hidden)


@dataclass
class Difference:
    """`kitchens` are those whose portions or rounds are other ones, also where nobody's promise changes by it."""

    changes: list[Change] = field(default_factory=list)
    kitchens: dict[int, SheetsChange] = field(default_factory=dict)
    carriers: dict[int, tuple[RoundChange, ...]] = field(default_factory=dict)
    """A carrier's rounds that are others, also where no promise changes by it."""

    def __bool__(self) -> bool:
        """Whether anything is another for anybody."""
        return bool(self.changes or self.kitchens or self.carriers)

    def counts(self) -> dict[str, object]:
        """Kind → {added, removed, changed}."""
        counts: dict[str, dict[str, int]] = {kind: {"added": 0, "removed": 0, "changed": 0} for kind in KINDS}
        for change in self.changes:
            counts[change.kind][change.what] += 1
        return dict(counts)

    def totals(self) -> dict[str, int]:
        """How many of each kind are another."""
        return dict(Counter(change.kind for change in self.changes))


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody was, or will be, told; `facts` are what may change about it."""

    elder: int | None
    staff: frozenset[int]
    day: date
    facts: Facts


Promises = dict[str, Promise]
About = Mapping[str, int | None]
"""When people expect a meal, by what it is called among changes."""


async def difference_from(before: Publication | None, draft: Draft) -> Difference:
    """The draft against the publication in force, or against nothing."""
    old_meals = await Meal.filter(publication_id=before.id) if before else []
    new_meals = await DraftMeal.filter(draft_id=draft.id)
    waves = await all_waves()
    told = {meal_key(row): waves.about(row) for row in old_meals}
    now = {meal_key(row): waves.about(row) for row in new_meals} | _served(old_meals, new_meals, told, draft.week)
    old = await _published(before, old_meals, told) if before else {kind: {} for kind in KINDS}
    new = await _drafted(draft, new_meals, now)
    boxes = boxes_changed(old_meals, new_meals)
    return Difference(
        [change for kind in KINDS for change in _changes(kind, old[kind], new[kind])],
        await sheets_changed(boxes),
        rounds_changed(boxes, old_meals, new_meals),
    )


async def differing(one: Draft, other: Draft) -> dict[str, int]:
    """How many promises of each kind are another in either draft, whatever people were told."""
    old, new = [await _planned(draft) for draft in (one, other)]
    return dict(Counter(change.kind for kind in KINDS for change in _changes(kind, old[kind], new[kind])))


async def _planned(draft: Draft) -> dict[str, Promises]:
    meals, waves = await DraftMeal.filter(draft_id=draft.id), await all_waves()
    return await _drafted(draft, meals, {meal_key(row): waves.about(row) for row in meals})


def _changes(kind: str, old: Promises, new: Promises) -> Iterable[Change]:
    for key in sorted({**old, **new}):
        before, after = old.get(key), new.get(key)
        present = after or before
        if present is None or (before and after and _same(before.facts, after.facts)):
            continue
        yield Change(
            kind,
            key,
            present.elder,
            _whose_day(kind, before, after),
            present.day,
            *_sides(before.facts if before else None, after.facts if after else None),
        )


def _same(before: Facts, after: Facts) -> bool:
    """A meal is announced to come, and a break to begin, at about a minute."""
    for fact, about in (("arrives", ABOUT), (PAUSE, FEW_MINUTES)):
        told, now = before.get(fact), after.get(fact)
        if isinstance(told, int) and isinstance(now, int) and abs(told - now) <= about:
            before = before | {fact: now}
    return before == after


def _sides(before: Facts | None, after: Facts | None) -> tuple[Facts | None, Facts | None]:
    """Both as they are told: the pause where it moves within the same shift, since another shift has its own."""
    if before and after and _pauses_otherwise(before, after):
        return before, after
    return _without_pause(before), _without_pause(after)


def _pauses_otherwise(before: Facts, after: Facts) -> bool:
    same_shift = all(before.get(what) == after.get(what) for what in WHICH_SHIFT)
    return same_shift and not _same({PAUSE: before.get(PAUSE)}, {PAUSE: after.get(PAUSE)})


def _without_pause(side: Facts | None) -> Facts | None:
    return side and {fact: value for fact, value in side.items() if fact != PAUSE}


def _whose_day(kind: str, before: Promise | None, after: Promise | None) -> frozenset[int]:
    had, has = (promise.staff if promise else frozenset() for promise in (before, after))
    return had ^ has if kind == "meals" else had | has


async def _published(publication: Publication, meals: Iterable[Meal], about: About) -> dict[str, Promises]:
    here = {"publication_id": publication.id}
    parts = await VisitStaff.filter(visit__publication_id=publication.id).prefetch_related("visit")
    visits = [(part.visit.key, part.visit, part.staff_id) for part in parts]
    return {
        "visits": _visits(visits),
        "shifts": _shifts(await Shift.filter(**here)),
        "meals": _meals(meals, about),
        "seats": _seats(await Seat.filter(**here)),
    }


async def _drafted(draft: Draft, meals: Iterable[DraftMeal], about: About) -> dict[str, Promises]:
    here = {"draft_id": draft.id}
    visits = [(part.key, part, part.staff_id) for part in await DraftVisit.filter(**here)]
    return {
        "visits": _visits(visits),
        "shifts": _shifts(await DraftShift.filter(**here)),
        "meals": _meals(meals, about),
        "seats": _seats(await DraftSeat.filter(**here)),
    }


def _visits(parts: Iterable[tuple[str, Any, int]]) -> Promises:
    carers: dict[str, set[int]] = {}
    rows: dict[str, Any] = {}
    for key, row, staff in parts:
        carers.setdefault(key, set()).add(staff)
        rows[key] = row
    return {
        key: Promise(
            row.elder_id,
            frozenset(carers[key]),
            row.day,
            {
                "starts": row.starts,
                "ends": row.ends,
                "service": row.service_id,
                "staff": sorted(carers[key]),
                "day": row.day.isoformat(),
            },
        )
        for key, row in rows.items()
    }


def _shifts(rows: Iterable[Any]) -> Promises:
    return {
        shift_key(row.staff_id, row.day): Promise(
            None,
            frozenset({row.staff_id}),
            row.day,
            {
                **{"starts": row.starts, "ends": row.ends, PAUSE: row.break_starts},
                **{"shift_type": row.shift_type_id, "facility": row.facility_id},
            },
        )
        for row in rows
    }


def meal_key(row: Meal | DraftMeal) -> str:
    """What a meal is called among changes."""
    return f"{row.elder_id}@{row.day}/{row.meal}"


def _meals(rows: Iterable[Meal | DraftMeal], about: About) -> Promises:
    """Which meal comes, where it is eaten and about when; of one that is brought home also who brings it. Of a
    published one it is the minute that people were last told: many small steps are told as the big one they make."""
    return {
        meal_key(row): Promise(
            row.elder_id,
            frozenset(_carriers(row)),
            row.day,
            {
                **{"meal": row.meal, "serving": row.serving, "eats_at": row.eats_at_id, "kitchen": row.kitchen_id},
                **{"arrives": about[meal_key(row)]},
                **({} if row.eats_at_id else {"staff": _carriers(row)}),
            },
        )
        for row in rows
    }


def _served(old: Iterable[Meal], new: Iterable[DraftMeal], told: About, week: date) -> dict[str, int | None]:
    """Of what has begun with its own wave where it is cooked, the minute that people were told: whenever that wave is
    ready by now, it was served then."""
    moment, before = Moment.of(week), {meal_key(row): (row.kitchen_id, row.wave) for row in old}
    return {
        key: minute
        for row in new
        if row.eats_at_id and row.arrives is None and before.get(key := meal_key(row)) == (row.kitchen_id, row.wave)
        if (minute := told[key]) is not None and moment.has_begun(row.day, minute)
    }


def _carriers(row: Any) -> list[int]:
    """Who comes to an elder's door with it: boxes for a canteen are nobody's in particular."""
    return [] if row.carrier_id is None or row.eats_at_id else [row.carrier_id]


def _seats(rows: Iterable[Any]) -> Promises:
    return {
        f"{row.elder_id}@{row.day}/{row.starts}": Promise(
            row.elder_id, frozenset(), row.day, {"zone": row.zone_id, "starts": row.starts, "ends": row.ends}
        )
        for row in rows
    }
