"""How the reader wants to read: language and type size, kept by the browser and, if signed in, by the account."""

from litestar import post
from litestar.datastructures import Cookie
from litestar.response import Redirect

from eldercare.auth import accounts
from web import cookies, i18n
from web.forms import form_of
from web.pages import local, redirect
from web.session import SIZES, Asked

PUBLIC = {"public": True}


@post("/language", opt=PUBLIC)
async def speak(request: Asked) -> Redirect:
    form = await form_of(request)
    chosen = i18n.known(form.values.get("language")) or i18n.language()
    if request.user:
        await accounts.prefer(request.user, language=chosen)
    answer = redirect(local(form.values.get("next")))
    answer.cookies.extend(_kept(request, "language", chosen))
    return answer


@post("/type-size", opt=PUBLIC)
async def enlarge(request: Asked) -> Redirect:
    form = await form_of(request)
    chosen = form.values.get("size", "")
    chosen = chosen if chosen in SIZES else SIZES[0]
    if request.user:
        await accounts.prefer(request.user, type_size=chosen)
    answer = redirect(local(form.values.get("next")))
    answer.cookies.extend(_kept(request, "type", chosen))
    return answer


def _kept(request: Asked, name: str, chosen: str) -> list[Cookie]:
    return [cookies.wish(name, chosen)] if request.user else cookies.wish_at_the_door(name, chosen)


routes = [speak, enlarge]
