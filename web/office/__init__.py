"""Pages of the office, where weeks are planned: `routes` lists the handlers; each names its permission in `opt`."""

from litestar.types import ControllerRouterHandler

from web.office import board, exchange

routes: list[ControllerRouterHandler] = [*board.routes, *exchange.routes]
