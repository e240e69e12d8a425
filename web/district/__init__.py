"""Pages of the district manager: `routes` lists the handlers; each names its permission in `opt`."""

from litestar.types import ControllerRouterHandler

from web.district import overview

routes: list[ControllerRouterHandler] = [*overview.routes]
