"""Pages of the office, where weeks are planned: `routes` lists the handlers; each names its permission in `opt`."""

from litestar.types import ControllerRouterHandler

from web.office import board, day, elders, exchange, facilities, open_needs, publish, runs, staff

routes: list[ControllerRouterHandler] = [
    *board.routes,
    *day.routes,
    *open_needs.routes,
    *runs.routes,
    *publish.routes,
    *exchange.routes,
    *elders.routes,
    *staff.routes,
    *facilities.routes,
]
