"""How much a published week changes when little has happened: `python -m tests.replanned --scale street --seeds 1 2 3`.

An invented street is planned and published; then one thing happens, and the week is planned again by another seed.
"""

import argparse
import asyncio
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from eldercare import clock, db
from eldercare.demo.build import build
from eldercare.demo.scale import Scale
from eldercare.hierarchy.models import Facility
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.answer import PlanObject
from eldercare.planning.week.difference import Change, Difference, difference_from
from eldercare.planning.week.now import plan_now, root_or
from eldercare.planning.week.promises import PAUSE
from eldercare.planning.week.publish import publish
from eldercare.visits.models import Visit
from solver.visits.problem import HOUR
from tests.happenings import EVENTS, MONDAY

THE_DAY_BEFORE = datetime(2026, 11, 22, 4, tzinfo=UTC)


@dataclass
class Changed:
    """What people would be told anew; `asked` are the visits that cannot stay or are new, `open` those not planned.

    `far` are the visits that start an hour or more from when they did, `furthest` is the most minutes of one.
    """

    published: int
    asked: int
    visits: int = 0
    carers: int = 0
    starts: int = 0
    far: int = 0
    furthest: int = 0
    came_and_went: int = 0
    by_day: dict[int, int] = field(default_factory=dict)
    shifts: int = 0
    breaks: int = 0
    """Shifts of which only the break is at another time."""
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
    moved = [_minutes_moved(change) for change in visits]
    kinds = Counter("breaks" if only_pauses(change) else change.kind for change in difference.changes)
    return Changed(
        published,
        asked,
        visits=len(visits),
        carers=sum(_differs(change, "staff") for change in visits),
        starts=sum(minutes > 0 for minutes in moved),
        far=sum(minutes >= HOUR for minutes in moved),
        furthest=max(moved, default=0),
        came_and_went=sum(change.what != "changed" for change in visits),
        by_day=dict(sorted(Counter((change.day - MONDAY).days for change in visits).items())),
        shifts=kinds["shifts"],
        breaks=kinds["breaks"],
        meals=kinds["meals"],
        meal_carriers=sum(_differs(change, "staff") for change in meals),
        meal_minutes=sum(_differs(change, "arrives") and change.at_the_door for change in meals),
        seats=kinds["seats"],
    )


def _differs(change: Change, fact: str) -> bool:
    return bool(change.before and change.after and change.before.get(fact) != change.after.get(fact))


def only_pauses(change: Change) -> bool:
    """Whether a shift is the same but for when its break begins."""
    sides = (change.before, change.after)
    return _differs(change, PAUSE) and not any(
        _differs(change, fact) for side in sides for fact in side or {} if fact != PAUSE
    )


def _minutes_moved(change: Change) -> int:
    """Between the two starts of a visit that is in both plans."""
    before, after = (str((facts or {}).get("starts", "0")) for facts in (change.before, change.after))
    return abs(int(after) - int(before)) if change.what == "changed" else 0


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
