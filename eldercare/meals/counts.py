"""What a kitchen cooks: portions of one meal by wave, diet and texture, and where they go."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from eldercare.hierarchy.models import Facility
from eldercare.meals.models import Kitchen, KitchenDiet, KitchenWave, Meal, MealKind
from eldercare.meals.portions import Portions, count, portions_of, together
from eldercare.people.models import Diet, Texture

if TYPE_CHECKING:
    from eldercare.planning.models import Publication


@dataclass(frozen=True, slots=True)
class Destination:
    """Portions that leave together: to a canteen, or, where that is None, to the doors."""

    canteen: Facility | None
    portions: Portions
    brought: int
    """Portions that a carrier brings there; the others are eaten where they are cooked, or wait for a carrier."""

    @property
    def total(self) -> int:
        return count(self.portions)


@dataclass(frozen=True, slots=True)
class WaveCount:
    """One batch; `cooked_at`, `leaves_at` and `room` are None for a wave that the kitchen does not have on
    that day any more."""

    wave: int
    cooked_at: int | None
    leaves_at: int | None
    room: int | None
    room_of: Mapping[Diet, int]
    """The most portions of each diet that is cooked."""
    destinations: tuple[Destination, ...]

    @property
    def portions(self) -> Portions:
        return together(destination.portions for destination in self.destinations)

    @property
    def total(self) -> int:
        return sum(destination.total for destination in self.destinations)

    @property
    def diets(self) -> tuple[Diet, ...]:
        """The diets there are in the wave, in the order of the enumeration."""
        return tuple(diet for diet in Diet if any(kind[0] == diet for kind in self.portions))

    def of(self, diet: Diet | None = None, texture: Texture | None = None) -> int:
        return count(self.portions, diet, texture)

    @property
    def beyond(self) -> int:
        """Portions beyond what the wave has."""
        return 0 if self.room is None else max(0, self.total - self.room)

    @property
    def beyond_diet(self) -> dict[Diet, int]:
        """Portions of a diet beyond what the kitchen cooks of it, where there are any."""
        over = {diet: self.of(diet) - room for diet, room in self.room_of.items()}
        return {diet: count for diet, count in over.items() if count > 0}

    @property
    def delivered(self) -> int:
        return sum(destination.total for destination in self.destinations if destination.canteen is None)

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

    @property
    def brought_to(self) -> dict[int, int]:
        """Portions that carriers bring to canteens, by the canteen's id."""
        found: Counter[int] = Counter()
        for destination in (one for wave in self.waves for one in wave.destinations):
            if destination.canteen and destination.brought:
                found[destination.canteen.id] += destination.brought
        return dict(found)

    @property
    def eaten_here(self) -> int:
        """Portions for guests of the kitchen's own place."""
        destinations = (one for wave in self.waves for one in wave.destinations)
        return sum(one.total for one in destinations if one.canteen and one.canteen.id == self.kitchen.facility_id)

    @property
    def waiting(self) -> int:
        """Portions for other canteens that nobody carries yet."""
        return self.eaten_in - self.eaten_here - sum(self.brought_to.values())

    def of(self, diet: Diet | None = None, texture: Texture | None = None) -> int:
        return sum(wave.of(diet, texture) for wave in self.waves)


async def counts_of(kitchen: Kitchen, day: date, meal: MealKind) -> Counts:
    """The portions of the publications in force."""
    meals = await Meal.filter(
        kitchen_id=kitchen.id, day=day, meal=meal.value, publication__replaced_at=None
    ).prefetch_related("elder", "eats_at", "publication__unit")
    rows = await KitchenWave.filter(kitchen_id=kitchen.id, meal=meal.value)
    waves = {wave.wave: wave for wave in rows if wave.weekdays >> day.weekday() & 1}
    cooked = KitchenDiet.filter(kitchen_id=kitchen.id).values_list("diet", "portions_per_wave")
    room_of = {Diet(diet): room for diet, room in await cooked}
    numbers = sorted({one.wave for one in meals})
    return Counts(
        kitchen=kitchen,
        day=day,
        meal=meal,
        waves=tuple(
            _wave(number, waves.get(number), room_of, [one for one in meals if one.wave == number])
            for number in numbers
        ),
        publications=_publications(meals),
    )


def _wave(number: int, wave: KitchenWave | None, room_of: Mapping[Diet, int], meals: Sequence[Meal]) -> WaveCount:
    going: dict[int | None, list[Meal]] = {}
    for meal in meals:
        going.setdefault(meal.eats_at_id, []).append(meal)
    destinations = [_destination(leaving) for leaving in going.values()]
    return WaveCount(
        wave=number,
        cooked_at=wave.cooked_at if wave else None,
        leaves_at=wave.leaves_at if wave else None,
        room=wave.portions if wave else None,
        room_of=room_of,
        destinations=tuple(sorted(destinations, key=_doors_first)),
    )


def _destination(leaving: Sequence[Meal]) -> Destination:
    return Destination(leaving[0].eats_at, portions_of(leaving), sum(1 for meal in leaving if meal.carrier_id))


def _doors_first(destination: Destination) -> str:
    """What travels to doors first, then the canteens in the order of the tree."""
    return destination.canteen.path if destination.canteen else ""


def _publications(meals: Iterable[Meal]) -> "tuple[Publication, ...]":
    found = {meal.publication_id: meal.publication for meal in meals}
    return tuple(sorted(found.values(), key=lambda publication: publication.unit.path))
