"""What is not planned, and why."""

from litestar import Response, get

from eldercare.planning import open_needs as needs
from eldercare.planning.drafts import standing
from web import messages, words
from web.forms import Form
from web.office import reading
from web.office.case import case
from web.office.desk import desk_of
from web.pages import page
from web.paging import Page, paged
from web.session import Asked

FILTERS = ("centre", "kind", "class", "rule")
CLASSES = ("1", "2", "3", "4")


@get("/open-needs", opt={"permission": "plan.read"})
async def open_needs(request: Asked) -> Response[str]:
    desk = await desk_of(request)
    state = await standing(desk.unit, desk.week)
    form = Form({name: request.query_params.get(name, "") for name in FILTERS})
    kind, rule = form.text("kind", longest=5), form.text("rule", longest=30)
    chosen = form.values["class"] if form.values["class"] in CLASSES else ""
    draft = state.origin
    tallies = await needs.open_by_rule(draft, kind) if draft else []
    return page(
        request,
        "office/open_needs.html",
        desk=desk,
        standing=state,
        form=form,
        by_kind=await needs.open_by_kind(draft) if draft else {},
        by_rule=tallies,
        rules=[(tally.rule, messages.rule_name(tally.rule)) for tally in tallies],
        kinds=words.options("promise"),
        needs=(
            await paged(
                request,
                needs.open_needs(draft, kind=kind, priority=int(chosen) if chosen else None, rule=rule),
            )
            if draft
            else Page([], 1, 1, 0)
        ),
        filtered=bool(kind or rule or chosen),
        case=case,
        reading=reading,
    )


routes = [open_needs]
