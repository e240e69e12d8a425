"""The week of somebody's mother or father: who comes, when, for what."""

from collections.abc import Iterable

from litestar import Response, get, post
from litestar.response import Redirect

from eldercare import clock
from eldercare.auth import scope
from eldercare.notify.inbox import acknowledge
from eldercare.people.models import Elder
from eldercare.planning.open_needs import missing_of
from eldercare.planning.rearranged import rearranged_of
from eldercare.planning.week.fates import Fate
from eldercare.planning.week.models import NeedKind
from eldercare.visits.calendar import CalendarEntry, next_visit, week_of
from web import notices
from web.days import WEEK, monday
from web.family import reading
from web.family.lunar import lunar_day
from web.homes import dial
from web.namesakes import names_among
from web.pages import page, redirect
from web.session import Asked, person

FAMILY = {"permission": "family.read"}


@get("/family", opt=FAMILY)
async def week(request: Asked) -> Response[str]:
    account, first = person(request), monday(request.query_params.get("week", ""))
    elder = await scope.elders_of(account).prefetch_related("facility").first()
    if elder is None:
        return page(request, "family/closed.html", dial=dial)
    found, this_week = await week_of(elder, first), clock.monday_of(clock.today())
    ahead = await next_visit(elder) if first == this_week else None
    entries = [*(entry for day in found.days for entry in day.entries), *([ahead] if ahead else [])]
    return page(
        request,
        "family/week.html",
        week=found,
        rearranged=await _rearranged(elder, entries),
        missing=await missing_of(elder, first) if found.announced else [],
        ahead=[day for day in found.days if day.day >= clock.today()],
        past=[day for day in found.days if day.day < clock.today()],
        next=ahead,
        named=names_among(one for entry in entries for one in entry.carers),
        notices=await notices.notices_of(account),
        told=notices,
        this_week=this_week,
        week_before=clock.week_name(first - WEEK),
        week_after=clock.week_name(first + WEEK),
        reading=reading,
        lunar_day=lunar_day,
        dial=dial,
    )


async def _rearranged(elder: Elder, entries: Iterable[CalendarEntry]) -> dict[CalendarEntry, Fate]:
    """Those of this week, or still to come, that do not stand as they were told; the next visit may be of another."""
    this_week = clock.monday_of(clock.today())
    ahead = {one: monday for one in entries if (monday := clock.monday_of(one.day)) >= this_week}
    fates = {week: await rearranged_of(elder, week) for week in set(ahead.values())}
    found = {one: fates[week].get((NeedKind(one.kind), one.key)) for one, week in ahead.items()}
    return {one: fate for one, fate in found.items() if fate}


@post("/family/seen", opt=FAMILY)
async def seen(request: Asked) -> Redirect:
    account = person(request)
    await acknowledge(scope.messages_of(account), await notices.shown_of(request), account)
    return redirect("/family")


routes = [week, seen]
