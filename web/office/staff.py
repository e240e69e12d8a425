"""Staff: the list, one member's file, correcting it, and leave."""

from dataclasses import replace
from datetime import date

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from eldercare import clock
from eldercare.auth import scope
from eldercare.errors import Invalid, NotFound, Refused, Stale
from eldercare.exchange.entry import Entry, enter
from eldercare.exchange.kinds import Value
from eldercare.people import leave, staff
from eldercare.people.models import Leave, LeaveKind, Staff
from eldercare.planning.afterwards import forbidden_to, work_after
from eldercare.planning.staff_week import shifts_between, staff_week
from web import dates, messages, words
from web.days import WEEK, monday
from web.forms import Form, form_of
from web.i18n import gettext as _
from web.office import files, reading, staff_form
from web.pages import page
from web.paging import paged
from web.session import Asked, person

READ = {"permission": "staff.read"}
EDIT = {"permission": "staff.edit"}
FILTERS = ("q", "job", "facility", "expiring", "left")
FILE = ("skills__skill", "availability", "leave")
LONG_AGO = "long_ago"
"""The first day of a leave that lies long back, said once more."""
DONE = {"add", "edit", "skills", "leave", "cancel"}


@get("/staff", opt=READ)
async def all_staff(request: Asked) -> Response[str]:
    form = Form({name: request.query_params.get(name, "") for name in FILTERS})
    warned = await staff.warned_until(clock.today())
    job = form.text("job")
    found = staff.search(
        scope.staff_of(person(request)),
        text=form.text("q", longest=60),
        job=job if job in dict(words.options("job")) else "",
        below=await files.place(request, form.text("facility", longest=40)),
        expiring_by=warned if form.ticked("expiring") else None,
        left=form.ticked("left"),
    )
    return page(
        request,
        "office/staff.html",
        form=form,
        members=await paged(request, found.prefetch_related("facility", "skills__skill")),
        places=await files.places(request),
        filtered=any(form.values.values()),
        warned=warned,
        running_out=staff.running_out,
    )


@get("/staff/{key:str}", opt=READ)
async def one_member(request: Asked, key: FromPath[str]) -> Response[str]:
    return await _file(request, await _member(request, key, *FILE), Form())


@get("/staff/{key:str}/edit", opt=EDIT)
async def edit(request: Asked, key: FromPath[str]) -> Response[str]:
    member = await _member(request, key)
    return await _filled_in(request, member, files.opened(staff_form.stored(member)))


@post("/staff/{key:str}/edit", opt=EDIT)
async def save(request: Asked, key: FromPath[str]) -> Response[str] | Redirect:
    member, form = await _member(request, key), await form_of(request)
    values = staff_form.values(form, member)
    await files.place(request, form.text("facility", longest=40))
    own = Entry("staff", values, "staff.edit", key=member.key, version=files.version(form))
    try:
        await enter([own], by=person(request), unread=files.unread(form))
    except NotFound:
        raise
    except Stale as stale:
        files.met(form, staff_form.stored(member), staff_form.told(await files.places(request)))
        form.wrong("", messages.words(stale))
        return await _filled_in(request, member, form, 409)
    except Refused as refused:
        form.refuse(refused)
        return await _filled_in(request, member, form)
    return files.to("staff", key, "edit")


@post("/staff/{key:str}/leave", opt=EDIT)
async def grant(request: Asked, key: FromPath[str]) -> Response[str] | Redirect:
    member, form = await _member(request, key, *FILE), await form_of(request)
    kind, first, last = form.choice("kind", LeaveKind), form.day("first_day"), form.day("last_day")
    values: dict[str, Value] = {
        "staff": member.key,
        "kind": kind.value if kind else None,
        "first_day": first,
        "last_day": last,
        "note": form.text("note"),
    }
    _not_long_ago(form, first, last)
    longer = await leave.continued(member, kind.value, first, last) if kind and first and last else None
    try:
        await enter([_granted(key, values, longer)], by=person(request), unread=files.unread(form))
    except Invalid as invalid:
        form.refuse(_by_days(invalid))
        return await _file(request, member, form)
    return files.to("staff", key, "leave")


def _granted(key: str, values: dict[str, Value], longer: Leave | None) -> Entry:
    """A new row, or more days of the one that they make longer."""
    if longer is None:
        return Entry("leave", values, "leave.add", about=("staff", key))
    values |= {"first_day": longer.first_day, "note": values["note"] or longer.note}
    return Entry("leave", values, "leave.extend", key=longer.key, about=("staff", key))


@post("/staff/{key:str}/leave/{leave_id:int}/cancel", opt=EDIT)
async def cancel(request: Asked, key: FromPath[str], leave_id: FromPath[int]) -> Response[str] | Redirect:
    member, form = await _member(request, key, *FILE), Form()
    chosen = await member.leave.filter(id=leave_id).first().prefetch_related("staff")
    if chosen is None:
        raise NotFound("not_found")
    try:
        await leave.cancel(chosen, by=person(request))
    except Refused as refused:
        form.refuse(refused)
        return await _file(request, member, form)
    return files.to("staff", key, "cancel")


def _by_days(refused: Invalid) -> Invalid:
    """The same refusal, with leave told by its days: nobody knows it by its key."""
    told = {"leave_there": "leave_overlaps"}
    return Invalid([replace(fault, code=told.get(fault.code, fault.code)) for fault in refused.faults])


def _not_long_ago(form: Form, first: date | None, last: date | None) -> None:
    """Leave since last week is granted without a word; an earlier one may have a mistyped year, and is asked about."""
    if first is None or last is None or first >= clock.monday_of(clock.today()) - WEEK:
        return
    if form.text(LONG_AGO) == str(first):
        return
    form.values[LONG_AGO] = ""
    told = {"first": dates.plain_day(first), "last": dates.plain_day(last), "today": dates.plain_day(clock.today())}
    form.wrong(
        LONG_AGO,
        _(
            "First day %(first)s, last day %(last)s, and today is %(today)s. If the year is wrong, correct the first"
            " and the last day; if this leave was then and belongs in the file, tick below.",
            **told,
        ),
    )


async def _member(request: Asked, key: str, *loaded: str) -> Staff:
    rows = scope.staff_of(person(request))
    return await scope.one(rows.prefetch_related("facility", "availability", *loaded), key)


async def _file(request: Asked, member: Staff, form: Form) -> Response[str]:
    week, today = monday(request.query_params.get("week", "")), clock.today()
    to_come = [one for one in member.leave if one.last_day >= today]
    return page(
        request,
        "office/staff_file.html",
        status=form.status,
        member=member,
        form=form,
        done=request.query_params.get("done", "") if request.query_params.get("done") in DONE else "",
        week=await staff_week(member, week),
        week_before=clock.week_name(week - WEEK),
        week_after=clock.week_name(week + WEEK),
        week_name=clock.week_name(week),
        warned=await staff.warned_until(today),
        afterwards=await work_after(member),
        forbidden=await forbidden_to(member),
        hit={one.id: await shifts_between(member, max(today, one.first_day), one.last_day) for one in to_come},
        spoken=[words.of("spoken", one) for one in member.languages],
        on_days=dates.on_days,
        reading=reading,
    )


async def _filled_in(request: Asked, member: Staff, form: Form, status: int = 0) -> Response[str]:
    return page(
        request,
        "office/staff_edit.html",
        status=status or form.status,
        member=member,
        form=form,
        places=await files.places(request),
        languages_spoken=staff_form.languages(member),
    )


routes = [all_staff, one_member, edit, save, grant, cancel]
