"""The day of visits: who is where, when."""

from datetime import timedelta

from litestar import Response, get

from eldercare import clock
from eldercare.planning.day import DayOfVisits, day_of
from eldercare.planning.drafts import standing
from web.forms import Form
from web.namesakes import names_of
from web.office import reading
from web.office.desk import desk
from web.pages import page
from web.paging import paged_list
from web.session import Asked, person

CARERS_A_PAGE = 60
FEW = 3
"""So many carers are shown open, more are folded to a line each."""
LAST_HOUR = 24


@get("/day", opt={"permission": "visit.read"})
async def day(request: Asked) -> Response[str]:
    typed = request.query_params.get("date")
    form = Form({"date": typed} if typed else {})
    date = form.day("date", needed=False) or clock.today()
    where = await desk(person(request), request.query_params.get("centre", ""), clock.week_name(clock.monday_of(date)))
    state = await standing(where.unit, where.week)
    found = await day_of(state, date)
    return page(
        request,
        "office/day.html",
        desk=where,
        standing=state,
        day=found,
        form=form,
        routes=paged_list(request, found.routes, CARERS_A_PAGE),
        hours=_hours(found),
        minute=clock.minute_of_day() if date == clock.today() else None,
        before=date - timedelta(days=1),
        after=date + timedelta(days=1),
        named=await names_of(where.unit),
        opened=request.query_params.get("open") == "all" or len(found.routes) <= FEW,
        few=len(found.routes) <= FEW,
        reading=reading,
        status=form.status,
    )


def _hours(found: DayOfVisits) -> range:
    first, last = found.hours
    return range(min(first, LAST_HOUR - 1), min(max(last, first + 1), LAST_HOUR))


routes = [day]
