"""What publishing would change, publishing it, and what was published before."""

from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.response import Redirect

from eldercare import clock
from eldercare.auth import scope
from eldercare.errors import Refused
from eldercare.notify.calls import left_to_call
from eldercare.planning.changes import Changes, Group, changes_of
from eldercare.planning.drafts import discard, standing
from eldercare.planning.week.broken import cases_of
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.publish import publish as publish_week
from web import messages
from web.errors import UNAVAILABLE
from web.forms import form_of
from web.namesakes import names_of
from web.office import reading
from web.office.altered import altered_of
from web.office.board import KINDS, pausing
from web.office.crowded import crowded_places
from web.office.desk import Desk, desk, desk_of
from web.office.partners import partners_of
from web.office.told import others, told
from web.pages import page, redirect
from web.paging import paged, paged_list
from web.session import Asked, person

READ = {"permission": "plan.read"}
GROUPS_A_PAGE = 40
LOOK_AGAIN = {
    *("already_published", "draft_replaced", "draft_changed", "nothing_to_publish"),
    *("draft_without_people", "draft_breaks_rules", "draft_promised_otherwise", "draft_crowded", "draft_overtaken"),
    *("draft_superseded", "draft_linked"),
}
"""Refusals after which the page shows what there is now, and why nothing was published."""


@get("/week/publish", opt=READ)
async def changes(request: Asked) -> Response[str]:
    return await _shown(request, await desk_of(request))


@post("/week/publish", opt={"permission": "plan.publish"})
async def publish(request: Asked) -> Response[str] | Redirect:
    """Publish the draft that the page showed; another one on the board means: look again."""
    where, looked_at = await _looked_at(request)
    try:
        await publish_week(where.unit, where.week, who=person(request), draft_id=looked_at)
    except Refused as refused:
        if refused.code not in LOOK_AGAIN:
            raise
        return await _shown(request, where, refusal=messages.words(refused), status=409)
    return redirect("/week?" + urlencode({**where.query, "published": 1}))


@post("/week/discard", opt={"permission": "plan.run"})
async def throw_away(request: Asked) -> Response[str] | Redirect:
    """Take the draft that the page showed off the board; another one there means: look again."""
    where, looked_at = await _looked_at(request)
    try:
        await discard(where.unit, where.week, by=person(request), draft_id=looked_at)
    except Refused as refused:
        if refused.code in UNAVAILABLE:
            raise
        return await _shown(request, where, refusal=messages.words(refused), status=409)
    return redirect("/week?" + urlencode({**where.query, "discarded": 1}))


@get("/publications", opt=READ)
async def publications(request: Asked) -> Response[str]:
    rows = scope.publications_of(person(request)).prefetch_related("unit", "published_by")
    shown = await paged(request, rows.order_by("-published_at", "-id"))
    to_call = await left_to_call([one.id for one in shown.rows if not clock.is_over(one.week)])
    return page(request, "office/publications.html", publications=shown, to_call=to_call)


async def _looked_at(request: Asked) -> tuple[Desk, int]:
    """The desk, and the draft that its page showed; 0 is none."""
    form = await form_of(request)
    where = await desk(person(request), form.text("centre"), form.text("week"))
    return where, form.number("draft_id", 1, 999_999_999) or 0


async def _shown(request: Asked, where: Desk, refusal: str = "", status: int = 200) -> Response[str]:
    state = await standing(where.unit, where.week)
    found = await changes_of(state)
    conflicts = await conflicts_of(state)
    by = "elders" if request.query_params.get("by") == "elders" else "staff"
    return page(
        request,
        "office/publish.html",
        desk=where,
        standing=state,
        changes=found,
        conflicts=conflicts,
        cases=cases_of(conflicts.broken),
        pausing=await pausing(conflicts),
        altered=await altered_of(conflicts),
        crowded=crowded_places(conflicts),
        by=by,
        groups=paged_list(request, _groups(found, by), GROUPS_A_PAGE),
        named=await names_of(where.unit),
        told=told,
        others=others,
        kinds=KINDS,
        reading=reading,
        partners=await partners_of(state.unpublished),
        refusal=refusal,
        status=status,
    )


def _groups(found: Changes | None, by: str) -> tuple[Group, ...]:
    if found is None:
        return ()
    return found.elders if by == "elders" else found.staff


routes = [changes, publish, throw_away, publications]
