"""Meal subscriptions: guests eat at day care, the abler come to a canteen, the others have it brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from eldercare.demo.chance import some, stream
from eldercare.demo.elders import Elders
from eldercare.demo.nouns import EVERY_DAY, MONDAY_TO_SATURDAY, Attendance, Elder, MealSubscription
from eldercare.demo.places import Places, Street
from eldercare.demo.scale import Size
from eldercare.hierarchy.models import ZoneKind
from eldercare.meals.models import MealKind, Serving


@dataclass(frozen=True, slots=True)
class Shares:
    """How many subscribe; the rest of a guest's week is brought to `guest_days`' share of them."""

    lunch: float
    delivered: float
    dinner: float
    dinner_delivered: float
    guest_days: float


USUAL = Shares(lunch=0.42, delivered=0.44, dinner=0.165, dinner_delivered=0.8, guest_days=0.3)
SMALL = Shares(lunch=0.5, delivered=0.36, dinner=0.2, dinner_delivered=0.5, guest_days=0.3)
WEEKS = (EVERY_DAY, EVERY_DAY, MONDAY_TO_SATURDAY, 0b0011111)


class _Book:
    def __init__(self, rng: Random, monday: date) -> None:
        self.rng, self.monday = rng, monday
        self.subscriptions: list[MealSubscription] = []

    def eat_in(self, elder: Elder, meal: MealKind, weekdays: int, place: str) -> None:
        self._add(elder, meal, weekdays, Serving.EAT_IN, place)

    def deliver(self, elder: Elder, meal: MealKind, weekdays: int) -> None:
        self._add(elder, meal, weekdays, Serving.DELIVERED, None)

    def _add(self, elder: Elder, meal: MealKind, weekdays: int, serving: Serving, place: str | None) -> None:
        if not weekdays:
            return
        starts_on = self.monday - timedelta(days=self.rng.randint(15, 400))
        key = f"{elder.key}-{meal.value}-{'in' if place else 'out'}"
        self.subscriptions.append(MealSubscription(key, elder.key, meal, weekdays, serving, place, starts_on))


def build_meals(
    size: Size, places: Places, elders: Elders, attendance: Sequence[Attendance], seed: int, monday: date
) -> list[MealSubscription]:
    """Subscriptions of one district."""
    guests = {guest.elder: guest for guest in attendance if guest.zone_kind == ZoneKind.DAY_CARE}
    book = _Book(stream(seed, "meals"), monday)
    shares = SMALL if size.small else USUAL
    for street in places.streets:
        homes = elders.homes[street.center]
        seated = [elder for elder in homes if elder.key in guests]
        _guests(book, seated, guests, shares)
        _others(book, street, [elder for elder in homes if elder.key not in guests], shares)
    for elder in elders.residents:
        book.eat_in(elder, MealKind.LUNCH, EVERY_DAY, places.institution)
        book.eat_in(elder, MealKind.DINNER, EVERY_DAY, places.institution)
    return book.subscriptions


def _guests(book: _Book, seated: Sequence[Elder], guests: dict[str, Attendance], shares: Shares) -> None:
    """Lunch where she is on her days; some have it brought on the others, and supper too."""
    for elder in seated:
        book.eat_in(elder, MealKind.LUNCH, guests[elder.key].weekdays, guests[elder.key].facility)
    for elder in some(book.rng, seated, shares.guest_days):
        book.deliver(elder, MealKind.LUNCH, EVERY_DAY & ~guests[elder.key].weekdays)
    for elder in some(book.rng, seated, shares.dinner * shares.dinner_delivered):
        book.deliver(elder, MealKind.DINNER, book.rng.choice(WEEKS))


def _others(book: _Book, street: Street, others: Sequence[Elder], shares: Shares) -> None:
    subscribers = some(book.rng, others, shares.lunch)
    frail_first = sorted(subscribers, key=lambda elder: (elder.latitude is None, -elder.ability_level, elder.key))
    cut = round(shares.delivered * len(subscribers))
    for elder in frail_first[:cut]:
        book.deliver(elder, MealKind.LUNCH, book.rng.choice(WEEKS))
    for elder in frail_first[cut:]:
        _canteen(book, street, elder, MealKind.LUNCH)
    diners = some(book.rng, others, shares.dinner)
    cut = round(shares.dinner_delivered * len(diners))
    for number, elder in enumerate(
        sorted(diners, key=lambda elder: (elder.latitude is None, -elder.ability_level, elder.key))
    ):
        if number < cut:
            book.deliver(elder, MealKind.DINNER, book.rng.choice(WEEKS))
        else:
            book.eat_in(elder, MealKind.DINNER, book.rng.choice(WEEKS), street.center)


def _canteen(book: _Book, street: Street, elder: Elder, meal: MealKind) -> None:
    """The nearest communities walk to the centre, the others to their own dining corner while it is open."""
    for number, day_care in enumerate(street.day_cares):
        if any(grid.key == elder.region for grid in day_care.grids):
            if number < 3 and len(street.day_cares) > 3:
                book.eat_in(elder, meal, book.rng.choice(WEEKS), street.center)
            else:
                book.eat_in(elder, meal, book.rng.choice(WEEKS) & day_care.open_days, day_care.key)
            return
