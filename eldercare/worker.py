"""The worker: claims runs one after the other and plans them; publishes nothing by itself."""

import asyncio

from eldercare.planning import runs
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
            await plan_claimed(run, memory_mb)
