"""The web application: one plain function puts it together."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from litestar import Litestar
from litestar.datastructures import CacheControlHeader
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from eldercare.db import connected
from eldercare.settings import settings
from web import caregiver, district, errors, family, kitchen, office, public
from web.assets import STATIC
from web.csrf import own_form
from web.guard import check_routes, findable, permitted
from web.head import answering_head
from web.headers import KnownHost, protect
from web.patience import patient
from web.session import Person

BIGGEST_FORM = 1_000_000
"""Bytes; a route that takes a workbook raises it for itself."""
MOST_FIELDS = 2000
YEAR = 365 * 24 * 3600


def create_app(database_url: str = "", more: list[ControllerRouterHandler] | None = None) -> Litestar:
    """The application over the database at `database_url` (the settings' one by default), with `more` routes if given.

    OpenRoute when a route does not say whom it is for.
    """
    STATIC.mkdir(exist_ok=True)
    app = Litestar(
        [*all_routes(), *(more or [])],
        guards=[permitted, findable, own_form],
        middleware=[KnownHost(), Person()],
        exception_handlers=errors.HANDLERS,  # type: ignore[arg-type]  # typed for our own requests
        before_send=[protect],
        lifespan=[_database(database_url or settings().database)],
        request_max_body_size=BIGGEST_FORM,
        multipart_form_part_limit=MOST_FIELDS,
        openapi_config=None,
        logging_config=None,
        debug=False,
        pdb_on_exception=False,
    )
    check_routes(app)
    app.asgi_handler = answering_head(patient(app.asgi_handler))
    return app


def all_routes() -> list[ControllerRouterHandler]:
    """Every page, by audience, and the built files."""
    audiences = (public, office, caregiver, family, kitchen, district)
    return [
        *(route for audience in audiences for route in audience.routes),
        create_static_files_router(
            "/static",
            directories=[STATIC],
            cache_control=CacheControlHeader(public=True, max_age=YEAR, immutable=True),
            opt={"public": True, "static": True},
        ),
    ]


def _database(url: str) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def open_while_serving(_app: Litestar) -> AsyncIterator[None]:
        async with connected(url):
            yield

    return open_while_serving
