"""A meal subscription as a form: which meal, on which days, brought or eaten in, and what she may eat."""

from datetime import date

from eldercare import clock
from eldercare.errors import Stale
from eldercare.exchange.entry import Entry
from eldercare.exchange.kinds import Value
from eldercare.meals.models import MealKind, MealSubscription, Serving
from eldercare.people.models import Diet, Elder, Texture
from web import dates, words
from web.forms import Form
from web.office import files
from web.office.promise import Promise, Shown, day, ticked_days
from web.session import Asked

FARE = ("diet", "texture")
"""Facts of the elder, not of one meal."""
EVERY_DAY = [str(number) for number in range(7)]


async def usual(_request: Asked, elder: Elder) -> Form:
    """A new one: lunch brought every day from today on."""
    usual = {"meal": MealKind.LUNCH.value, "serving": Serving.DELIVERED.value, "eats_at": elder.facility.key}
    return Form({**usual, **_fare_of(elder), "starts_on": str(clock.today())}, {"weekdays": EVERY_DAY})


def stored(meal: MealSubscription) -> Form:
    """The form as the row fills it; `meal` comes with its elder and where it is eaten."""
    elder = meal.elder
    values = {
        "version": str(meal.version),
        "meal": meal.meal,
        "serving": meal.serving,
        "eats_at": meal.eats_at.key if meal.eats_at else elder.facility.key,
        "starts_on": day(meal.starts_on),
        "ends_on": day(meal.ends_on),
        **_fare_of(elder),
    }
    return Form(values, {"weekdays": ticked_days(meal.weekdays)})


async def entries(form: Form, elder: Elder, meal: MealSubscription | None) -> list[Entry]:
    """What was typed as rows, hers too where she may eat something else now; faults stand in the form."""
    kind, serving = form.choice("meal", MealKind), form.choice("serving", Serving)
    place = form.text("eats_at", longest=40)
    values: dict[str, Value] = {
        "elder": elder.key,
        "meal": kind.value if kind else None,
        "weekdays": form.weekdays("weekdays"),
        "serving": serving.value if serving else None,
        "eats_at": place or None if serving == Serving.EAT_IN else None,
        "starts_on": form.day("starts_on"),
        "ends_on": form.day("ends_on", needed=False),
    }
    whose = ("elder", elder.key)
    if meal is None:
        own = Entry("meal_subscription", values, "meal.add", about=whose)
    else:
        own = Entry("meal_subscription", values, "meal.edit", key=meal.key, version=files.version(form), about=whose)
    return [own, *_fare(form, elder)]


def over(meal: MealSubscription, elder: Elder, last: date | None, version: int) -> list[Entry]:
    """It ends with a day; without one it is taken away."""
    values, action = ({}, "meal.drop") if last is None else ({"ends_on": last}, "meal.end")
    whose = ("elder", elder.key)
    return [Entry("meal_subscription", values, action, key=meal.key, version=version, about=whose, gone=last is None)]


async def shown(request: Asked, _elder: Elder, _form: Form, meal: MealSubscription | None) -> Shown:
    places = await files.places(request)
    if meal and meal.eats_at and meal.eats_at.key not in dict(places):
        places.append((meal.eats_at.key, words.name(meal.eats_at)))
    told = f"{words.of('meal', meal.meal)} {dates.on_days(meal.weekdays)}" if meal else ""
    return {"places": places, "row_words": told}


def beside(form: Form, elder: Elder) -> None:
    """Diet and texture as they are by now: in place of what nobody touched, beside what somebody did."""
    now = Form(_fare_of(elder))
    if not _fare_touched(form):
        form.values |= now.values
    files.met(form, now, {name: name for name in FARE})
    form.values |= {f"shown_{name}": now.values[name] for name in FARE}


def _fare(form: Form, elder: Elder) -> list[Entry]:
    """Hers, where somebody chose another; Stale where that would go over what the form never showed."""
    diet, texture = form.choice("diet", Diet), form.choice("texture", Texture)
    if not (diet and texture) or (diet, texture) == (elder.diet, elder.texture) or not _fare_touched(form):
        return []
    if any(form.values.get(f"shown_{name}") != getattr(elder, name) for name in FARE):
        raise Stale("stale")
    values: dict[str, Value] = {"diet": diet.value, "texture": texture.value}
    return [Entry("elder", values, "elder.edit", key=elder.key, version=elder.version)]


def _fare_of(elder: Elder) -> dict[str, str]:
    """What she may eat, and the same once more: what the form showed."""
    fare = {name: str(getattr(elder, name)) for name in FARE}
    return fare | {f"shown_{name}": value for name, value in fare.items()}


def _fare_touched(form: Form) -> bool:
    return any(form.values.get(name) != form.values.get(f"shown_{name}") for name in FARE)


MEAL = Promise(
    model=MealSubscription,
    owner="elder_id",
    loaded=("elder__facility", "eats_at"),
    template="office/promise_meal.html",
    usual=usual,
    stored=stored,
    entries=entries,
    over=over,
    shown=shown,
    beside=beside,
)
