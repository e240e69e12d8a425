"""What a kitchen cooks: portions of one meal by wave, diet and texture, and where they go."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from eldercare.hierarchy.models import Facility
from eldercare.meals.models import Kitchen, KitchenWave, Meal, MealKind, MealSubscription, Serving
from eldercare.people.models import Diet, Texture

if TYPE_CHECKING:
    from eldercare.planning.models import Publication

Kind = tuple[Diet, Texture]


@dataclass(frozen=True, slots=True)
class Destination:
    """Portions that leave together: to the doors, or to a canteen, which is None where no subscription names it."""

    serving: Serving
    canteen: Facility | None
    portions: Mapping[Kind, int]

    @property
    def total(self) -> int:
        return sum(self.portions.values())


@dataclass(frozen=True, slots=True)
class WaveCount:
    """One batch; `cooked_at`, `leaves_at` and `room` are None for a wave that the kitchen no longer has."""

    wave: int
    cooked_at: int | None
    leaves_at: int | None
    room: int | None
    destinations: tuple[Destination, ...]

    @property
    def portions(self) -> Mapping[Kind, int]:
        return _sum(destination.portions for destination in self.destinations)

    @property
    def total(self) -> int:
        return sum(destination.total for destination in self.destinations)

    @property
    def diets(self) -> tuple[Diet, ...]:
        """The diets there are in the wave, in the order of the enumeration."""
        return tuple(diet for diet in Diet if any(kind[0] == diet for kind in self.portions))

    def of(self, diet: Diet | None = None, texture: Texture | None = None) -> int:
        return _count(self.portions, diet, texture)

    @property
    def delivered(self) -> int:
        return sum(destination.total for destination in self.destinations if destination.serving is Serving.DELIVERED)

    @property
    def eaten_in(self) -> int:
        return self.total - self.delivered


@dataclass(frozen=True, slots=True)
class Counts:
    """One meal of one kitchen on one day, and the publications that say so."""

    kitchen: Kitchen
    day: date
    meal: MealKind
    waves: tuple[WaveCount, ...]
    publications: "tuple[Publication, ...]"

    @property
    def textures(self) -> tuple[Texture, ...]:
        """The textures that are asked for, in the order of the enumeration."""
        return tuple(texture for texture in Texture if self.of(texture=texture))

    @property
    def diets(self) -> tuple[Diet, ...]:
        return tuple(diet for diet in Diet if self.of(diet))

    @property
    def total(self) -> int:
        return sum(wave.total for wave in self.waves)

    @property
    def delivered(self) -> int:
        return sum(wave.delivered for wave in self.waves)

    @property
    def eaten_in(self) -> int:
        return sum(wave.eaten_in for wave in self.waves)

    def of(self, diet: Diet | None = None, texture: Texture | None = None) -> int:
        return sum(wave.of(diet, texture) for wave in self.waves)


async def counts_of(kitchen: Kitchen, day: date, meal: MealKind) -> Counts:
    """The portions of the publications in force."""
    meals = await Meal.filter(
        kitchen_id=kitchen.id, day=day, meal=meal.value, publication__replaced_at=None
    ).prefetch_related("elder", "publication__unit")
    canteens = await _canteens(meals, day, meal)
    waves = {wave.wave: wave for wave in await KitchenWave.filter(kitchen_id=kitchen.id, meal=meal.value)}
    numbers = sorted({one.wave for one in meals})
    return Counts(
        kitchen=kitchen,
        day=day,
        meal=meal,
        waves=tuple(
            _wave(number, waves.get(number), [one for one in meals if one.wave == number], canteens)
            for number in numbers
        ),
        publications=_publications(meals),
    )


async def _canteens(meals: Sequence[Meal], day: date, meal: MealKind) -> dict[int, Facility]:
    """Where each elder who eats in does so that day, by elder."""
    guests = [one.elder_id for one in meals if one.serving == Serving.EAT_IN]
    subscriptions = MealSubscription.filter(
        elder_id__in=guests, meal=meal.value, serving=Serving.EAT_IN.value, starts_on__lte=day
    )
    found: dict[int, Facility] = {}
    for one in await subscriptions.order_by("key").prefetch_related("eats_at"):
        if one.weekdays >> day.weekday() & 1 and (one.ends_on is None or day <= one.ends_on) and one.eats_at:
            found.setdefault(one.elder_id, one.eats_at)
    return found


def _wave(number: int, wave: KitchenWave | None, meals: Sequence[Meal], canteens: Mapping[int, Facility]) -> WaveCount:
    portions: dict[tuple[Serving, int], Counter[Kind]] = {}
    for meal in meals:
        canteen = canteens.get(meal.elder_id) if meal.serving == Serving.EAT_IN else None
        going = (Serving(meal.serving), canteen.id if canteen else 0)
        portions.setdefault(going, Counter())[Diet(meal.elder.diet), Texture(meal.elder.texture)] += 1
    places = {place.id: place for place in canteens.values()}
    going_out = [Destination(serving, places.get(place), dict(kinds)) for (serving, place), kinds in portions.items()]
    return WaveCount(
        wave=number,
        cooked_at=wave.cooked_at if wave else None,
        leaves_at=wave.leaves_at if wave else None,
        room=wave.portions if wave else None,
        destinations=tuple(sorted(going_out, key=_doors_first)),
    )


def _doors_first(destination: Destination) -> tuple[bool, str]:
    """What travels to doors first, then the canteens in the order of the tree."""
    place = destination.canteen
    return (destination.serving is not Serving.DELIVERED, place.path if place else "")


def _publications(meals: Iterable[Meal]) -> "tuple[Publication, ...]":
    found = {meal.publication_id: meal.publication for meal in meals}
    return tuple(sorted(found.values(), key=lambda publication: publication.unit.path))


def _sum(parts: Iterable[Mapping[Kind, int]]) -> Mapping[Kind, int]:
    whole: Counter[Kind] = Counter()
    for part in parts:
        whole.update(part)
    return dict(whole)


def _count(portions: Mapping[Kind, int], diet: Diet | None, texture: Texture | None) -> int:
    return sum(
        number
        for (of_diet, of_texture), number in portions.items()
        if diet in (None, of_diet) and texture in (None, of_texture)
    )
