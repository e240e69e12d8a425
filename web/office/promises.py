"""What an elder is promised: tasks of her care plan, meals, days in day care – added, changed, ended."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.errors import NotFound, Refused, Stale
from eldercare.exchange.entry import enter
from eldercare.people.models import Elder
from web import messages
from web.forms import Form, form_of
from web.office import files
from web.office.meal_form import MEAL
from web.office.promise import Promise, has_begun, keep_last_day, keep_the_past, told
from web.office.seat_form import SEAT
from web.office.task_form import TASK
from web.office.task_words import hours_for_keys
from web.pages import page
from web.session import Asked, person

EDIT = {"permission": "elder.edit"}
KINDS = {"tasks": TASK, "meals": MEAL, "seats": SEAT}


@get("/elders/{key:str}/promises/{kind:str}/new", opt=EDIT)
async def new(request: Asked, key: FromPath[str], kind: FromPath[str]) -> Response[str]:
    elder, promise = await _elder(request, key), _promise(kind)
    return await _form(request, elder, kind, await promise.usual(request, elder))


@post("/elders/{key:str}/promises/{kind:str}/new", opt=EDIT)
async def add(request: Asked, key: FromPath[str], kind: FromPath[str]) -> Response[str] | Redirect:
    elder, form = await _elder(request, key), await form_of(request)
    return await _store(request, elder, kind, form)


@get("/elders/{key:str}/promises/{kind:str}/{row_id:int}", opt=EDIT)
async def one(request: Asked, key: FromPath[str], kind: FromPath[str], row_id: FromPath[int]) -> Response[str]:
    elder = await _elder(request, key)
    row = await _row(elder, kind, row_id)
    return await _form(request, elder, kind, files.opened(_promise(kind).stored(row)), row)


@post("/elders/{key:str}/promises/{kind:str}/{row_id:int}", opt=EDIT)
async def change(
    request: Asked, key: FromPath[str], kind: FromPath[str], row_id: FromPath[int]
) -> Response[str] | Redirect:
    elder, form = await _elder(request, key), await form_of(request)
    return await _store(request, elder, kind, form, await _row(elder, kind, row_id))


@post("/elders/{key:str}/promises/{kind:str}/{row_id:int}/end", opt=EDIT)
async def end(
    request: Asked, key: FromPath[str], kind: FromPath[str], row_id: FromPath[int]
) -> Response[str] | Redirect:
    """The last day; what did not begin before today may be taken away altogether."""
    elder, typed = await _elder(request, key), await form_of(request)
    promise, row = _promise(kind), await _row(elder, kind, row_id)
    form = files.opened(promise.stored(row))
    gone = typed.ticked("gone") and not has_begun(promise, row)
    form.values["last_day"] = typed.text("last_day")
    last = None if gone else form.day("last_day")
    if last:
        keep_last_day(form, "last_day", row)
    if not form.ok:
        return await _form(request, elder, kind, form, row)
    try:
        await enter(promise.over(row, elder, last, files.version(typed)), by=person(request))
    except NotFound:
        raise
    except Refused as refused:
        form.refuse(await hours_for_keys(refused, elder))
        if "ends_on" in form.errors:
            form.errors = {"last_day": form.errors["ends_on"]}
        return await _form(request, elder, kind, form, row, 409 if isinstance(refused, Stale) else 0)
    return files.to("elders", key, "promise_gone" if gone else "promise_end")


async def _store(request: Asked, elder: Elder, kind: str, form: Form, row: Any = None) -> Response[str] | Redirect:
    promise = _promise(kind)
    try:
        rows = await promise.entries(form, elder, row)
        if row is not None:
            keep_the_past(promise, form, row)
        keys = await enter(rows, by=person(request), unread=files.unread(form))
    except NotFound:
        raise
    except Stale:
        return await _met(request, elder.key, kind, form, row)
    except Refused as refused:
        form.refuse(await hours_for_keys(refused, elder))
        return await _form(request, elder, kind, form, row)
    return files.to("elders", elder.key, "promise", until=await promise.cut_off(keys))


async def _met(request: Asked, key: str, kind: str, form: Form, row: Any) -> Response[str]:
    """Somebody else was quicker: what was typed stays, and beside it stands what is stored by now."""
    promise, elder = _promise(kind), await _elder(request, key)
    promise.beside(form, elder)
    if row is not None:
        row = await _row(elder, kind, row.id)
        stored = promise.stored(row)
        files.met(form, stored, told(form, stored, await promise.shown(request, elder, form, row)))
    form.wrong("", messages.say("stale"))
    return await _form(request, elder, kind, form, row, 409)


def _promise(kind: str) -> Promise:
    if kind not in KINDS:
        raise NotFound("not_found")
    return KINDS[kind]


async def _elder(request: Asked, key: str) -> Elder:
    return await scope.one(scope.elders_of(person(request)).prefetch_related("facility"), key)


async def _row(elder: Elder, kind: str, row_id: int) -> Any:
    promise = _promise(kind)
    found = await promise.model.filter(id=row_id, **{promise.owner: elder.id}).prefetch_related(*promise.loaded)
    if not found:
        raise NotFound("not_found")
    return found[0]


async def _form(request: Asked, elder: Elder, kind: str, form: Form, row: Any = None, status: int = 0) -> Response[str]:
    promise = _promise(kind)
    return page(
        request,
        promise.template,
        status=status or form.status,
        elder=elder,
        kind=kind,
        form=form,
        row=row,
        begun=row is not None and has_begun(promise, row),
        shown=await promise.shown(request, elder, form, row),
    )


routes = [new, add, one, change, end]
