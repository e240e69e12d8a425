"""Elders: the list, one elder's file, correcting it, and holds."""

from datetime import date

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from eldercare import clock
from eldercare.auth import scope
from eldercare.care import holds
from eldercare.care.models import HoldKind
from eldercare.care.plans import plans_of
from eldercare.daycare.clashes import clashes
from eldercare.errors import Invalid, NotFound, Refused, Stale
from eldercare.exchange.entry import Entry, enter
from eldercare.exchange.kinds import Value
from eldercare.people import elders
from eldercare.people.models import Elder
from eldercare.people.neighbours import Neighbours, neighbours_of
from eldercare.planning.afterwards import nowhere_to_go, promised_after
from eldercare.planning.elder_week import elder_week
from eldercare.planning.visiting_hours import visiting_hours
from web import dates, messages, words
from web.days import WEEK, monday
from web.forms import Form, form_of
from web.namesakes import names_of
from web.office import elder_form, files, reading
from web.office.task_words import hours, leeway_of, task_words
from web.pages import page
from web.paging import paged
from web.session import Asked, person

READ = {"permission": "elder.read"}
EDIT = {"permission": "elder.edit"}
FILTERS = ("q", "facility", "ability", "unlocated", "left")
FILE = ("facility__parent", "region__parent__parent", "relatives", "bonds__staff", "holds")
KNOWN = ("region__parent",)
PROMISES = ("meals__eats_at", "attendance__facility")
DONE = {
    *("add", "edit", "spot", "kept", "hold", "end", "withdraw"),
    *("promise", "promise_end", "promise_gone", "near", "near_gone"),
}


@get("/elders", opt=READ)
async def all_elders(request: Asked) -> Response[str]:
    form = Form({name: request.query_params.get(name, "") for name in FILTERS})
    ability = form.text("ability")
    found = elders.search(
        scope.elders_of(person(request)),
        text=form.text("q", longest=60),
        below=await files.place(request, form.text("facility", longest=40)),
        ability=int(ability) if ability in dict(words.options("ability")) else None,
        unlocated=form.ticked("unlocated"),
        left=form.ticked("left"),
    )
    return page(
        request,
        "office/elders.html",
        form=form,
        elders=await paged(request, found.prefetch_related("facility", "holds")),
        places=await files.places(request),
        filtered=any(form.values.values()),
        age=elders.age,
        in_force=holds.in_force,
        listed=reading.listed,
    )


@get("/elders/{key:str}", opt=READ)
async def one_elder(request: Asked, key: FromPath[str]) -> Response[str]:
    return await _file(request, await _elder(request, key, *FILE, *PROMISES), Form())


@get("/elders/{key:str}/edit", opt=EDIT)
async def edit(request: Asked, key: FromPath[str]) -> Response[str]:
    elder = await _elder(request, key, *KNOWN)
    return await filled_in(request, elder, files.opened(elder_form.stored(elder)))


@post("/elders/{key:str}/edit", opt=EDIT)
async def save(request: Asked, key: FromPath[str]) -> Response[str] | Redirect:
    elder, form = await _elder(request, key, *KNOWN), await form_of(request)
    values = elder_form.values(form, elder)
    await files.place(request, form.text("facility", longest=40))
    own = Entry("elder", values, "elder.edit", key=elder.key, version=files.version(form))
    try:
        await enter([own], by=person(request), unread=files.unread(form))
    except NotFound:
        raise
    except Stale as stale:
        files.met(form, elder_form.stored(elder), elder_form.told(*await reach(request, elder)))
        form.wrong("", messages.words(stale))
        return await filled_in(request, elder, form, 409)
    except Refused as refused:
        form.refuse(refused)
        return await filled_in(request, elder, form)
    return files.to("elders", key, "edit")


@post("/elders/{key:str}/holds", opt=EDIT)
async def hold(request: Asked, key: FromPath[str]) -> Response[str] | Redirect:
    elder, form = await _elder(request, key, *FILE, *PROMISES), await form_of(request)
    kind = form.choice("kind", HoldKind)
    values: dict[str, Value] = {
        "elder": elder.key,
        "kind": kind.value if kind else None,
        "first_day": form.day("first_day"),
        "last_day": form.day("last_day", needed=False),
        "note": form.text("note"),
    }
    new = Entry("hold", values, "hold.add", about=("elder", key), once=True)
    try:
        await enter([new], by=person(request), unread=files.unread(form))
    except Invalid as invalid:
        form.refuse(invalid)
        return await _file(request, elder, form)
    return files.to("elders", key, "hold")


@post("/elders/{key:str}/holds/{hold_id:int}/end", opt=EDIT)
async def end_hold(request: Asked, key: FromPath[str], hold_id: FromPath[int]) -> Response[str] | Redirect:
    """The last day on hold; without one, a hold that has not begun is taken back."""
    elder, form = await _elder(request, key, *FILE, *PROMISES), await form_of(request)
    chosen = await elder.holds.filter(id=hold_id).first().prefetch_related("elder")  # type: ignore[attr-defined]
    if chosen is None:
        raise NotFound("not_found")
    field = f"ends-{hold_id}"
    try:
        if form.ticked("withdraw"):
            await holds.withdraw(chosen, by=person(request))
            return files.to("elders", key, "withdraw")
        last = form.day(field)
        if last is not None:
            await holds.end(chosen, last, by=person(request))
            return files.to("elders", key, "end")
    except Refused as refused:
        form.refuse(refused, field)
    return await _file(request, elder, form)


async def _elder(request: Asked, key: str, *loaded: str) -> Elder:
    rows = scope.elders_of(person(request))
    return await scope.one(rows.prefetch_related("facility", *loaded), key)


async def _file(request: Asked, elder: Elder, form: Form) -> Response[str]:
    today, week = clock.today(), await elder_week(elder, monday(request.query_params.get("week", "")))
    plans, leeway = await plans_of(elder, today), await leeway_of(elder.facility)
    tasks = [task for promised in plans for task in promised.tasks]
    return page(
        request,
        "office/elder.html",
        status=form.status,
        elder=elder,
        form=form,
        done=request.query_params.get("done", "") if request.query_params.get("done") in DONE else "",
        until=Form({"until": request.query_params.get("until", "")}).day("until", needed=False),
        week=week,
        named=await names_of(week.standing.unit),
        neighbours=await _neighbours(request, elder) if elder.latitude is None or elder.located_for else None,
        week_before=clock.week_name(week.standing.week - WEEK),
        week_after=clock.week_name(week.standing.week + WEEK),
        week_name=clock.week_name(week.standing.week),
        shown_plans=[promised for promised in plans if not promised.over] or plans[:1],
        afterwards=await promised_after(elder),
        going=await nowhere_to_go(elder),
        clashes=clashes(tasks, elder.attendance, today, leeway),  # type: ignore[attr-defined]  # a reverse relation
        leeway=leeway,
        out_there=await visiting_hours(),
        hours=hours,
        age=elders.age(elder, today),
        in_force=holds.in_force,
        held=holds.in_force(elder.holds, today),  # type: ignore[attr-defined]  # a reverse relation
        spoken=[words.of("spoken", one) for one in elder.languages],
        runs=_runs,
        on_days=dates.on_days,
        task_words=task_words,
        reading=reading,
    )


async def _neighbours(request: Asked, elder: Elder) -> Neighbours:
    return (await neighbours_of([elder], scope.elders_of(person(request))))[elder.id]


def _runs(row: object, day: date) -> bool:
    """Whether a standing wish has not ended."""
    ends = getattr(row, "ends_on", None)
    return ends is None or ends >= day


async def reach(request: Asked, elder: Elder) -> tuple[elder_form.Options, elder_form.Options]:
    """The facilities and the grids that she can be given to."""
    return await files.places(request), await elder_form.grids(person(request).facility, elder.region)


async def filled_in(request: Asked, elder: Elder, form: Form, status: int = 0) -> Response[str]:
    places, grids = await reach(request, elder)
    return page(
        request,
        "office/elder_edit.html",
        status=status or form.status,
        elder=elder,
        form=form,
        places=places,
        grids=grids,
        shown=elder_form.options(elder),
    )


routes = [all_elders, one_elder, edit, save, hold, end_hold]
