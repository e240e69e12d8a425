"""A meal subscription as a form: which meal, on which days, brought or eaten in, and what she may eat."""

from datetime import date

from eldercare import clock
from eldercare.exchange.entry import Entry
from eldercare.exchange.kinds import Value
from eldercare.meals.models import MealKind, MealSubscription, Serving
from eldercare.people.models import Diet, Elder, Texture
from web import dates, words
from web.forms import Form
from web.office import files
from web.office.promise import Promise, Shown, day, ticked_days
from web.session import Asked

EVERY_DAY = [str(number) for number in range(7)]


async def usual(_request: Asked, elder: Elder) -> Form:
    """A new one: lunch brought every day from today on."""
    usual = {"meal": MealKind.LUNCH.value, "serving": Serving.DELIVERED.value, "eats_at": elder.facility.key}
    fare = {"diet": elder.diet, "texture": elder.texture}
    return Form({**usual, **fare, "starts_on": str(clock.today())}, {"weekdays": EVERY_DAY})


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
        "diet": elder.diet,
        "texture": elder.texture,
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


def _fare(form: Form, elder: Elder) -> list[Entry]:
    diet, texture = form.choice("diet", Diet), form.choice("texture", Texture)
    if not (diet and texture) or (diet, texture) == (elder.diet, elder.texture):
        return []
    return [Entry("elder", {"diet": diet.value, "texture": texture.value}, "elder.edit", key=elder.key)]


MEAL = Promise(
    model=MealSubscription,
    owner="elder_id",
    loaded=("elder__facility", "eats_at"),
    template="office/promise_meal.html",
    usual=usual,
    stored=stored,
    entries=entries,
    over=over,
    has_begun=lambda meal, today: bool(meal.starts_on <= today),
    shown=shown,
)
