"""Pages for everybody: the door, one's own account, the trail, the licences."""

from litestar.types import ControllerRouterHandler

from web.public import account, audit, door, health, help, licences, wishes

routes: list[ControllerRouterHandler] = [
    *health.routes,
    *door.routes,
    *wishes.routes,
    *help.routes,
    *licences.routes,
    *account.routes,
    *audit.routes,
]
