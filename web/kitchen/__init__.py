"""Pages of a kitchen: `routes` lists the handlers; each names its permission in `opt`."""

from litestar.types import ControllerRouterHandler

from web.kitchen import counts, rounds

routes: list[ControllerRouterHandler] = [*counts.routes, *rounds.routes]
