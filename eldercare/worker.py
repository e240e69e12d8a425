"""The worker: claims runs one after the other and plans them; publishes nothing by itself."""

import asyncio
import logging
from contextlib import suppress

from eldercare.errors import Refused
from eldercare.planning import runs
from eldercare.planning.models import PlanningRun, RunState
from eldercare.planning.week.claimed import plan_claimed

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0


async def work(memory_mb: int, stop: asyncio.Event) -> None:
    """Claim and plan until told to stop; a run that fails is marked and the next one is taken.

    A database that is away is waited for: the run that was worked at is taken up again when its lease is over.
    """
    away = ""
    while not stop.is_set():
        try:
            worked, away = await _next(memory_mb, stop), ""
        except Refused as refused:
            if refused.code != away:
                log.warning("waiting for the database: %s", refused)
            worked, away = False, refused.code
        if not worked:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), IDLE_SECONDS)


async def _next(memory_mb: int, stop: asyncio.Event) -> bool:
    """Plan the next run; False when there is none."""
    run = await runs.claim()
    if run is None:
        return False
    await _plan_or_hand_back(run, memory_mb, stop)
    return True


async def _plan_or_hand_back(run: PlanningRun, memory_mb: int, stop: asyncio.Event) -> None:
    """Told to stop in the middle of it, leave the run to the next worker."""
    planning, told = asyncio.create_task(plan_claimed(run, memory_mb)), asyncio.create_task(stop.wait())
    await asyncio.wait({planning, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if not planning.done():
        planning.cancel()
    try:
        await planning
    except asyncio.CancelledError:
        await runs.hand_back(run)
        return
    ended = await PlanningRun.get_or_none(id=run.id, state=RunState.FAILED.value)
    if ended is not None:
        log.warning("run %s failed: %s", ended.id, ended.error_code)
