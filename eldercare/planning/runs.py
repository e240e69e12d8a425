"""The life of a planning run: asked, claimed under a lease, renewed while it works, finished once.

The row is the queue and the truth. A claim is a conditional update; whoever finds nothing changed came too late.
"""

import secrets
import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tortoise.expressions import F, Q

from eldercare import clock
from eldercare.audit.trail import record
from eldercare.db import in_turn, write
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import ancestors, units
from eldercare.planning.models import PlanningRun, RunState
from eldercare.planning.moment import Moment
from eldercare.rulebook.rules import rules_on

if TYPE_CHECKING:
    from eldercare.auth.models import Account

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 3
OPEN = (RunState.ASKED.value, RunState.RUNNING.value)
HIGHEST_EFFORT = 100.0
EFFORTS = {"quick": 0.3, "standard": 1.0, "thorough": 4.0}
"""What people choose from."""


class LeaseLostError(Exception):
    """Another worker took the run over; whatever this one found is not stored."""


async def ask(
    facility: Facility,
    week: date,
    *,
    account: "Account | None" = None,
    actor: str = "",
    effort: float = 1.0,
    seconds: float | None = None,
    solvers: int = 2,
    seed: int = 0,
) -> PlanningRun:
    """Queue a run for a unit, or for every unit below the facility; one open run a week and subtree at a time.

    Refused("week_is_over") for a week that is past, Refused("nothing_left_to_plan") in its last half hour,
    Refused("week_too_far") for one that is farther ahead than is planned.
    """
    if clock.monday_of(week) != week:
        raise Refused("week_starts_on_monday", day=week.isoformat())
    if clock.is_over(week):
        raise Refused("week_is_over", week=clock.week_name(week))
    if Moment.of(week).is_past:
        raise Refused("nothing_left_to_plan", week=clock.week_name(week))
    if week > (latest := await latest_week(facility)):
        raise Refused("week_too_far", week=clock.week_name(week), latest=clock.week_name(latest))
    if not 0 < effort <= HIGHEST_EFFORT:
        raise Refused("effort_out_of_range", effort=effort, highest=HIGHEST_EFFORT)
    async with write():
        await _refuse_second(facility, week)
        run = await PlanningRun.create(
            id=uuid.uuid4(),
            week=week,
            facility=facility,
            asked_by=account,
            asked_at=clock.now(),
            effort=effort,
            seconds=seconds,
            solvers=solvers,
            seed=seed,
            state=RunState.ASKED.value,
        )
        await record(
            account or actor,
            "plan.ask",
            "planning_run",
            str(run.id),
            after={"week": week, "facility": facility.key, "effort": effort, "seed": seed},
            facility=facility,
        )
    return run


async def latest_week(facility: Facility) -> date:
    """The Monday of the last week that may be planned by now: beyond, too little is known of promises and leave."""
    today = clock.today()
    rules = await rules_on(today, facility, *await units(facility))
    return clock.monday_of(today + timedelta(days=rules.planning_ahead))


async def _refuse_second(facility: Facility, week: date) -> None:
    """One after the other for a whole tree; a run that its worker left and nobody took up makes room."""
    above = [one.id for one in await ancestors(facility)]
    await in_turn(Facility.filter(id__in=[facility.id, *above]))
    for other in await _open_beside(facility, week):
        if not is_silent(other):
            raise Refused("run_already_open", week=clock.week_name(week), **other.facility.called)
        await _give_up(other)


async def under_way(facility: Facility, week: date) -> PlanningRun | None:
    """The run that is planning a facility's week, its own or one of a facility above or below it."""
    return next((run for run in await _open_beside(facility, week) if not is_silent(run)), None)


async def _open_beside(facility: Facility, week: date) -> list[PlanningRun]:
    """Runs of the week at, above and below a facility that are not over, the oldest first."""
    rows = PlanningRun.filter(week=week, state__in=OPEN).prefetch_related("facility").order_by("asked_at", "id")
    return [
        run
        for run in await rows
        if run.facility.path.startswith(facility.path) or facility.path.startswith(run.facility.path)
    ]


async def claim(only: PlanningRun | None = None) -> PlanningRun | None:
    """The oldest run that waits, or whose worker has fallen silent; None when there is nothing to do.

    A run that has killed its workers several times is given up and says so.
    """
    now, free = clock.now(), _free()
    wanted = PlanningRun.filter(free) if only is None else PlanningRun.filter(free, id=only.id)
    for run in await wanted.order_by("asked_at").limit(5):
        if run.attempts >= MOST_ATTEMPTS:
            await _give_up(run)
            continue
        token = secrets.token_hex(16)
        claimed = await PlanningRun.filter(free, id=run.id, lease_token=run.lease_token).update(
            state=RunState.RUNNING.value,
            lease_token=token,
            lease_until=now + LEASE,
            attempts=F("attempts") + 1,
            started_at=now,
        )
        if claimed:
            return await PlanningRun.get(id=run.id).prefetch_related("facility", "asked_by")
    return None


async def renew(run: PlanningRun, phase: str, done: int, total: int, open_needs: int = 0) -> bool:
    """Keep the lease and tell how far the run is; True when somebody asked to cancel. Raises LeaseLostError."""
    held = PlanningRun.filter(id=run.id, lease_token=run.lease_token, state=RunState.RUNNING.value)
    kept = await held.update(
        lease_until=clock.now() + LEASE, phase=phase, done_parts=done, all_parts=total, open_needs=open_needs
    )
    if not kept:
        raise LeaseLostError(str(run.id))
    return await held.filter(cancel_asked_at__isnull=False).exists()


async def cancel(run: PlanningRun, who: "Account | str") -> None:
    """Ask a run to stop: one that nobody works at ends at once, another ends soon and keeps the best it has."""
    async with write():
        now = clock.now()
        left = PlanningRun.filter(_free(), id=run.id)
        ended = await left.update(
            state=RunState.CANCELLED.value, cancel_asked_at=now, finished_at=now, lease_token="", lease_until=None
        )
        if not ended:
            working = PlanningRun.filter(id=run.id, state=RunState.RUNNING.value, cancel_asked_at=None)
            if not await working.update(cancel_asked_at=now):
                raise Refused("run_is_over", week=clock.week_name(run.week))
        await record(who, "plan.cancel", "planning_run", str(run.id))


async def cancel_week(facility: Facility | None, week: date, who: "Account | str") -> list[PlanningRun]:
    """Stop every run of the week, or those at and below a facility; as they are afterwards, the oldest first.

    Refused("nothing_to_cancel") or, of a facility, ("nothing_to_cancel_at") when none is open.
    """
    here = PlanningRun.filter(week=week, state__in=OPEN, facility__path__startswith=facility.path if facility else "")
    found = await here.order_by("asked_at")
    if not found and facility:
        raise Refused("nothing_to_cancel_at", week=clock.week_name(week), **facility.called)
    if not found:
        raise Refused("nothing_to_cancel", week=clock.week_name(week))
    for run in found:
        with suppress(Refused):  # over meanwhile, or asked to stop before: as was wished
            await cancel(run, who)
    after = PlanningRun.filter(id__in=[run.id for run in found])
    return await after.order_by("asked_at").prefetch_related("facility")


async def usual_seconds(run: PlanningRun) -> float | None:
    """How long the last run of the same centre and thoroughness took from when it was taken up; None without one."""
    alike = PlanningRun.filter(facility_id=run.facility_id, effort=run.effort, seconds=run.seconds)
    last = await alike.filter(state=RunState.DONE.value, started_at__isnull=False).order_by("-finished_at").first()
    if last is None or last.started_at is None or last.finished_at is None:
        return None
    return (last.finished_at - last.started_at).total_seconds()


def is_silent(run: PlanningRun) -> bool:
    """Whether the worker that had the run has not been heard of for too long."""
    return run.state == RunState.RUNNING and run.lease_until is not None and run.lease_until < clock.now()


def _free() -> Q:
    """Nobody works at it: it waits, or its worker has fallen silent."""
    return Q(state=RunState.ASKED.value) | Q(state=RunState.RUNNING.value, lease_until__lt=clock.now())


async def still_holds(run: PlanningRun) -> None:
    """Raise LeaseLostError unless this worker still holds the run; asked in the transaction that stores a result."""
    if not await PlanningRun.filter(id=run.id, lease_token=run.lease_token, state=RunState.RUNNING.value).exists():
        raise LeaseLostError(str(run.id))


async def finish(
    run: PlanningRun, state: RunState, *, result: Mapping[str, object] | None = None, error: str = ""
) -> None:
    """End a run that this worker still holds."""
    held = PlanningRun.filter(id=run.id, lease_token=run.lease_token, state=RunState.RUNNING.value)
    ended = await held.update(
        state=state.value, finished_at=clock.now(), lease_until=None, result=result or {}, error_code=error
    )
    if not ended:
        raise LeaseLostError(str(run.id))


async def hand_back(run: PlanningRun) -> None:
    """Leave a run to the next worker, at once and without counting this attempt."""
    held = PlanningRun.filter(id=run.id, lease_token=run.lease_token, state=RunState.RUNNING.value)
    await held.update(
        state=RunState.ASKED.value, lease_token="", lease_until=None, started_at=None, attempts=F("attempts") - 1
    )


async def drop(run: PlanningRun, who: "Account | str") -> None:
    """Whoever waited for this run has gone: nobody need work on it any more."""
    async with write():
        still_open = PlanningRun.filter(id=run.id, state__in=OPEN)
        if await still_open.update(state=RunState.CANCELLED.value, finished_at=clock.now(), lease_until=None):
            await record(who, "plan.cancel", "planning_run", str(run.id))


async def _give_up(run: PlanningRun) -> None:
    await PlanningRun.filter(id=run.id, lease_token=run.lease_token, state__in=OPEN).update(
        state=RunState.FAILED.value, finished_at=clock.now(), error_code="run_kept_failing", lease_until=None
    )
