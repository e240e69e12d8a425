"""A caregiver's own week: when she works, where, how much."""

from litestar import Response, get

from eldercare import clock
from eldercare.planning.staff_week import told_otherwise
from eldercare.visits.week import work_week
from web.caregiver import strip
from web.caregiver.route import OWN, own_staff
from web.days import WEEK, monday
from web.pages import page
from web.session import Asked, person


@get("/my-week", opt=OWN)
async def my_week(request: Asked) -> Response[str]:
    staff, week = await own_staff(person(request)), monday(request.query_params.get("week", ""))
    return page(
        request,
        "caregiver/week.html",
        week=await work_week(staff, week),
        otherwise=await told_otherwise(staff, week),
        this_week=clock.monday_of(clock.today()),
        week_before=clock.week_name(week - WEEK),
        week_after=clock.week_name(week + WEEK),
        strips=strip,
    )


routes = [my_week]
