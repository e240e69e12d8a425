"""Planning a week at once, for a caller who waits: the run is asked for, claimed here and followed to its end."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import cast

from tortoise.exceptions import DoesNotExist, ValidationError

from eldercare import clock
from eldercare.errors import NotFound, Refused
from eldercare.hierarchy.models import Facility, Tier
from eldercare.hierarchy.subtree import unit_of, units
from eldercare.planning import runs
from eldercare.planning.models import PlanningRun, RunState
from eldercare.planning.week.answer import Answer, OpenNeed, PlanObject, Refusal
from eldercare.planning.week.claimed import plan_claimed
from eldercare.planning.week.models import NotPlanned
from solver.budget import Progress

FOLLOW_SECONDS = 0.5
FULFILLED = {RunState.DONE, RunState.CANCELLED}


async def plan_now(
    facility: Facility,
    week: date,
    *,
    memory_mb: int,
    actor: str = "terminal",
    effort: float = 1.0,
    seconds: float | None = None,
    solvers: int = 2,
    seed: int = 0,
    listen: Callable[[Progress], None] = lambda _: None,
) -> PlanObject:
    """Refused with the run's own reason when it failed."""
    run = await runs.ask(facility, week, actor=actor, effort=effort, seconds=seconds, solvers=solvers, seed=seed)
    try:
        claimed = await runs.claim(run)
        if claimed is not None:
            await plan_claimed(claimed, memory_mb, listen)
        return await plan_object(await _ended(run, listen))
    except asyncio.CancelledError:
        await runs.drop(run, actor)
        raise


async def plan_object(run: PlanningRun) -> PlanObject:
    """A finished run's result with the whole list of what is not planned, the most urgent first.

    Refused("run_stopped") for one that was stopped before there was a plan, or with the reason why it failed.
    """
    if run.state == RunState.CANCELLED and not run.result:
        raise Refused("run_stopped", week=clock.week_name(run.week))
    if run.state not in FULFILLED:
        raise Refused(run.error_code or "run_kept_failing", **cast(Refusal, run.result).get("facts", {}))
    rows = NotPlanned.filter(draft__run_id=run.id).order_by("priority_class", "kind", "key")
    columns = await rows.values("kind", "key", "priority_class", "rule", "facts")
    not_planned: list[OpenNeed] = [
        {
            "kind": row["kind"],
            "key": row["key"],
            "priority": row["priority_class"],
            "rule": row["rule"],
            "facts": row["facts"],
        }
        for row in columns
    ]
    return {**cast(Answer, run.result), "state": run.state, "not_planned": not_planned}


async def root_or(key: str | None) -> Facility:
    """The facility of this key, or the top of the tree without one."""
    if key is not None:
        return await _called(key)
    found = await Facility.filter(tier=Tier.INSTITUTION.value).first()
    if found is None:
        raise Refused("district_empty")
    return found


async def planned_at(key: str | None) -> Facility:
    """`root_or`; Refused("signs_no_plan") for a facility that a centre above it plans for."""
    place = await root_or(key)
    if not await units(place).exists():
        centre = await unit_of(place)
        raise Refused("signs_no_plan", **place.called, centre=centre.name, centre_en=centre.name_en, key=centre.key)
    return place


async def _called(key: str) -> Facility:
    """A key longer than any can be is one that nothing has."""
    try:
        return await Facility.get(key=key)
    except (DoesNotExist, ValidationError) as error:
        raise NotFound("facility_unknown", key=key) from error


async def _ended(run: PlanningRun, listen: Callable[[Progress], None]) -> PlanningRun:
    """The run once it is over, whoever works on it."""
    while True:
        now = await PlanningRun.get(id=run.id)
        if now.state not in runs.OPEN:
            return now
        listen(Progress(now.phase, now.done_parts, now.all_parts))
        await asyncio.sleep(FOLLOW_SECONDS)
