"""Pages of a caregiver on her way: `routes` lists the handlers; each names its permission in `opt`."""

from litestar.types import ControllerRouterHandler

from web.caregiver import route, week

routes: list[ControllerRouterHandler] = [*route.routes, *week.routes]
