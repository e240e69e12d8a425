"""Facilities: the tree, and one place with its rooms, kitchens and vehicles."""

from litestar import Response, get
from litestar.params import FromPath

from eldercare.auth import scope
from eldercare.hierarchy.facilities import tiers, tree
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import ancestors, ancestors_of_region
from eldercare.hierarchy.zones import Room, rooms_of
from web import dates
from web.dates import span
from web.office import reading
from web.pages import page
from web.session import Asked, person

READ = {"permission": "facility.read"}
LOADED = ("region", "kitchens__waves", "kitchens__diets", "vehicles")


@get("/facilities", opt=READ)
async def all_facilities(request: Asked) -> Response[str]:
    reach = scope.facilities_of(person(request))
    return page(request, "office/facilities.html", branches=await tree(reach), tiers=await tiers(reach))


@get("/facilities/{key:str}", opt=READ)
async def one_facility(request: Asked, key: FromPath[str]) -> Response[str]:
    reach = scope.facilities_of(person(request))
    facility = await scope.one(reach.prefetch_related(*LOADED), key)
    reached = {one.id for one in await reach}
    (branch,) = await tree(Facility.filter(path__startswith=facility.path))
    return page(
        request,
        "office/facility.html",
        facility=facility,
        above=[one for one in await ancestors(facility) if one.id in reached],
        regions=[*await ancestors_of_region(facility.region), facility.region],
        branch=branch,
        rooms=await rooms_of(facility),
        hours_of=hours_of,
        on_days=dates.on_days,
        listed=reading.listed,
    )


def hours_of(room: Room) -> list[str]:
    """When a room is open, weekdays with the same hours together."""
    together: dict[tuple[int, int], int] = {}
    for opened in room.hours:
        hours = (opened.opens, opened.closes)
        together[hours] = together.get(hours, 0) | 1 << opened.weekday
    return [f"{dates.on_days(weekdays)} {span(*hours)}" for hours, weekdays in together.items()]


routes = [all_facilities, one_facility]
