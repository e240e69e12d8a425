"""Addresses without coordinates: the list, and putting them where their neighbours are."""

from collections.abc import Sequence

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.errors import Invalid, NotFound, Refused
from eldercare.exchange.entry import Entry, enter
from eldercare.exchange.located import unlocated_elders
from eldercare.people.models import Elder
from eldercare.people.neighbours import neighbours_of
from web import messages
from web.forms import Form, form_of
from web.office import files
from web.pages import page, redirect
from web.paging import SIZE, paged
from web.session import Asked, person

LOADED = ("facility", "region")
EDIT = {"permission": "elder.edit"}


@get("/exchange/unlocated", opt={"permission": "elder.read"})
async def unlocated(request: Asked) -> Response[str]:
    return await _list(request, Form())


@post("/exchange/unlocated", opt=EDIT)
async def locate(request: Asked) -> Response[str] | Redirect:
    """All that were ticked go where their neighbours are, or none."""
    form = await form_of(request)
    ticked = [key.rpartition("@") for key in form.lists.get("elder", [])[:SIZE]]
    keys = {key for key, _, _ in ticked}
    elders = await scope.elders_of(person(request)).filter(key__in=sorted(keys)).prefetch_related(*LOADED)
    if len(elders) < len(keys):
        raise NotFound("not_found")
    read = {key: int(version) for key, _, version in ticked if version.isdecimal() and len(version) < 10}
    try:
        await _put(request, elders, read)
    except Refused as refused:
        form.wrong("", " ".join(_told(refused, elders)))
        return await _list(request, form)
    return redirect(f"/exchange/unlocated?done={len(elders)}")


@post("/elders/{key:str}/spot", opt=EDIT)
async def put(request: Asked, key: FromPath[str]) -> Redirect:
    """One address goes where its neighbours are."""
    elder = await scope.one(scope.elders_of(person(request)).prefetch_related(*LOADED), key)
    form = await form_of(request)
    await _put(request, [elder], {key: files.version(form)})
    return files.to("elders", key, "spot")


async def _put(request: Asked, elders: Sequence[Elder], read: dict[str, int]) -> None:
    """Through the gate of the workbook; Stale when somebody changed one of them since it was `read`."""
    near = await neighbours_of(elders, scope.elders_of(person(request)))
    if not elders:
        raise Refused("nobody_ticked")
    entries = [
        Entry(
            "elder",
            {"latitude": near[one.id].spot[0], "longitude": near[one.id].spot[1]},
            "elder.locate",
            key=one.key,
            version=read.get(one.key, 0),
            prefix=f"{one.key}-",
        )
        for one in elders
    ]
    await enter(entries, by=person(request))


def _told(refused: Refused, elders: Sequence[Elder]) -> list[str]:
    """What stands against it, with whose it is where there is one fault for each."""
    if not isinstance(refused, Invalid):
        return [messages.words(refused)]
    names = {one.key: one.name for one in elders}
    return [
        f"{names.get(fault.field.rpartition('-')[0], '')}: {messages.beside_field(fault)}" for fault in refused.faults
    ]


async def _list(request: Asked, form: Form) -> Response[str]:
    rows = await paged(request, unlocated_elders(person(request)).prefetch_related(*LOADED))
    done = request.query_params.get("done", "")
    return page(
        request,
        "office/unlocated.html",
        form=form,
        elders=rows,
        near=await neighbours_of(rows.rows, scope.elders_of(person(request))),
        done=int(done) if done.isdecimal() and len(done) < 6 else 0,
        status=form.status,
    )


routes = [unlocated, locate, put]
