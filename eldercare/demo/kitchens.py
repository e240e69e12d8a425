"""Kitchens and their waves, sized for the meals that are asked for, and what brings the boxes round."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from eldercare.demo.elders import Elders
from eldercare.demo.nouns import EVERY_DAY, Elder, Facility, MealSubscription, days_in
from eldercare.demo.places import Places
from eldercare.demo.scale import Size
from eldercare.meals.models import MealKind, Serving
from eldercare.people.models import Diet, TravelMode
from eldercare.shifts.catalogue import at

NEEDED = 0.88
"""Share of the portions that standing subscriptions take on the fullest day."""
SHORT_OF_PORTIONS = 0.72
BOXES = 32
MANY_DINNERS = 40
LUNCHES = ((at(10, 15), at(10, 30)), (at(11), at(11, 15)))
DINNERS = ((at(16, 15), at(16, 30)), (at(16, 50), at(17, 5)))

MINUTES_OUT = {MealKind.LUNCH: 128, MealKind.DINNER: 98}
"""What a carrier can use for a meal between the first wave and the last plate."""
MINUTES_OF_A_WAVE = 102
"""The same for one wave, which may hold all meals of a quiet day."""
WAY_TO_DOOR, WAY_TO_CANTEEN, HANDOVER = 2.5, 7.0, 2.0


@dataclass(frozen=True, slots=True)
class Kitchen:
    key: str
    facility: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class KitchenWave:
    kitchen: str
    meal: str
    wave: int
    weekdays: int
    portions: int
    cooked_at: int
    leaves_at: int


@dataclass(frozen=True, slots=True)
class KitchenDiet:
    kitchen: str
    diet: str
    portions_per_wave: int


@dataclass(frozen=True, slots=True)
class Vehicle:
    key: str
    facility: str
    name: str
    name_en: str
    mode: str
    meal_boxes: int = 0
    seats: int = 0
    wheelchair_seats: int = 0


@dataclass
class MealLoad:
    """What one kitchen's people eat: portions and minutes out by weekday and meal."""

    facility: str
    portions: Counter[tuple[MealKind, int]] = field(default_factory=Counter)
    diets: Counter[tuple[MealKind, int, str]] = field(default_factory=Counter)
    out: dict[tuple[MealKind, int], float] = field(default_factory=dict)

    def peak(self, meal: MealKind) -> int:
        return max((number for (of, _), number in self.portions.items() if of is meal), default=0)

    def peak_of_diet(self, meal: MealKind, diet: str) -> int:
        return max((number for (of, _, kind), number in self.diets.items() if (of, kind) == (meal, diet)), default=0)

    def carriers(self, day: int) -> int:
        """Carriers needed on a weekday."""
        return max(self._carriers(meal, day) for meal in MealKind)

    def _carriers(self, meal: MealKind, day: int) -> int:
        out, portions = self.out.get((meal, day), 0.0), self.portions[meal, day]
        first_wave = self.peak(meal) / NEEDED / len(LUNCHES if meal is MealKind.LUNCH else self.dinners)
        in_first_wave = out * min(1.0, first_wave / portions) if portions else 0.0
        return ceil(max(out / MINUTES_OUT[meal], in_first_wave / MINUTES_OF_A_WAVE))

    @property
    def dinners(self) -> tuple[tuple[int, int], ...]:
        return DINNERS if self.peak(MealKind.DINNER) > MANY_DINNERS else DINNERS[1:]


@dataclass
class Kitchens:
    kitchens: list[Kitchen] = field(default_factory=list)
    waves: list[KitchenWave] = field(default_factory=list)
    diets: list[KitchenDiet] = field(default_factory=list)
    vehicles: list[Vehicle] = field(default_factory=list)
    loads: dict[str, MealLoad] = field(default_factory=dict)
    """By street centre, or institution."""


def build_kitchens(
    size: Size, places: Places, elders: Elders, meals: Sequence[MealSubscription], shortage: bool
) -> Kitchens:
    """One kitchen for each street centre and for the institution's own house."""
    made = Kitchens()
    names = {facility.key: facility for facility in places.facilities}
    groups = {places.institution: elders.residents, **elders.homes}
    by_elder: dict[str, list[MealSubscription]] = {}
    for subscription in meals:
        by_elder.setdefault(subscription.elder, []).append(subscription)
    for facility, people in groups.items():
        load = _load(facility, people, by_elder)
        made.loads[facility] = load
        _kitchen(made, names[facility], load, NEEDED / SHORT_OF_PORTIONS if shortage else NEEDED)
        if facility != places.institution:
            made.vehicles += _vehicles(size, facility, load)
    return made


def _load(facility: str, people: Sequence[Elder], by_elder: dict[str, list[MealSubscription]]) -> MealLoad:
    load = MealLoad(facility)
    canteens: set[tuple[MealKind, int, str]] = set()
    for elder in people:
        for subscription in by_elder.get(elder.key, ()):
            meal = MealKind(subscription.meal)
            for day in days_in(subscription.weekdays):
                load.portions[meal, day] += 1
                load.diets[meal, day, elder.diet] += 1
                if subscription.serving == Serving.DELIVERED:
                    load.out[meal, day] = load.out.get((meal, day), 0.0) + _door(elder)
                elif subscription.eats_at not in (facility, None):
                    canteens.add((meal, day, str(subscription.eats_at)))
    for meal, day, _ in sorted(canteens):
        load.out[meal, day] = load.out.get((meal, day), 0.0) + len(LUNCHES) * WAY_TO_CANTEEN
    return load


def _door(elder: Elder) -> float:
    climbed = max(0, elder.floor - 1)
    access = min(2, ceil(climbed / 2)) if elder.has_lift else ceil(climbed / 2)
    return WAY_TO_DOOR + HANDOVER + 2 * access


def _kitchen(made: Kitchens, facility: Facility, load: MealLoad, needed: float) -> None:
    key = f"{facility.key}-kitchen"
    made.kitchens.append(Kitchen(key, facility.key, f"{facility.name}厨房", f"{facility.name_en} Kitchen"))
    waves = list(_waves(load, needed))
    for meal, number, portions, (cooked_at, leaves_at) in waves:
        made.waves.append(KitchenWave(key, meal, number, EVERY_DAY, portions, cooked_at, leaves_at))
    count = Counter(meal for meal, *_ in waves)
    biggest = max(portions for _, _, portions, _ in waves)
    for diet in Diet:
        peak = max(ceil(load.peak_of_diet(meal, diet) / count[meal] / needed) for meal in MealKind)
        if peak:
            made.diets.append(KitchenDiet(key, diet, min(biggest, peak + 1) if diet is not Diet.REGULAR else biggest))


def _waves(load: MealLoad, needed: float) -> Iterator[tuple[MealKind, int, int, tuple[int, int]]]:
    for meal, times in ((MealKind.LUNCH, LUNCHES), (MealKind.DINNER, load.dinners)):
        portions = max(1, ceil(load.peak(meal) / needed / len(times)))
        for number, minutes in enumerate(times, 1):
            yield meal, number, portions, minutes


def _vehicles(size: Size, facility: str, load: MealLoad) -> list[Vehicle]:
    bikes = 1 + max(load.carriers(day) for day in range(7))
    made = [
        Vehicle(
            f"{facility}-bike{number}",
            facility,
            f"送餐电动车{number}号",
            f"Meal bike {number}",
            TravelMode.EBIKE,
            meal_boxes=BOXES,
        )
        for number in range(1, bikes + 1)
    ]
    if not size.small:
        van = Vehicle(f"{facility}-van", facility, "接送面包车", "Van", TravelMode.CAR, seats=7, wheelchair_seats=1)
        made.append(van)
    return made
