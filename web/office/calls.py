"""Whom a version of a week tells something, with the telephone: who hears of it by herself, who is to be called."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.notify.calls import Household, Listener, State, households, left_to_call, mark_called
from eldercare.notify.models import OutboxMessage
from eldercare.notify.told import Told, told
from eldercare.planning.changes import foreseen
from eldercare.planning.drafts import Standing, standing
from eldercare.planning.models import Publication
from web import notices, words
from web.forms import Form, form_of
from web.namesakes import names_of
from web.office import reading
from web.office.desk import desk_of
from web.pages import page, redirect
from web.paging import paged_list
from web.session import Asked, person

HOUSEHOLDS_A_PAGE = 30
READ = {"permission": "call.read"}
FILTERS = ("q", "who", "show")
ALL = "all"


@get("/publications/{publication_id:int}/calls", opt=READ)
async def calls(request: Asked, publication_id: FromPath[int]) -> Response[str]:
    publication = await _publication(request, publication_id)
    messages = await OutboxMessage.filter(publication_id=publication.id).prefetch_related("called_by")
    state = await standing(publication.unit, publication.week)
    return await _shown(request, state, publication, messages)


@get("/week/calls", opt=READ)
async def of_the_draft(request: Asked) -> Response[str]:
    """Whom publishing the draft would tell something: nobody is called before it is published."""
    desk = await desk_of(request)
    state = await standing(desk.unit, desk.week)
    return await _shown(request, state, None, await foreseen(state))


@post("/publications/{publication_id:int}/calls/{message_id:int}", opt={"permission": "call.tick"})
async def call(request: Asked, publication_id: FromPath[int], message_id: FromPath[int]) -> Redirect:
    """Somebody has been called, or has not after all; back to where she stood in the list."""
    publication = await _publication(request, publication_id)
    form = await form_of(request)
    called = form.text("called") == "1"
    await mark_called(publication, message_id, person(request), called=called)
    back = {"show": _shown_state(form), "q": form.text("q", longest=60), "who": form.text("who", longest=10)}
    number = {"page": form.number("page", 1, 99_999) or 1}
    noted = {"noted": message_id} if called else {}
    asked = {name: value for name, value in back.items() if value}
    return redirect(f"/publications/{publication.id}/calls?" + urlencode({**asked, **number, **noted}))


async def _publication(request: Asked, publication_id: int) -> Publication:
    rows = scope.publications_of(person(request)).prefetch_related("unit")
    return await scope.one(rows, str(publication_id), "id")


async def _shown(
    request: Asked, state: Standing, publication: Publication | None, messages: Sequence[OutboxMessage]
) -> Response[str]:
    """The list of one version: a publication's, or without one the draft's."""
    versions = await Publication.filter(unit=state.unit, week=state.week).order_by("-number")
    found = await households(messages)
    form = Form({name: request.query_params.get(name, "") for name in FILTERS})
    show, meant = _shown_state(form), _meant(form, found)
    rows = paged_list(request, [one for one in meant if show in (ALL, *_states(one))], HOUSEHOLDS_A_PAGE)
    return page(
        request,
        "office/calls.html",
        standing=state,
        publication=publication,
        versions=versions,
        left=await left_to_call([one.id for one in versions]),
        form=form,
        filtered=bool(form.values["q"] or form.values["who"]),
        groups=words.options("told_group"),
        show=show,
        states=_counted(meant),
        of_all=_counted(found),
        rows=rows,
        news=await _news(rows.rows),
        named=await names_of(state.unit),
        noted=_noted(request.query_params.get("noted", ""), found),
        told=notices,
        totals=_totals,
        reading=reading,
    )


def _shown_state(form: Form) -> str:
    """Which state is asked for; who is to be called where none is."""
    return form.text("show") if form.text("show") in (ALL, *State) else State.CALL.value


def _meant(form: Form, found: Iterable[Household]) -> list[Household]:
    """Those who are searched for."""
    text, who = form.text("q", longest=60), form.text("who", longest=10)
    return [one for one in found if one.named(text) and who in ("", one.kind)]


def _states(one: Household) -> set[str]:
    return {listener.state.value for listener in one.listeners}


def _counted(some: Iterable[Household]) -> Mapping[str, int]:
    """How many people are in each state, and in all."""
    counts = Counter(listener.state.value for one in some for listener in one.listeners)
    return {ALL: counts.total(), **{state.value: counts[state.value] for state in State}}


async def _news(rows: Iterable[Household]) -> list[tuple[Household, Told]]:
    """Each household with what changes for it."""
    shown = list(rows)
    return list(zip(shown, await told(one.message for one in shown), strict=True))


def _totals(one: Told) -> Mapping[str, int]:
    """How many of each kind a message tells of."""
    counts = one.message.facts.get("counts")
    kinds = counts.items() if isinstance(counts, dict) else ()
    return {kind: sum(numbers.values()) for kind, numbers in kinds}


def _noted(asked: str, found: Iterable[Household]) -> Listener | None:
    """Whom the reader has just said to have called."""
    listeners = (one for household in found for one in household.listeners)
    return next((one for one in listeners if one.message.called_at and str(one.message.id) == asked), None)


routes = [calls, of_the_draft, call]
