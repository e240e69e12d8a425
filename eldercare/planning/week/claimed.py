"""A claimed run, planned to its end whatever happens: its row says how it went."""

import logging
from collections.abc import Callable

from eldercare.errors import Refused
from eldercare.planning import runs
from eldercare.planning.models import PlanningRun, RunState
from eldercare.planning.progress import Progress
from eldercare.planning.week.answer import Answer
from eldercare.planning.week.run import plan

log = logging.getLogger(__name__)


async def plan_claimed(
    run: PlanningRun, memory_mb: int, listen: Callable[[Progress], None] | None = None
) -> Answer | None:
    """Plan one claimed run; None when it failed or was taken over, and the row says why."""
    try:
        return await plan(run, memory_mb=memory_mb, listen=listen)
    except runs.LeaseLostError:
        log.warning("run %s was taken over by another worker", run.id)
    except Refused as refused:  # whoever asked is told by the row
        await _failed(run, refused.code, dict(refused.facts))
    except Exception:  # whatever a run dies of, its row must say so and the next run must be taken up
        log.exception("run %s failed", run.id)
        await _failed(run, "internal", {})
    return None


async def _failed(run: PlanningRun, code: str, facts: dict[str, object]) -> None:
    try:
        await runs.finish(run, RunState.FAILED, result={"facts": facts}, error=code)
    except runs.LeaseLostError:
        log.warning("run %s was taken over by another worker", run.id)
