"""Whom a publication told, who has to be called, and that she has been."""

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.notify.calls import concerned_by, left_to_call, mark_called
from eldercare.people.models import Elder, Relative, Staff
from eldercare.planning.models import Publication
from web import notices, words
from web.forms import form_of
from web.i18n import gettext as _
from web.pages import page, redirect
from web.paging import paged_list
from web.session import Asked, person

PEOPLE_A_PAGE = 40


@get("/publications/{publication_id:int}/calls", opt={"permission": "plan.read"})
async def calls(request: Asked, publication_id: FromPath[int]) -> Response[str]:
    publication = await _publication(request, publication_id)
    everybody = request.query_params.get("show") == "all"
    people = await concerned_by(publication, to_call=not everybody)
    return page(
        request,
        "office/calls.html",
        publication=publication,
        everybody=everybody,
        left=await left_to_call(publication),
        people=paged_list(request, people, PEOPLE_A_PAGE),
        told=notices,
        who=who,
    )


@post("/publications/{publication_id:int}/calls", opt={"permission": "plan.publish"})
async def call(request: Asked, publication_id: FromPath[int]) -> Redirect:
    """Somebody has been called, or has not after all."""
    publication = await _publication(request, publication_id)
    form = await form_of(request)
    message = form.number("message", 1, 2**53) or 0
    await mark_called(publication, message, person(request), called=form.text("called") == "1")
    shown = "all" if form.text("show") == "all" else "call"
    return redirect(f"/publications/{publication.id}/calls?show={shown}&page={form.number('page', 1, 9999) or 1}")


async def _publication(request: Asked, publication_id: int) -> Publication:
    rows = scope.publications_of(person(request)).prefetch_related("unit", "published_by")
    return await scope.one(rows, str(publication_id), "id")


def who(somebody: Staff | Relative | Elder) -> str:
    """What she is here: her job, whose relative, or the elder herself."""
    if isinstance(somebody, Staff):
        return words.of("job", somebody.job)
    if isinstance(somebody, Relative):
        relation = words.of("relation", somebody.relation)
        return _("%(relation)s of %(elder)s", relation=relation, elder=somebody.elder.name)
    return _("Elder; none of her relatives is told")


routes = [calls, call]
