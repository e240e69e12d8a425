"""How many portions of what."""

from litestar import Response, get, post
from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.meals.counts import Destination, counts_of
from eldercare.meals.models import MealKind
from eldercare.notify.inbox import acknowledge
from eldercare.people.models import Diet, Texture
from web import notices, words
from web.i18n import gettext as _
from web.kitchen.stove import stove_of
from web.office.desk import person
from web.pages import page, redirect
from web.session import Asked

KITCHEN = {"permission": "kitchen.read"}


@get("/kitchen", opt=KITCHEN)
async def counts(request: Asked) -> Response[str]:
    stove = await stove_of(request)
    if stove is None:
        return page(request, "kitchen/none.html")
    return page(
        request,
        "kitchen/counts.html",
        stove=stove,
        counts=await counts_of(stove.kitchen, stove.day, stove.meal),
        notices=await notices.notices_of(person(request)),
        told=notices,
        meals=list(MealKind),
        portion=portion,
        of_which=of_which,
    )


@post("/kitchen/seen", opt=KITCHEN)
async def seen(request: Asked) -> Redirect:
    account = person(request)
    await acknowledge(scope.messages_of(account), await notices.shown_of(request), account)
    return redirect("/kitchen")


def portion(diet: str, texture: str) -> str:
    """低盐、软食 · Low salt, soft"""
    if texture == Texture.NORMAL:
        return words.of("diet", diet)
    return _(", ").join([words.of("diet", diet), words.of("texture", texture)])


def of_which(destination: Destination) -> list[tuple[str, int, bool]]:
    """What goes there: its words, how many, and whether it is anything but the usual."""
    usual = (Diet.REGULAR, Texture.NORMAL)
    order = {kind: number for number, kind in enumerate((diet, texture) for diet in Diet for texture in Texture)}
    return [
        (portion(*kind), destination.portions[kind], kind != usual)
        for kind in sorted(destination.portions, key=order.__getitem__)
    ]


routes = [counts, seen]
