"""Pages of a kitchen: `routes` lists the handlers; each names its permission in `opt`."""

from litestar.types import ControllerRouterHandler

routes: list[ControllerRouterHandler] = []
