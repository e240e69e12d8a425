"""Pages of the office, where weeks are planned: `routes` lists the handlers; each names its permission in `opt`."""

from litestar.types import ControllerRouterHandler

from web.office import (
    board,
    calls,
    day,
    elders,
    exchange,
    facilities,
    located,
    near,
    new_elder,
    new_staff,
    open_needs,
    promises,
    publish,
    runs,
    staff,
)

routes: list[ControllerRouterHandler] = [
    *board.routes,
    *day.routes,
    *open_needs.routes,
    *runs.routes,
    *publish.routes,
    *calls.routes,
    *exchange.routes,
    *located.routes,
    *new_elder.routes,
    *promises.routes,
    *elders.routes,
    *near.routes,
    *new_staff.routes,
    *staff.routes,
    *facilities.routes,
]
