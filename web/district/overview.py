"""The streets of a district side by side."""

from datetime import timedelta

from litestar import Response, get

from eldercare import clock
from eldercare.auth import scope
from eldercare.planning.overview import overview as overview_of
from web.days import WEEK, monday
from web.district import figures, findings
from web.office import reading
from web.office.board import KINDS
from web.pages import page
from web.session import Asked, person


@get("/district", opt={"permission": "district.read"})
async def overview(request: Asked) -> Response[str]:
    week = monday(request.query_params.get("week", ""))
    units = await scope.units_of(person(request)).prefetch_related("region").order_by("path")
    found = await overview_of(units, week)
    return page(
        request,
        "district/overview.html",
        found=found,
        week=week,
        week_name=clock.week_name(week),
        week_before=clock.week_name(week - WEEK),
        week_after=clock.week_name(week + WEEK),
        this_week=clock.week_name(clock.monday_of(clock.today())),
        days=[week + timedelta(days=at) for at in range(7)],
        kinds=KINDS,
        figures=figures,
        findings=findings,
        reading=reading,
    )


routes = [overview]
