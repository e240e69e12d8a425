"""Pages of the district manager: `routes` lists the handlers; each names its permission in `opt`."""

from litestar.types import ControllerRouterHandler

routes: list[ControllerRouterHandler] = []
