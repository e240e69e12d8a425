"""The whole demonstration: a district, its present week planned and published, its next week planned."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from eldercare import clock
from eldercare.auth.models import Account
from eldercare.demo.build import build
from eldercare.demo.scale import Counts, Scale
from eldercare.demo.state import MAKING
from eldercare.hierarchy.models import Facility, Tier
from eldercare.hierarchy.subtree import units
from eldercare.people.models import Staff
from eldercare.planning.models import Publication
from eldercare.planning.progress import Progress
from eldercare.planning.week.answer import PlanObject
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.publish import publish

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in the database now; `present` and `coming` are `plan` objects of docs/formats.md."""

    counts: Counts
    present: PlanObject
    coming: PlanObject


@dataclass(frozen=True, slots=True)
class Wish:
    """What to show: the same wish gives the same district and plans."""

    scale: Scale
    seed: int
    monday: date
    shortage: bool
    solvers: int
    memory_mb: int
    password: str
    again: bool = False
    """Even where people have changed the demo that is there."""


Tell = Callable[[str, int, int], None]
"""Phase, parts done, parts in all."""


async def show(wish: Wish, tell: Tell) -> Shown:
    """Make the demonstration in the connected database, which must be empty or a demo that may be replaced."""

    def written(table: str, done: int, total: int) -> None:
        del table
        tell("writing", done, total)

    counts = await build(wish.scale, wish.seed, wish.monday, wish.password, wish.shortage, written, again=wish.again)
    with _in_time_for(wish.monday):
        present = await _planned(wish, wish.monday, tell)
    with _in_time_for(wish.monday):  # asked again: midnight may have passed meanwhile
        await _published(wish.monday)
    await _on_duty("carrier")
    coming = await _planned(wish, wish.monday + WEEK, tell)
    return Shown(counts, present, coming)


@contextmanager
def _in_time_for(monday: date) -> Iterator[None]:
    """Late on a Sunday nothing of the week can be planned any more: it is shown as it was planned an hour before."""
    end = datetime.combine(monday + WEEK, time(), clock.LOCAL)
    with clock.set_to(end - HOUR) if clock.now() > end - HOUR else nullcontext():
        yield


async def _on_duty(login: str) -> None:
    """Whoever signs in so finds a day of work: the account becomes that of a colleague who is on duty today."""
    account = await Account.get_or_none(login=login).prefetch_related("staff")
    if account is None or account.staff is None:
        return
    today = {"shifts__day": clock.today(), "shifts__publication__replaced_at": None}
    peers = Staff.filter(facility_id=account.staff.facility_id, job=account.staff.job)
    found = await peers.filter(**today).order_by("key")
    if found and account.staff not in found:
        await Account.filter(id=account.id).update(staff_id=found[0].id, display_name=found[0].name)


async def _planned(wish: Wish, monday: date, tell: Tell) -> PlanObject:
    """The plan of the first district; a city's further districts are planned after it."""

    def listen(now: Progress) -> None:
        tell(now.phase, now.done, now.total)

    how = {"memory_mb": wish.memory_mb, "solvers": wish.solvers, "seed": wish.seed}
    roots = await Facility.filter(tier=Tier.INSTITUTION.value).order_by("path")
    plans = [await plan_now(root, monday, actor=MAKING, **how, listen=listen) for root in roots]
    return plans[0]


async def _published(monday: date) -> None:
    """A unit that depends on another is published together with it."""
    for unit in await units():
        if not await Publication.filter(unit_id=unit.id, week=monday).exists():
            await publish(unit, monday, who=MAKING)
