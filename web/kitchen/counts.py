"""How many portions of what."""

from litestar import Response, get, post
from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.meals.counts import counts_of
from eldercare.meals.models import MealKind
from eldercare.meals.outdated import fallen_away
from eldercare.meals.portions import portions_of
from eldercare.notify.inbox import acknowledge
from web import notices
from web.boxes import of_which
from web.kitchen.stove import stove_of
from web.namesakes import names_among
from web.pages import page, redirect
from web.session import Asked, person

KITCHEN = {"permission": "kitchen.read"}


@get("/kitchen", opt=KITCHEN)
async def counts(request: Asked) -> Response[str]:
    stove = await stove_of(request)
    if stove is None:
        return page(request, "kitchen/none.html")
    fallen = await fallen_away(stove.kitchen, stove.day, stove.meal)
    return page(
        request,
        "kitchen/counts.html",
        stove=stove,
        counts=await counts_of(stove.kitchen, stove.day, stove.meal),
        fallen=fallen,
        named=names_among(fallen.carriers),
        portions_of=portions_of,
        notices=await notices.notices_of(person(request)),
        told=notices,
        meals=list(MealKind),
        of_which=of_which,
    )


@post("/kitchen/seen", opt=KITCHEN)
async def seen(request: Asked) -> Redirect:
    account = person(request)
    await acknowledge(scope.messages_of(account), await notices.shown_of(request), account)
    return redirect("/kitchen")


routes = [counts, seen]
