"""Publishing: a draft becomes the plan that people walk by, in one transaction, and everybody concerned is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from eldercare import clock
from eldercare.audit.trail import record
from eldercare.care.models import CareTask
from eldercare.daycare.models import Seat
from eldercare.db import in_turn, write
from eldercare.errors import Refused, Stale
from eldercare.hierarchy.models import Facility
from eldercare.meals.models import Meal
from eldercare.notify.models import OutboxMessage
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.difference import Difference, difference_from
from eldercare.planning.week.linked import planned_together, published_together
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit
from eldercare.planning.week.notices import notices
from eldercare.planning.week.outdated import refuse_outdated
from eldercare.planning.week.overtaken import refuse_overtaken
from eldercare.planning.week.promises import meal_key
from eldercare.planning.week.superseded import refuse_superseded
from eldercare.planning.week.waves import all_waves
from eldercare.shifts.models import Shift
from eldercare.visits.models import Visit, VisitStaff

if TYPE_CHECKING:
    from eldercare.auth.models import Account

BATCH = 500


async def publish(
    unit: Facility, week: date, *, who: "Account | str", draft_id: int | None = None
) -> list[Publication]:
    """Publish the current draft of a unit's week, and with it those that it holds only together with: its own is the
    first; `draft_id` is the one the publisher looked at.

    Refused("week_is_over") for a week that has passed, Refused("nothing_to_publish") without a draft;
    Stale when somebody was faster: "already_published" when it is in force already, "draft_replaced" when another
    version is and nothing waits, "draft_changed" when another draft waits; Refused("draft_without_people") when it has
    shifts ahead of people who are not there for them since it was made, Refused("draft_breaks_rules") when
    somebody may not take what it gives her any more, Refused("draft_promised_otherwise") when promises were changed,
    Refused("draft_crowded") when kitchens or zones have less room by now, Refused("draft_overtaken") when it changes
    what has begun since it was planned, Refused("draft_superseded") when a version was published since its facts were
    read, Refused("draft_linked") when a unit it is linked with has another plan by now.
    """
    if clock.is_over(week):
        raise Refused("week_is_over", week=clock.week_name(week))
    async with write():
        linked = [one.id for one in await planned_together([unit], week)]
        await in_turn(Facility.filter(id__in=linked))
        draft = await _draft(unit, week, await _in_force(unit, week), draft_id)
        together = await published_together(draft)
        if not {one.unit_id for one in together} <= set(linked):
            raise Stale("draft_changed", week=clock.week_name(week), **unit.called)
        ready = [await _ready(one) for one in sorted(together, key=lambda one: one.id != draft.id)]
        return [await _publish(one, who) for one in ready]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A draft that nothing stops, with what it takes the place of."""

    unit: Facility
    draft: Draft
    before: Publication | None
    difference: Difference


async def _ready(draft: Draft) -> _Ready:
    unit = await draft.unit
    before = await _in_force(unit, draft.week)
    await refuse_outdated(unit, draft.week)
    difference = await difference_from(before, draft)
    if before is not None:
        await refuse_overtaken(unit, draft, difference)
        await refuse_superseded(unit, draft, before)
    return _Ready(unit, draft, before, difference)


async def _publish(ready: _Ready, who: "Account | str") -> Publication:
    unit, draft, before, difference = ready.unit, ready.draft, ready.before, ready.difference
    told = await _told_meals(before, difference) if before else {}
    publication = await _replace(unit, draft.week, draft, before, difference, who)
    await _copy(publication, draft, told)
    messages = await notices(draft.week, publication.number, difference, publication)
    await OutboxMessage.bulk_create(messages, batch_size=BATCH)
    await record(
        who,
        "plan.publish",
        "publication",
        f"{unit.key}/{clock.week_name(draft.week)}/{publication.number}",
        after={"number": publication.number, "draft": draft.id, "difference": difference.counts()},
        facility=unit,
    )
    return publication


async def _in_force(unit: Facility, week: date) -> Publication | None:
    return await Publication.get_or_none(unit_id=unit.id, week=week, replaced_at=None)


async def _draft(unit: Facility, week: date, before: Publication | None, draft_id: int | None) -> Draft:
    """The draft that waits, if it is the one looked at."""
    facts = {"week": clock.week_name(week), **unit.called}
    draft = await Draft.get_or_none(unit_id=unit.id, week=week, current=True)
    if draft is None:
        raise Refused("nothing_to_publish", **facts)
    if before is not None and before.draft_id == draft.id:
        known = draft_id in (None, draft.id)
        raise Stale("already_published" if known else "draft_replaced", number=before.number, **facts)
    if draft_id not in (None, draft.id):
        raise Stale("draft_changed", **facts)
    return draft


async def _replace(
    unit: Facility, week: date, draft: Draft, before: Publication | None, difference: Difference, who: "Account | str"
) -> Publication:
    """A new version in force; the rows of the one before make room."""
    if before is not None:
        replaced = Publication.filter(id=before.id, replaced_at=None)
        if not await replaced.update(replaced_at=clock.now()):
            raise Stale("draft_changed", week=clock.week_name(week), **unit.called)
        for rows in (Visit, Shift, Meal, Seat):
            await rows.filter(publication_id=before.id).delete()
    return await Publication.create(
        unit=unit,
        week=week,
        number=1 if before is None else before.number + 1,
        draft=draft,
        published_by=None if isinstance(who, str) else who,
        published_at=clock.now(),
        difference=difference.counts(),
    )


async def _told_meals(before: Publication, difference: Difference) -> dict[str, int | None]:
    """By meal when people expect it, where this version tells them nothing else."""
    retold = {change.key for change in difference.changes if change.kind == "meals" and change.at_the_door}
    rows, waves = await Meal.filter(publication_id=before.id), await all_waves()
    return {meal_key(row): waves.about(row) for row in rows if meal_key(row) not in retold}


async def _copy(publication: Publication, draft: Draft, told: Mapping[str, int | None]) -> None:
    await _copy_visits(publication, draft)
    shifts = await DraftShift.filter(draft_id=draft.id).order_by("id")
    await Shift.bulk_create(
        [Shift(publication=publication, **_columns(row, SHIFT)) for row in shifts], batch_size=BATCH
    )
    meals, waves = await DraftMeal.filter(draft_id=draft.id).order_by("id"), await all_waves()
    await Meal.bulk_create(
        [
            Meal(publication=publication, **_columns(row, MEAL), told_at=told.get(meal_key(row), waves.about(row)))
            for row in meals
        ],
        batch_size=BATCH,
    )
    seats = await DraftSeat.filter(draft_id=draft.id).order_by("id")
    await Seat.bulk_create([Seat(publication=publication, **_columns(row, SEAT)) for row in seats], batch_size=BATCH)


async def _copy_visits(publication: Publication, draft: Draft) -> None:
    """One visit for each key, one part for each of its carers."""
    parts = await DraftVisit.filter(draft_id=draft.id).order_by("id")
    first = {part.key: part for part in reversed(parts)}
    told = await _told(first)
    visits = [
        Visit(publication=publication, **_columns(part, VISIT), **told.get(key, {})) for key, part in first.items()
    ]
    await Visit.bulk_create(visits, batch_size=BATCH)
    ids = dict(await Visit.filter(publication_id=publication.id).values_list("key", "id"))
    await VisitStaff.bulk_create(
        [
            VisitStaff(
                visit_id=ids[part.key],
                staff_id=part.staff_id,
                day=part.day,
                stop=part.stop,
                travel_minutes=part.travel_minutes,
            )
            for part in parts
        ],
        batch_size=BATCH,
    )


async def _told(keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """What the care plan says of a visit now, kept as it was announced: the reason of a fixed time, a note."""
    task_of = {key: key.rpartition("@")[0] for key in keys}
    tasks = {task.key: task for task in await CareTask.filter(key__in=sorted(set(task_of.values())))}
    return {
        key: {"fixed_reason": tasks[task].fixed_reason, "note": tasks[task].note}
        for key, task in task_of.items()
        if task in tasks
    }


VISIT = ("key", "elder_id", "service_id", "day", "starts", "ends")
SHIFT = (
    *("staff_id", "facility_id", "shift_type_id", "day"),
    *("starts", "ends", "break_minutes", "break_starts", "demand_key"),
)
MEAL = (
    *("elder_id", "day", "meal", "wave", "serving", "eats_at_id", "kitchen_id"),
    *("carrier_id", "vehicle_id", "trip", "stop", "arrives", "travel_minutes"),
)
SEAT = ("elder_id", "zone_id", "day", "starts", "ends")


def _columns(row: DraftVisit | DraftShift | DraftMeal | DraftSeat, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}
