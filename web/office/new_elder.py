"""Adding an elder: refused as the workbook would refuse her, and held up while she may be on record already."""

from collections.abc import Sequence
from dataclasses import asdict

from litestar import Response, get, post
from litestar.response import Redirect

from eldercare.auth import scope
from eldercare.errors import Refused
from eldercare.exchange.duplicates import Duplicate
from eldercare.exchange.entry import Entry, LookAlikes, enter
from eldercare.exchange.kinds import Value
from eldercare.hierarchy.models import Level, Region
from eldercare.people.models import Gender
from web import words
from web.forms import Form, form_of
from web.office import elder_form, files
from web.pages import page
from web.session import Asked, person

EDIT = {"permission": "elder.edit"}
APART = "apart"
USUAL = {"floor": "1", "ability_level": "0", "living_situation": "alone", "diet": "regular", "texture": "normal"}


@get("/elders/new", opt=EDIT)
async def new(request: Asked) -> Response[str]:
    place = person(request).facility
    return await _form(request, Form({**USUAL, "facility": place.key if place else ""}))


@post("/elders/new", opt=EDIT)
async def add(request: Asked) -> Response[str] | Redirect:
    form = await form_of(request)
    who, known = form.text("who", longest=40), _who_she_is(form)
    await files.place(request, form.text("facility", longest=40, needed=True))
    facts = elder_form.facts(form)
    if facts is None or not form.ok:
        return await _form(request, form)
    values = {**known, **asdict(facts)}
    entry = await _entry(request, who, values)
    try:
        (key,) = await enter([entry], by=person(request), apart=who == APART)
    except LookAlikes as alike:
        return await _form(request, form, alike.pairs)
    except Refused as refused:
        form.refuse(refused)
        return await _form(request, form)
    return files.to("elders", key, "edit" if who not in ("", APART) else "add")


def _who_she_is(form: Form) -> dict[str, Value]:
    born, gender = form.day("birth_date"), form.choice("gender", Gender)
    return {
        "name": form.text("name", longest=60, needed=True),
        "gender": gender.value if gender else None,
        "birth_date": born,
        "facility": form.text("facility"),
        "region": form.text("region", longest=40, needed=True),
    }


async def _entry(request: Asked, who: str, values: dict[str, Value]) -> Entry:
    """A new row; or what was typed, as far as something was, for the row of the same person."""
    if who in ("", APART):
        return Entry("elder", values, "elder.add")
    elder = await scope.one(scope.elders_of(person(request)), who)
    typed = {name: value for name, value in values.items() if value not in (None, "", [])}
    return Entry("elder", typed, "elder.edit", key=elder.key)


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
