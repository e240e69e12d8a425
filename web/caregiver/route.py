"""A caregiver's own day: where she goes, in which order, what to mind there; one visit with how to get in."""

from datetime import date, timedelta

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from eldercare import clock
from eldercare.auth import scope
from eldercare.auth.models import Account
from eldercare.errors import NotFound
from eldercare.notify.inbox import acknowledge
from eldercare.people.models import Staff
from eldercare.planning.moment import Moment
from eldercare.planning.staff_week import told_otherwise
from eldercare.visits.route import day_of, stop_of
from web import notices
from web.boxes import of_which
from web.caregiver import strip
from web.caregiver.reading import greeting, title
from web.days import asked_day
from web.namesakes import names_among
from web.pages import page, redirect
from web.session import Asked, person
from web.words import called

OWN = {"permission": "route.read"}


@get("/today", opt=OWN)
async def today(request: Asked) -> Response[str]:
    account, day = person(request), asked_day(request)
    route = await day_of(await own_staff(account), day)
    return page(
        request,
        "caregiver/today.html",
        route=route,
        otherwise=(await told_otherwise(route.staff, clock.monday_of(day))).get(day),
        named=names_among([route.staff, *(one for stop in route.stops for one in stop.partners)]),
        notices=await notices.notices_of(account),
        told=notices,
        title=title(day),
        minute=clock.minute_of_day() if day == clock.today() else None,
        strips=strip,
        greeting=greeting(),
        before=day - timedelta(days=1),
        after=day + timedelta(days=1),
        called=called,
        of_which=of_which,
    )


@get("/visits/{day:date}/{key:str}", opt=OWN)
async def visit(request: Asked, day: FromPath[date], key: FromPath[str]) -> Response[str]:
    staff = await own_staff(person(request))
    route, stop = await stop_of(staff, day, key)
    over = Moment.of(clock.monday_of(day)).is_over(day, stop.ends)
    return page(
        request,
        "caregiver/visit.html",
        staff=staff,
        stop=stop,
        named=names_among([staff, *stop.partners]),
        off=not over and route.is_off(stop),
        away=route.falls(stop) and ("past" if over else "ahead"),
        called=called,
        of_which=of_which,
    )


@post("/today/seen", opt=OWN)
async def seen(request: Asked) -> Redirect:
    account = person(request)
    await acknowledge(scope.messages_of(account), await notices.shown_of(request), account)
    return redirect("/today")


async def own_staff(account: Account) -> Staff:
    """The caregiver's own row, with her facility."""
    staff = await scope.staff_of(account).prefetch_related("facility").first()
    if staff is None:
        raise NotFound("not_found")
    return staff


routes = [today, visit, seen]
