"""Adding an elder: refused as the workbook would refuse her, and held up while she may be on record already."""

from collections.abc import Sequence

from litestar import Response, get, post
from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.errors import Refused
from eldercare.exchange.duplicates import Duplicate
from eldercare.exchange.entry import Entry, LookAlikes, alike, enter
from web.forms import Form, form_of
from web.i18n import gettext as _
from web.office import elder_form, elders, files
from web.pages import page
from web.session import Asked, person

EDIT = {"permission": "elder.edit"}
APART = "apart"


@get("/elders/new", opt=EDIT)
async def new(request: Asked) -> Response[str]:
    return await _form(request, Form(elder_form.usual(person(request).facility)))


@post("/elders/new", opt=EDIT)
async def add(request: Asked) -> Response[str] | Redirect:
    form = await form_of(request)
    who, values = form.text("who", longest=40), elder_form.values(form)
    await files.place(request, form.text("facility", longest=40, needed=True))
    entry = Entry("elder", values, "elder.add")
    if form.ok and who not in ("", APART):
        return await _the_same(request, form, who, entry)
    try:
        (key,) = await enter([entry], by=person(request), apart=who == APART, unread=files.unread(form))
    except LookAlikes as like:
        form.refuse(like)
        return await _form(request, form, like.pairs)
    except Refused as refused:
        form.refuse(refused)
        return await _form(request, form)
    return files.to("elders", key, "add")


async def _the_same(request: Asked, form: Form, who: str, entry: Entry) -> Response[str]:
    """Her own file with what was typed laid over it, if it is one of those she looks like; nothing is stored."""
    pairs = await alike(entry, by=person(request))
    if who not in {pair.existing for pair in pairs}:
        form.wrong("", _("What you typed now is not like that person. Please look once more; nothing was stored."))
        return await _form(request, form, pairs)
    elder = await scope.one(scope.elders_of(person(request)).prefetch_related("facility", *elders.KNOWN), who)
    told = elder_form.told(*await elders.reach(request, elder))
    over = elder_form.laid_over(elder, form, elder_form.usual(person(request).facility), told)
    over.wrong("", _("Nothing is stored yet. Look through what you typed, then save."))
    return await elders.filled_in(request, elder, over, 200)


async def _form(request: Asked, form: Form, pairs: Sequence[Duplicate] = ()) -> Response[str]:
    return page(
        request,
        "office/elder_new.html",
        status=422 if pairs else form.status,
        form=form,
        pairs=pairs,
        places=await files.places(request),
        grids=await elder_form.grids(person(request).facility),
        shown=elder_form.options(),
    )


routes = [new, add]
