"""A claimed run, planned to its end whatever happens: its row says how it went."""

import logging
from collections.abc import Callable, Mapping

from eldercare.errors import Refused
from eldercare.planning import runs
from eldercare.planning.models import PlanningRun, RunState
from eldercare.planning.progress import Progress
from eldercare.planning.week.answer import Answer
from eldercare.planning.week.run import plan
from solver.fanout import SolveStoppedError

log = logging.getLogger(__name__)


async def plan_claimed(
    run: PlanningRun, memory_mb: int, listen: Callable[[Progress], None] | None = None
) -> Answer | None:
    """Plan one claimed run; None when it was stopped too early, failed or was taken over, and the row says why."""
    try:
        return await plan(run, memory_mb=memory_mb, listen=listen)
    except runs.LeaseLostError:
        log.warning("run %s was taken over by another worker", run.id)
    except SolveStoppedError:
        await _ended(run, RunState.CANCELLED)
    except Refused as refused:  # whoever asked is told by the row
        await _ended(run, RunState.FAILED, refused.code, {"facts": dict(refused.facts)})
    except Exception:  # whatever a run dies of, its row must say so and the next run must be taken up
        log.exception("run %s failed", run.id)
        await _ended(run, RunState.FAILED, "internal", {"facts": {}})
    return None


async def _ended(run: PlanningRun, state: RunState, code: str = "", result: Mapping[str, object] | None = None) -> None:
    """Without a plan."""
    try:
        await runs.finish(run, state, result=result, error=code)
    except runs.LeaseLostError:
        log.warning("run %s was taken over by another worker", run.id)
