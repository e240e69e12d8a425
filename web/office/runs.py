"""Asking for a plan, watching it being made, taking it or leaving it."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect
from tortoise.queryset import QuerySet

from eldercare import clock
from eldercare.auth import scope
from eldercare.errors import NotFound, Refused
from eldercare.planning import drafts, runs
from eldercare.planning.models import Draft, PlanningRun
from eldercare.planning.week.beside import beside_the_board, versions_of
from web.forms import form_of
from web.messages.phases import phase_name
from web.office import reading
from web.office.board import KINDS
from web.office.desk import desk
from web.pages import page, redirect
from web.paging import paged
from web.session import Asked, person

READ = {"permission": "plan.read"}
RUN = {"permission": "plan.run"}


@post("/week/plan", opt=RUN)
async def plan(request: Asked) -> Redirect:
    """Ask for a plan of a centre's week; to the one under way when there is one."""
    form = await form_of(request)
    account = person(request)
    where = await desk(account, form.text("centre"), form.text("week"))
    try:
        run = await runs.ask(where.unit, where.week, account=account, effort=runs.EFFORTS.get(form.text("effort"), 1.0))
    except Refused as refused:
        under_way = await runs.under_way(where.unit, where.week) if refused.code == "run_already_open" else None
        if under_way is None:
            raise
        return redirect(f"/runs/{under_way.id}?already=1")
    return redirect(f"/runs/{run.id}")


@get("/runs", opt=READ)
async def all_runs(request: Asked) -> Response[str]:
    found = scope.runs_seen_by(person(request)).prefetch_related("facility", "asked_by").order_by("-asked_at", "id")
    shown = await paged(request, found)
    return page(
        request,
        "office/runs.html",
        runs=shown,
        counts=await _counts(request, shown.rows),
        kinds=KINDS,
        reading=reading,
    )


@get("/runs/{run_id:uuid}", opt=READ)
async def one_run(request: Asked, run_id: FromPath[UUID]) -> Response[str]:
    run = await _run(scope.runs_seen_by(person(request)), run_id)
    over = run.state not in runs.OPEN
    began = run.started_at or run.asked_at
    return page(
        request,
        "office/run.html",
        part="office/run_state.html",
        run=run,
        over=over,
        silent=runs.is_silent(run),
        may_stop=not over and await scope.runs_of(person(request)).filter(id=run.id).exists(),
        asked_by_htmx=bool(request.headers.get("HX-Request")),
        begins=_begins(run),
        seconds=int(((run.finished_at or clock.now()) - began).total_seconds()),
        usual=None if over else await runs.usual_seconds(run),
        drafts=(drafted := await _drafts(request, run) if over else []),
        versions={draft.id: await versions_of(draft) for draft in drafted},
        beside={draft.id: await beside_the_board(draft) for draft in drafted if not draft.current},
        kinds=KINDS,
        week_name=clock.week_name(run.week),
        reading=reading,
        phase_name=phase_name,
    )


def _begins(run: PlanningRun) -> datetime | None:
    """Until when the published week had begun, where it had."""
    begins = run.result.get("begins")
    return datetime.fromisoformat(str(begins)).replace(tzinfo=clock.LOCAL) if begins else None


@post("/runs/{run_id:uuid}/cancel", opt=RUN)
async def cancel(request: Asked, run_id: FromPath[UUID]) -> Redirect:
    run = await _run(scope.runs_of(person(request)), run_id)
    try:
        await runs.cancel(run, person(request))
    except Refused as refused:
        if refused.code != "run_is_over":
            raise
    return redirect(f"/runs/{run.id}")


@post("/drafts/{draft_id:int}/use", opt=RUN)
async def use(request: Asked, draft_id: FromPath[int]) -> Redirect:
    """Put a draft on the board though the one there was found better."""
    draft = await scope.drafts_of(person(request)).get_or_none(id=draft_id).prefetch_related("unit")
    if draft is None:
        raise NotFound("not_found")
    await drafts.use(draft, person(request))
    return redirect(
        "/week?" + urlencode({"week": clock.week_name(draft.week), "centre": draft.unit.key, "used": draft.id})
    )


async def _run(within: QuerySet[PlanningRun], run_id: UUID) -> PlanningRun:
    run = await within.get_or_none(id=run_id).prefetch_related("facility", "asked_by")
    if run is None:
        raise NotFound("not_found")
    return run


async def _counts(request: Asked, rows: Sequence[PlanningRun]) -> dict[UUID, dict[str, list[int]]]:
    """Planned and needed by kind, of each run's drafts that the reader may see."""
    drafts = await scope.drafts_of(person(request)).filter(run_id__in=[run.id for run in rows])
    sums: dict[UUID, dict[str, list[int]]] = {}
    for draft in drafts:
        of_run = sums.setdefault(draft.run_id, {})
        for kind, (planned, needed) in draft.coverage.items():
            before = of_run.get(kind, [0, 0])
            of_run[kind] = [before[0] + planned, before[1] + needed]
    return sums


async def _drafts(request: Asked, run: PlanningRun) -> list[Draft]:
    """What the run left behind, centre by centre."""
    return await scope.drafts_of(person(request)).filter(run_id=run.id).prefetch_related("unit").order_by("unit__path")


routes = [plan, all_runs, one_run, cancel, use]
