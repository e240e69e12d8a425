"""What publishing a draft changes for people: added, removed and changed promises, one by one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from eldercare.meals.models import Meal
from eldercare.planning.models import Draft, Publication
from eldercare.planning.moment import Moment
from eldercare.planning.week.models import DraftMeal
from eldercare.planning.week.promises import (
    PAUSE,
    About,
    Facts,
    Promise,
    Promises,
    drafted_promises,
    meal_key,
    published_promises,
)
from eldercare.planning.week.sheets import (
    FEW_MINUTES,
    RoundChange,
    SheetsChange,
    boxes_changed,
    rounds_changed,
    sheets_changed,
)
from eldercare.planning.week.waves import all_waves
from solver.meals.problem import ABOUT

KINDS = ("visits", "shifts", "meals", "seats")
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


async def difference_from(before: Publication | None, draft: Draft) -> Difference:
    """The draft against the publication in force, or against nothing."""
    old_meals = await Meal.filter(publication_id=before.id) if before else []
    new_meals = await DraftMeal.filter(draft_id=draft.id)
    waves = await all_waves()
    told = {meal_key(row): waves.about(row) for row in old_meals}
    now = {meal_key(row): waves.about(row) for row in new_meals} | _served(old_meals, new_meals, told, draft.week)
    old = await published_promises(before, old_meals, told) if before else {kind: {} for kind in KINDS}
    new = await drafted_promises(draft, new_meals, now)
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
    return await drafted_promises(draft, meals, {meal_key(row): waves.about(row) for row in meals})


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
