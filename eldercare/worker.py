"""The worker: claims runs one after the other and plans them; publishes nothing by itself."""

import asyncio

from eldercare.planning import runs
from eldercare.planning.models import PlanningRun
from eldercare.planning.week.claimed import plan_claimed

IDLE_SECONDS = 1.0


async def work(memory_mb: int, stop: asyncio.Event) -> None:
    """Claim and plan until told to stop; a run that fails is marked and the next one is taken."""
    while not stop.is_set():
        run = await runs.claim()
        if run is None:
            try:
                await asyncio.wait_for(stop.wait(), IDLE_SECONDS)
            except TimeoutError:
                continue
        else:
            await _plan_or_hand_back(run, memory_mb, stop)


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
