"""Pages of the family at home: `routes` lists the handlers; each names its permission in `opt`."""

from litestar.types import ControllerRouterHandler

from web.family import calendar

routes: list[ControllerRouterHandler] = [*calendar.routes]
