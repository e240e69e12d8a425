"""Adding a member of staff, and changing what she can do and when she can work."""

from collections.abc import Sequence

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from eldercare import clock
from eldercare.auth import scope
from eldercare.errors import NotFound, Refused, Stale
from eldercare.exchange.entry import Entry, enter
from eldercare.people.models import Staff
from web import messages
from web.forms import Form, form_of
from web.office import files, skills, staff_form
from web.pages import page
from web.session import Asked, person

EDIT = {"permission": "staff.edit"}
USUAL = {"job": "caregiver", "contract": "full_time", "weekly_hours": "40", "travel_mode": "ebike"}
HELD = ("facility", "availability", "skills__skill")


@get("/staff/new", opt=EDIT)
async def new(request: Asked) -> Response[str]:
    place = person(request).facility
    usual = {**USUAL, "facility": place.key if place else "", "employed_from": clock.today().isoformat()}
    return await _new(request, Form(usual))


@post("/staff/new", opt=EDIT)
async def add(request: Asked) -> Response[str] | Redirect:
    form, every = await form_of(request), await skills.skills()
    known, times = staff_form.values(form), skills.spans(form)
    await files.place(request, form.text("facility", longest=40))
    member = Entry("staff", {**known, "availability": times}, "staff.add")
    learned = list(skills.entries(form, every, (), member))
    alike = [] if form.ticked("apart") else await _called(request, str(known["name"]))
    unread = files.unread(form) | ({"apart"} if alike else set())
    try:
        key, *_rest = await enter([member, *learned], by=person(request), unread=unread)
    except Refused as refused:
        form.refuse(refused)
        return await _new(request, form, alike)
    return files.to("staff", key, "add")


@get("/staff/{key:str}/skills", opt=EDIT)
async def edit(request: Asked, key: FromPath[str]) -> Response[str]:
    member = await _member(request, key)
    return await _skills(request, member, skills.stored(member))


@post("/staff/{key:str}/skills", opt=EDIT)
async def save(request: Asked, key: FromPath[str]) -> Response[str] | Redirect:
    member, form = await _member(request, key), await form_of(request)
    times = skills.spans(form)
    own = Entry("staff", {"availability": times}, "staff.edit", key=member.key, version=files.version(form))
    learned = list(skills.entries(form, await skills.skills(), list(member.skills), own))
    try:
        await enter([own, *learned], by=person(request), unread=files.unread(form))
    except NotFound:
        raise
    except Stale as stale:
        member = await _member(request, key)
        await skills.met(form, member)
        form.wrong("", messages.words(stale))
        return await _skills(request, member, form, 409)
    except Refused as refused:
        form.refuse(refused)
        return await _skills(request, member, form)
    return files.to("staff", key, "skills")


async def _member(request: Asked, key: str) -> Staff:
    return await scope.one(scope.staff_of(person(request)).prefetch_related(*HELD), key)


async def _called(request: Asked, name: str) -> list[Staff]:
    """Whoever has the same name: to be looked at before there are two of one person."""
    return await scope.staff_of(person(request)).filter(name=name).prefetch_related("facility").order_by("key")


async def _new(request: Asked, form: Form, alike: Sequence[Staff] = ()) -> Response[str]:
    return page(
        request,
        "office/staff_new.html",
        status=422 if alike else form.status,
        form=form,
        alike=alike,
        places=await files.places(request),
        languages_spoken=staff_form.languages(),
        skills=await skills.skills(),
        spans=skills.rows(form),
    )


async def _skills(request: Asked, member: Staff, form: Form, status: int = 0) -> Response[str]:
    return page(
        request,
        "office/staff_skills.html",
        status=status or form.status,
        member=member,
        form=form,
        skills=await skills.skills(),
        spans=skills.rows(form),
    )


routes = [new, add, edit, save]
