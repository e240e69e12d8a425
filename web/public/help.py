"""Whom to call."""

from litestar import Response, get

from web.pages import page
from web.session import Asked


@get("/help", opt={"public": True})
async def need_help(request: Asked) -> Response[str]:
    return page(request, "public/help.html")


routes = [need_help]
