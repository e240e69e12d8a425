"""Addresses without coordinates, or with those of another: the list, and putting them where their neighbours are."""

from collections.abc import Mapping, Sequence

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.errors import Invalid, NotFound, Refused
from eldercare.exchange.entry import Entry, enter
from eldercare.exchange.kinds import Value
from eldercare.exchange.located import SPOT, misplaced_elders
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
    """All that were ticked go where their neighbours are, or stay where they are (`kept`), or none."""
    form = await form_of(request)
    ticked = [key.rpartition("@") for key in form.lists.get("elder", [])[:SIZE]]
    keys = {key for key, _, _ in ticked}
    elders = await scope.elders_of(person(request)).filter(key__in=sorted(keys)).prefetch_related(*LOADED)
    if len(elders) < len(keys):
        raise NotFound("not_found")
    read = {key: int(version) for key, _, version in ticked if version.isdecimal() and len(version) < 10}
    kept = form.ticked("kept")
    try:
        await (_keep if kept else _put)(request, elders, read)
    except Refused as refused:
        form.wrong("", " ".join(_told(refused, elders)))
        return await _list(request, form)
    return redirect(f"/exchange/unlocated?{'kept' if kept else 'done'}={len(elders)}")


@post("/elders/{key:str}/spot", opt=EDIT)
async def put(request: Asked, key: FromPath[str]) -> Redirect:
    """One address goes where its neighbours are, or somebody knows that it is there already (`kept`)."""
    elder = await scope.one(scope.elders_of(person(request)).prefetch_related(*LOADED), key)
    form = await form_of(request)
    kept = form.ticked("kept")
    await (_keep if kept else _put)(request, [elder], {key: files.version(form)})
    return files.to("elders", key, "kept" if kept else "spot")


async def _put(request: Asked, elders: Sequence[Elder], read: dict[str, int]) -> None:
    """Through the gate of the workbook; Stale when somebody changed one of them since it was `read`."""
    near = await neighbours_of(elders, scope.elders_of(person(request)))
    spots = {one.key: dict(zip(SPOT, near[one.id].spot, strict=True)) for one in elders}
    await _enter(request, spots, read)


async def _keep(request: Asked, elders: Sequence[Elder], read: dict[str, int]) -> None:
    """The coordinates are those of the address as it is now."""
    await _enter(request, {one.key: {} for one in elders}, read)


async def _enter(request: Asked, spots: Mapping[str, Mapping[str, Value]], read: dict[str, int]) -> None:
    if not spots:
        raise Refused("nobody_ticked")
    entries = [
        Entry(
            "elder",
            {**spot, "located_for": None},
            "elder.locate",
            key=key,
            version=read.get(key, 0),
            prefix=f"{key}-",
        )
        for key, spot in spots.items()
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
    rows = await paged(request, misplaced_elders(person(request)).prefetch_related(*LOADED))
    return page(
        request,
        "office/unlocated.html",
        form=form,
        elders=rows,
        open_doors=[one for one in rows.rows if one.latitude is None],
        left_behind=[one for one in rows.rows if one.latitude is not None],
        near=await neighbours_of(rows.rows, scope.elders_of(person(request))),
        done=_count(request, "done"),
        kept=_count(request, "kept"),
        status=form.status,
    )


def _count(request: Asked, name: str) -> int:
    told = request.query_params.get(name, "")
    return int(told) if told.isdecimal() and len(told) < 6 else 0


routes = [unlocated, locate, put]
