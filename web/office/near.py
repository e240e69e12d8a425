"""Who is near an elder: relatives, and carers whom she wishes for or not – added, changed, taken out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect
from tortoise.models import Model

from eldercare import clock
from eldercare.auth import scope
from eldercare.auth.models import Account
from eldercare.errors import NotFound, Refused, Stale
from eldercare.exchange.entry import Entry, enter
from eldercare.exchange.kinds import Value
from eldercare.notify.calls import leave_to_elder
from eldercare.people.models import Elder, Relative, StaffBond
from eldercare.people.order import by_key
from web import messages, words
from web.forms import Form, form_of
from web.namesakes import names_among
from web.office import files
from web.pages import page
from web.session import Asked, person

EDIT = {"permission": "elder.edit"}
LONGEST_NAME, LONGEST_REASON, LONGEST_PHONE = 60, 200, 40


@dataclass(frozen=True, slots=True)
class Near:
    """One kind: its rows of `model` are entries of the workbook's table `noun`, read from a form by `values`."""

    noun: str
    model: type[Model]
    template: str
    stored: Callable[[Any], Form]
    values: Callable[[Form, Any], dict[str, Value]]
    kinds: Mapping[str, files.Words]
    """Fields with the kind of their words, to say what somebody else stored."""


def _relative_stored(row: Relative) -> Form:
    ticks = {name: "1" if getattr(row, name) else "" for name in ("emergency_contact", "sees_schedule")}
    told = {"name": row.name, "relation": row.relation, "phone": row.phone}
    return Form({**told, **ticks, "version": str(row.version)})


def _relative(form: Form, _row: Relative | None) -> dict[str, Value]:
    return {
        "name": form.text("name", longest=LONGEST_NAME),
        "relation": form.text("relation"),
        "phone": form.text("phone", longest=LONGEST_PHONE),
        "emergency_contact": form.ticked("emergency_contact"),
        "sees_schedule": form.ticked("sees_schedule"),
    }


def _bond_stored(row: StaffBond) -> Form:
    return Form({"staff": row.staff.key, "kind": row.kind, "private_reason": row.private_reason})


def _bond(form: Form, row: StaffBond | None) -> dict[str, Value]:
    """Whose wish it concerns stays; another carer is another wish."""
    return {
        "staff": row.staff.key if row else form.text("staff", longest=40),
        "kind": form.text("kind"),
        "private_reason": form.text("private_reason", longest=LONGEST_REASON),
    }


KINDS = {
    "relatives": Near(
        "relative",
        Relative,
        "office/relative.html",
        _relative_stored,
        _relative,
        {"name": "", "relation": "relation", "phone": ""},
    ),
    "carers": Near("staff_bond", StaffBond, "office/bond.html", _bond_stored, _bond, {"kind": "bond"}),
}


@get("/elders/{key:str}/near/{kind:str}/new", opt=EDIT)
async def new(request: Asked, key: FromPath[str], kind: FromPath[str]) -> Response[str]:
    return await _form(request, await _elder(request, key), kind, Form())


@post("/elders/{key:str}/near/{kind:str}/new", opt=EDIT)
async def add(request: Asked, key: FromPath[str], kind: FromPath[str]) -> Response[str] | Redirect:
    elder, form, near = await _elder(request, key), await form_of(request), _near(kind)
    values = {**near.values(form, None), "elder": elder.key}
    row = Entry(near.noun, values, f"{near.noun}.add", about=("elder", key), once=True)
    return await _enter(request, elder, kind, form, row, "near")


@get("/elders/{key:str}/near/{kind:str}/{row_id:int}", opt=EDIT)
async def one(request: Asked, key: FromPath[str], kind: FromPath[str], row_id: FromPath[int]) -> Response[str]:
    elder = await _elder(request, key)
    row = await _row(elder, kind, row_id)
    return await _form(request, elder, kind, files.opened(_near(kind).stored(row)), row)


@post("/elders/{key:str}/near/{kind:str}/{row_id:int}", opt=EDIT)
async def change(
    request: Asked, key: FromPath[str], kind: FromPath[str], row_id: FromPath[int]
) -> Response[str] | Redirect:
    elder, form, near = await _elder(request, key), await form_of(request), _near(kind)
    row = await _row(elder, kind, row_id)
    values = {**near.values(form, row), "elder": elder.key}
    entry = Entry(
        near.noun, values, f"{near.noun}.edit", key=_key(row), version=_version(form, row), about=("elder", key)
    )
    return await _enter(request, elder, kind, form, entry, "near", row)


@post("/elders/{key:str}/near/{kind:str}/{row_id:int}/remove", opt=EDIT)
async def remove(
    request: Asked, key: FromPath[str], kind: FromPath[str], row_id: FromPath[int]
) -> Response[str] | Redirect:
    """A relative with a sign-in stays: the trail names her, and what she saw is hers to have seen."""
    elder, typed, near = await _elder(request, key), await form_of(request), _near(kind)
    row = await _row(elder, kind, row_id)
    form = files.opened(near.stored(row))
    if isinstance(row, Relative) and await Account.exists(relative_id=row.id):
        form.wrong("", messages.say("relative_signs_in", name=row.name))
        return await _form(request, elder, kind, form, row)
    whose: dict[str, Value] = {"elder": elder.key}
    if isinstance(row, StaffBond):
        whose["staff"] = row.staff.key
    entry = Entry(
        near.noun,
        whose,
        f"{near.noun}.drop",
        key=_key(row),
        version=_version(typed, row),
        about=("elder", key),
        gone=True,
        first=leave_to_elder if isinstance(row, Relative) else None,
    )
    return await _enter(request, elder, kind, form, entry, "near_gone", row)


async def _enter(
    request: Asked, elder: Elder, kind: str, form: Form, entry: Entry, done: str, row: Any = None
) -> Response[str] | Redirect:
    try:
        await enter([entry], by=person(request), unread=files.unread(form))
    except NotFound:
        raise
    except Stale as stale:
        row = await _row(elder, kind, row.id) if row else None
        if row:
            files.met(form, _near(kind).stored(row), _near(kind).kinds)
        form.wrong("", messages.words(stale))
        return await _form(request, elder, kind, form, row, 409)
    except Refused as refused:
        form.refuse(refused)
        return await _form(request, elder, kind, form, row)
    return files.to("elders", elder.key, done)


def _near(kind: str) -> Near:
    if kind not in KINDS:
        raise NotFound("not_found")
    return KINDS[kind]


def _key(row: Any) -> str:
    """A relative goes by her key, a wish by whose it is and whom it concerns."""
    return row.key if isinstance(row, Relative) else ""


def _version(form: Form, row: Any) -> int | None:
    """A wish has none of its own."""
    return files.version(form) if isinstance(row, Relative) else None


async def _elder(request: Asked, key: str) -> Elder:
    return await scope.one(scope.elders_of(person(request)).prefetch_related("facility"), key)


async def _row(elder: Elder, kind: str, row_id: int) -> Any:
    near = _near(kind)
    loaded = ("staff",) if near.model is StaffBond else ()
    found = await near.model.filter(id=row_id, elder_id=elder.id).prefetch_related(*loaded)
    if not found:
        raise NotFound("not_found")
    return found[0]


async def _form(request: Asked, elder: Elder, kind: str, form: Form, row: Any = None, status: int = 0) -> Response[str]:
    return page(
        request,
        _near(kind).template,
        status=status or form.status,
        elder=elder,
        kind=kind,
        form=form,
        row=row,
        staff=await _staff(request, elder) if kind == "carers" and row is None else [],
    )


async def _staff(request: Asked, elder: Elder) -> list[tuple[str, str]]:
    """Those within reach who have not left and of whom she has said nothing yet."""
    said = {bond.staff_id for bond in await StaffBond.filter(elder_id=elder.id)}
    there = [one for one in await by_key(scope.staff_of(person(request))) if one.id not in said]
    today = clock.today()
    named = names_among(there)
    return [
        (one.key, f"{named(one)} · {words.of('job', one.job)}")
        for one in there
        if one.employed_to is None or one.employed_to >= today
    ]


routes = [new, add, one, change, remove]
