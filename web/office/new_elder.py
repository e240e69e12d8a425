"""Adding an elder: refused as the workbook would refuse her, and held up while she may be on record already."""

from collections.abc import Sequence
from dataclasses import asdict

from litestar import Response, get, post
from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.errors import Refused
from eldercare.exchange.duplicates import Duplicate
from eldercare.exchange.entry import Entry, LookAlikes, alike, enter
from eldercare.exchange.kinds import Value
from eldercare.hierarchy.models import Level, Region
from eldercare.people.models import Gender
from web import words
from web.forms import Form, form_of
from web.i18n import gettext as _
from web.office import elder_form, elders, files
from web.pages import page
from web.session import Asked, person

EDIT = {"permission": "elder.edit"}
APART = "apart"


@get("/elders/new", opt=EDIT)
async def new(request: Asked) -> Response[str]:
    place = person(request).facility
    return await _form(request, Form({**elder_form.USUAL, "facility": place.key if place else ""}))


@post("/elders/new", opt=EDIT)
async def add(request: Asked) -> Response[str] | Redirect:
    form = await form_of(request)
    who, known = form.text("who", longest=40), _who_she_is(form)
    await files.place(request, form.text("facility", longest=40, needed=True))
    facts = elder_form.facts(form)
    if facts is None or not form.ok:
        return await _form(request, form)
    entry = Entry("elder", {**known, **asdict(facts)}, "elder.add")
    if who not in ("", APART):
        return await _the_same(request, form, who, entry)
    try:
        (key,) = await enter([entry], by=person(request), apart=who == APART)
    except LookAlikes as like:
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
    elder = await scope.one(scope.elders_of(person(request)), who)
    over = elder_form.laid_over(elder, form)
    over.wrong(
        "",
        _("Nothing is stored yet. Look through what you typed, then save; name, sex and birth date stay as on record."),
    )
    return elders.filled_in(request, elder, over, 200)


def _who_she_is(form: Form) -> dict[str, Value]:
    born, gender = form.day("birth_date"), form.choice("gender", Gender)
    return {
        "name": form.text("name", longest=60, needed=True),
        "gender": gender.value if gender else None,
        "birth_date": born,
        "facility": form.text("facility"),
        "region": form.text("region", longest=40, needed=True),
    }


async def _form(request: Asked, form: Form, pairs: Sequence[Duplicate] = ()) -> Response[str]:
    return page(
        request,
        "office/elder_new.html",
        status=422 if pairs else form.status,
        form=form,
        pairs=pairs,
        places=await files.places(request),
        grids=await _grids(request),
        shown=elder_form.options(),
    )


async def _grids(request: Asked) -> list[tuple[str, str]]:
    """The grids of her street to choose from, each with its community."""
    place = person(request).facility
    assert place is not None  # noqa: S101  # who may edit elders has one
    region = await Region.get(id=place.region_id)
    found = Region.filter(level=Level.GRID.value, path__startswith=region.path).prefetch_related("parent")
    return [(one.key, _named(one)) for one in await found.order_by("path")]


def _named(grid: Region) -> str:
    above = words.name(grid.parent) if grid.parent else ""
    return " · ".join(filter(None, [above, words.name(grid)]))


routes = [new, add]
