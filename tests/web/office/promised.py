"""What is typed in the forms of promises, and the browser of whoever types it."""

from datetime import date
from typing import Any

from babel.dates import format_date
from tortoise.models import Model

from eldercare import clock
from eldercare.care.models import CareTask
from eldercare.daycare.models import Attendance
from eldercare.meals.models import MealSubscription
from tests.promises import SINCE
from tests.web.browser import Browser
from tests.web.conftest import Visit

FILE = "/elders/e-zhou"
PROMISES = FILE + "/promises"
TODAY = clock.today()
TASK = {
    **{"service": "wash", "minutes": "45", "weekdays": ["0", "2"], "times_a_week": "", "when": "window"},
    **{"window_start": "08:00", "window_end": "10:30", "preferred_start": "09:00", "starts_on": str(TODAY)},
}
MEAL = {
    **{"meal": "dinner", "serving": "delivered", "eats_at": "f-dong-care", "weekdays": ["5", "6"]},
    **{"starts_on": str(TODAY), "diet": "low_salt", "texture": "soft"},
    **{"shown_diet": "regular", "shown_texture": "normal"},
}
SEAT = {
    **{"zone_kind": "f-dong-care day_care", "weekdays": ["1"], "starts": "09:00", "ends": "16:00"},
    **{"starts_on": str(TODAY)},
}
NEW: dict[str, dict[str, Any]] = {"tasks": TASK, "meals": MEAL, "seats": SEAT}
WHICH = {"tasks": {"service": "wash"}, "meals": {"meal": "lunch"}, "seats": {"zone_kind": "day_care"}}
THERE = {
    "tasks": {**TASK, "starts_on": "", "version": "1"},
    "meals": {**MEAL, "starts_on": str(SINCE), "version": "1"},
    "seats": {**SEAT, "starts_on": str(SINCE), "version": "1"},
}
"""The same for those that are there, which have begun."""
MODELS: dict[str, type[Model]] = {"tasks": CareTask, "meals": MealSubscription, "seats": Attendance}


async def coordinator(signed_in: Visit) -> Browser:
    browser = await signed_in("shen")
    await browser.get(FILE)
    return browser


def told(day: date) -> str:
    """How an English page says a day of which it speaks in a sentence."""
    pattern = "d MMM" if day.year == TODAY.year else "d MMMM y"
    return format_date(day, pattern, locale="en")


async def first(kind: str) -> int:
    """The id of Zhou's oldest promise of a kind."""
    found = await MODELS[kind].filter(key__contains="zhou").order_by("id").values_list("id", flat=True)
    return int(str(found[0]))
