"""How much a published week changes when little has happened: `python -m tests.replanned --scale street --seeds 1 2 3`.

An invented street is planned and published; then one thing happens, and the week is planned again by another seed.
"""

import argparse
import asyncio
import json
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from eldercare import clock, db
from eldercare.care.models import CarePlan, CareTask, Hold, HoldKind
from eldercare.demo.build import build
from eldercare.demo.scale import Scale
from eldercare.hierarchy.models import Facility
from eldercare.meals.models import Meal, MealKind, MealSubscription, Serving
from eldercare.people.models import Elder, Leave
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.answer import PlanObject
from eldercare.planning.week.difference import Change, Difference, difference_from
from eldercare.planning.week.now import plan_now, root_or
from eldercare.planning.week.publish import publish
from eldercare.visits.models import Visit, VisitStaff

MONDAY = date(2026, 11, 23)
THE_DAY_BEFORE = datetime(2026, 11, 22, 4, tzinfo=UTC)
EVERY_DAY = 0b1111111
SUNDAY = MONDAY + timedelta(days=6)


@dataclass
class Changed:
    """What people would be told anew; `asked` are the visits that cannot stay or are new, `open` those not planned."""

    published: int
    asked: int
    visits: int = 0
    carers: int = 0
    starts: int = 0
    came_and_went: int = 0
    by_day: dict[int, int] = field(default_factory=dict)
    shifts: int = 0
    meals: int = 0
    meal_carriers: int = 0
    meal_minutes: int = 0
    seats: int = 0
    open_before: dict[str, int] = field(default_factory=dict)
    open_now: dict[str, int] = field(default_factory=dict)

    @property
    def beyond(self) -> int:
        """Changed visits that nothing asked for."""
        return self.visits - self.asked


def changed(difference: Difference, published: int, asked: int) -> Changed:
    """The difference in figures."""
    visits = [change for change in difference.changes if change.kind == "visits"]
    meals = [change for change in difference.changes if change.kind == "meals"]
    kinds = Counter(change.kind for change in difference.changes)
    return Changed(
        published,
        asked,
        visits=len(visits),
        carers=sum(_differs(change, "staff") for change in visits),
        starts=sum(_differs(change, "starts") for change in visits),
        came_and_went=sum(change.what != "changed" for change in visits),
        by_day=dict(sorted(Counter((change.day - MONDAY).days for change in visits).items())),
        shifts=kinds["shifts"],
        meals=kinds["meals"],
        meal_carriers=sum(_differs(change, "staff") for change in meals),
        meal_minutes=sum(_differs(change, "arrives") and change.at_the_door for change in meals),
        seats=kinds["seats"],
    )


def _differs(change: Change, fact: str) -> bool:
    return bool(change.before and change.after and change.before.get(fact) != change.after.get(fact))


async def settle(scale: Scale, seed: int) -> Facility:
    """A street centre of an invented district whose week is planned and published."""
    await build(scale, seed, MONDAY, "a calm sentence by the river")
    await planned(0)
    centre = await Facility.filter(tier="street_center").order_by("key").first()
    assert centre is not None
    await publish(centre, MONDAY, who="terminal")
    return centre


async def planned(seed: int) -> PlanObject:
    with clock.held(THE_DAY_BEFORE):
        plan = await plan_now(await root_or(None), MONDAY, memory_mb=1024, seed=seed)
    assert plan["hard_violations"] == 0
    return plan


async def replanned(centre: Facility, asked: int, seed: int = 1) -> Changed:
    """Plan once more and count."""
    told = await Publication.get(unit_id=centre.id, week=MONDAY, replaced_at=None)
    await planned(seed)
    draft = await Draft.filter(unit_id=centre.id).order_by("-id").first()
    assert draft is not None
    found = changed(await difference_from(told, draft), await Visit.filter(publication_id=told.id).count(), asked)
    found.open_before = _left((await Draft.get(id=told.draft_id)).coverage)
    found.open_now = _left(draft.coverage)
    return found


def _left(coverage: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    return {kind: needed - planned for kind, (planned, needed) in coverage.items()}


async def leave(centre: Facility) -> int:
    """The carer with the most visits on Monday and Tuesday is ill on both; how many those are."""
    hers = Counter(
        await VisitStaff.filter(
            visit__publication__unit_id=centre.id, day__gte=MONDAY, day__lte=MONDAY + timedelta(days=1)
        )
        .order_by("staff__key")
        .values_list("staff_id", flat=True)
    )
    staff, visits = hers.most_common(1)[0]
    await Leave.create(key="l-ill", staff_id=staff, kind="sick", first_day=MONDAY, last_day=MONDAY + timedelta(days=1))
    return visits


async def hold(centre: Facility) -> int:
    """The elder with the most visits from Wednesday on is in hospital from that day; how many those are."""
    wednesday = MONDAY + timedelta(days=2)
    hers = Counter(
        await Visit.filter(publication__unit_id=centre.id, day__gte=wednesday)
        .order_by("elder__key")
        .values_list("elder_id", flat=True)
    )
    elder, visits = hers.most_common(1)[0]
    await Hold.create(elder_id=elder, kind=HoldKind.HOSPITAL.value, first_day=wednesday, last_day=SUNDAY)
    return visits


async def joins(centre: Facility) -> int:
    """Somebody moves in beside the first elder who has several tasks, and is promised the same; how many visits."""
    visited = await Visit.filter(publication__unit_id=centre.id).values_list("elder_id", flat=True)
    tasks = Counter(
        await CareTask.filter(plan__elder_id__in=set(visited), service__at_home=True)
        .order_by("plan__elder__key")
        .values_list("plan__elder_id", flat=True)
    )
    elder = await Elder.get(id=tasks.most_common(1)[0][0])
    new = await Elder.create(**_copied(elder, key="newcomer", name="Newcomer"))
    plan = await CarePlan.create(key="newcomer", elder=new, starts_on=MONDAY)
    visits = 0
    for task in await CareTask.filter(plan__elder_id=elder.id).order_by("id"):
        await CareTask.create(**_copied(task, key=f"newcomer-{task.id}", plan_id=plan.id, after_task_id=None))
        visits += task.times_a_week or task.weekdays.bit_count()
    return visits


async def no_meals(centre: Facility) -> int:
    """The first of the elders to whom most meals are brought is in hospital from Wednesday; her visits from then."""
    wednesday = MONDAY + timedelta(days=2)
    hers = Counter(
        await Meal.filter(publication__unit_id=centre.id, carrier_id__isnull=False, eats_at_id__isnull=True)
        .order_by("elder__key")
        .values_list("elder_id", flat=True)
    )
    elder = hers.most_common(1)[0][0]
    await Hold.create(elder_id=elder, kind=HoldKind.HOSPITAL.value, first_day=wednesday, last_day=SUNDAY)
    return await Visit.filter(publication__unit_id=centre.id, elder_id=elder, day__gte=wednesday).count()


async def more_meals(centre: Facility) -> int:
    """Somebody moves in beside the elder who is brought most meals, and has lunch and dinner brought every day."""
    brought = await Meal.filter(publication__unit_id=centre.id, carrier_id__isnull=False, eats_at_id__isnull=True)
    hers = Counter(sorted(meal.elder_id for meal in brought))
    elder = await Elder.get(id=hers.most_common(1)[0][0])
    new = await Elder.create(**_copied(elder, key="newcomer", name="Newcomer"))
    for meal in MealKind:
        await MealSubscription.create(
            **{"key": f"newcomer-{meal}", "elder": new, "meal": meal.value, "weekdays": EVERY_DAY},
            **{"serving": Serving.DELIVERED.value, "starts_on": MONDAY},
        )
    return 0


async def carrier(centre: Facility) -> int:
    """Who carries most meals on Monday is ill on Monday and Tuesday; no visit changes by it."""
    hers = Counter(
        await Meal.filter(publication__unit_id=centre.id, carrier_id__isnull=False, day=MONDAY)
        .order_by("carrier__key")
        .values_list("carrier_id", flat=True)
    )
    staff = hers.most_common(1)[0][0]
    await Leave.create(key="l-ill", staff_id=staff, kind="sick", first_day=MONDAY, last_day=MONDAY + timedelta(days=1))
    return 0


def _copied(row: Any, **changes: object) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row._meta.db_fields if name != "id"} | changes


async def nothing(centre: Facility) -> int:
    """Another seed is all that differs."""
    del centre
    return 0


EVENTS: dict[str, Callable[[Facility], Awaitable[int]]] = {
    "leave": leave,
    "joins": joins,
    "hold": hold,
    "no_meals": no_meals,
    "more_meals": more_meals,
    "carrier": carrier,
    "nothing": nothing,
}


async def _measure(scale: Scale, seed: int, events: Iterable[str], folder: Path) -> None:
    settled = folder / f"{scale}-{seed}.sqlite3"
    if not settled.exists():
        await _settle(settled, scale, seed)
    for event in events:
        file = settled.with_suffix(f".{event}")
        file.write_bytes(settled.read_bytes())
        async with db.connected(f"sqlite://{file}"):
            centre = await Facility.filter(tier="street_center").order_by("key").first()
            assert centre is not None
            found = await replanned(centre, await EVENTS[event](centre))
        file.unlink()
        facts = {"scale": scale, "seed": seed, "event": event, "beyond": found.beyond, **asdict(found)}
        print(json.dumps(facts), flush=True)


async def _settle(file: Path, scale: Scale, seed: int) -> None:
    making = file.with_suffix(".making")
    making.unlink(missing_ok=True)
    await db.migrate(f"sqlite://{making}")
    async with db.connected(f"sqlite://{making}"):
        await settle(scale, seed)
    making.rename(file)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=Scale, default=Scale.TINY)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--events", nargs="+", choices=EVENTS, default=list(EVENTS))
    parser.add_argument("--folder", type=Path, help="where published weeks are kept, to be used again")
    asked_for = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        for number in asked_for.seeds:
            asyncio.run(_measure(asked_for.scale, number, asked_for.events, asked_for.folder or Path(passing)))
