"""Invented elders and their relatives: names by cohort, addresses in estates, ability by age."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from eldercare.demo.chance import spread, stream, weighted
from eldercare.demo.ground import EstateKind
from eldercare.demo.names import Phones, elder_name, grown_name
from eldercare.demo.nouns import Elder, Relative
from eldercare.demo.places import Grid, Places, Street
from eldercare.demo.scale import Size
from eldercare.people.models import Diet, Gender, LivingSituation, Texture

AGES = {(65, 69): 0.16, (70, 74): 0.23, (75, 79): 0.23, (80, 84): 0.2, (85, 89): 0.12, (90, 99): 0.06}
LEVELS = {0: 0.35, 1: 0.28, 2: 0.18, 3: 0.12, 4: 0.07}
RESIDENT_LEVELS = {1: 0.1, 2: 0.3, 3: 0.4, 4: 0.2}
LIVING = {LivingSituation.ALONE: 0.28, LivingSituation.WITH_SPOUSE: 0.42, LivingSituation.WITH_CHILDREN: 0.3}
DIETS = {Diet.REGULAR: 0.56, Diet.LOW_SALT: 0.2, Diet.LOW_SUGAR: 0.14, Diet.LOW_FAT: 0.07, Diet.VEGETARIAN: 0.03}
TEXTURES: dict[int, dict[Texture, float]] = {
    0: {Texture.NORMAL: 1},
    1: {Texture.NORMAL: 0.9, Texture.SOFT: 0.1},
    2: {Texture.NORMAL: 0.6, Texture.SOFT: 0.4},
    3: {Texture.NORMAL: 0.3, Texture.SOFT: 0.5, Texture.MINCED: 0.2},
    4: {Texture.SOFT: 0.35, Texture.MINCED: 0.35, Texture.PUREED: 0.3},
}
LANGUAGES = {"cmn hsn": 0.62, "hsn": 0.3, "cmn": 0.06, "hak hsn": 0.02}
RISKS: dict[int, tuple[str, ...]] = {
    0: (), 1: ("fall",), 2: ("fall", "scald", "wandering"), 3: ("fall", "choking", "wandering", "bed_fall"),
    4: ("choking", "pressure_sore", "bed_fall"),
}  # fmt: skip
ACCESS_NOTES = (
    "",
    "",
    "",
    "",
    "门禁请按房号呼叫",
    "敲门声音大一些",
    "钥匙寄存在驿站",
    "家中有小狗,先打电话",
    "单元门向里推",
)
HEALTH_NOTES = (
    "",
    "",
    "高血压",
    "2型糖尿病",
    "高血压、冠心病",
    "脑梗后左侧偏瘫",
    "骨质疏松",
    "慢阻肺",
    "白内障术后",
    "膝关节炎",
)
UNLOCATED = 0.003


@dataclass
class Elders:
    """`homes` lists those of each street centre who live at home, in the order of their keys."""

    elders: list[Elder] = field(default_factory=list)
    relatives: list[Relative] = field(default_factory=list)
    homes: dict[str, list[Elder]] = field(default_factory=dict)
    residents: list[Elder] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Person:
    """What the lot decides about an elder before she has an address."""

    gender: Gender
    age: int
    level: int
    living: LivingSituation
    diet: Diet


def build_elders(size: Size, places: Places, seed: int, prefix: str, monday: date, phones: Phones) -> Elders:
    """The elders of one district, street by street, the institution's residents last."""
    made = Elders()
    keys = (f"{prefix}-e{number:05d}" for number in range(1, size.elders + 1))
    at_home = size.elders - size.residents
    for number, street in enumerate(places.streets):
        count = at_home // len(places.streets) + (number < at_home % len(places.streets))
        rng = stream(seed, "elders", street.key)
        made.homes[street.center] = _street(rng, size, street, count, keys, monday, phones)
        made.elders += made.homes[street.center]
    rng = stream(seed, "residents")
    made.residents = [
        _resident(rng, next(keys), person, places, monday, phones)
        for person in _people(rng, size.residents, RESIDENT_LEVELS, {LivingSituation.RESIDENT: 1})
    ]
    made.elders += made.residents
    made.relatives = list(_relatives(stream(seed, "relatives"), made.elders, phones))
    return made


def _street(
    rng: Random, size: Size, street: Street, count: int, keys: Iterator[str], monday: date, phones: Phones
) -> list[Elder]:
    people = _people(rng, count, LEVELS, LIVING)
    grids = [grid for number in range(count) for grid in (street.grids[number * len(street.grids) // count],)]
    able = [number for number, person in enumerate(people) if person.level == 0]
    lost = set() if size.small else set(rng.sample(able, round(UNLOCATED * count)))
    return [
        _at_home(rng, next(keys), person, grid, monday, phones, located=number not in lost)
        for number, (person, grid) in enumerate(zip(people, grids, strict=True))
    ]


def _people(rng: Random, count: int, levels: dict[int, float], living: dict[LivingSituation, float]) -> list[_Person]:
    """The older, the less able, with a good deal of chance."""
    ages = [rng.randint(*span) for span in spread(rng, AGES, count)]
    dealt = sorted(spread(rng, levels, count))
    by_frailty = sorted(range(count), key=lambda number: ages[number] + rng.gauss(0, 7))
    level_of = dict(zip(by_frailty, dealt, strict=True))
    genders = spread(rng, {Gender.FEMALE: 0.57, Gender.MALE: 0.43}, count)
    livings = spread(rng, living, count)
    diets = spread(rng, DIETS, count)
    return [
        _Person(genders[at], ages[at], level_of[at], _with_somebody(livings[at], level_of[at]), diets[at])
        for at in range(count)
    ]


def _with_somebody(living: LivingSituation, level: int) -> LivingSituation:
    return LivingSituation.WITH_CHILDREN if level == 4 and living is LivingSituation.ALONE else living


def _at_home(
    rng: Random, key: str, person: _Person, grid: Grid, monday: date, phones: Phones, *, located: bool
) -> Elder:
    building = rng.choice(grid.buildings)
    floor = min(rng.randint(1, building.floors), rng.randint(1, building.floors))
    village = grid.kind is EstateKind.VILLAGE
    return _elder(
        rng,
        key,
        person,
        monday,
        phones,
        facility=grid.facility,
        region=grid.key,
        estate=grid.estate,
        building=building.name,
        unit="" if village else f"{rng.randint(1, 3)}单元",
        room="" if village else f"{floor}0{rng.randint(1, 4)}",
        floor=floor,
        has_lift=building.has_lift,
        latitude=building.spot.latitude if located else None,
        longitude=building.spot.longitude if located else None,
    )


def _resident(rng: Random, key: str, person: _Person, places: Places, monday: date, phones: Phones) -> Elder:
    floor = rng.randint(2, 4)
    return _elder(
        rng,
        key,
        person,
        monday,
        phones,
        facility=places.institution,
        region=places.streets[0].grids[0].key,
        estate=places.facilities[0].name,
        building="住养楼",
        unit="",
        room=f"{floor}{rng.randint(1, 20):02d}",
        floor=floor,
        has_lift=True,
        latitude=places.institution_spot.latitude,
        longitude=places.institution_spot.longitude,
    )


def _elder(rng: Random, key: str, person: _Person, monday: date, phones: Phones, **address: object) -> Elder:
    level = person.level
    risks = [risk for risk in RISKS[level] if rng.random() < 0.5]
    return Elder(
        key=key,
        name=elder_name(rng, person.gender, person.age),
        gender=person.gender,
        birth_date=monday - timedelta(days=round(person.age * 365.25) + rng.randint(1, 364)),
        phone=phones(),
        ability_level=level,
        living_situation=person.living,
        diet=person.diet,
        texture=weighted(rng, TEXTURES[level]),
        languages=weighted(rng, LANGUAGES).split(),
        risks=risks,
        access_notes=rng.choice(ACCESS_NOTES),
        health_notes=rng.choice(HEALTH_NOTES) if level else "",
        **address,  # type: ignore[arg-type]  # the columns of an address, each of its own type
    )


def _relatives(rng: Random, elders: list[Elder], phones: Phones) -> Iterator[Relative]:
    """Nearly everybody has somebody; the first is called in an emergency."""
    for elder in elders:
        for number in range(1, 1 + weighted(rng, {0: 0.12, 1: 0.58, 2: 0.3})):
            relation = weighted(
                rng, {"daughter": 0.42, "son": 0.36, "grandchild": 0.08, "sibling": 0.06, "neighbour": 0.08}
            )
            female = relation == "daughter" or (relation != "son" and rng.random() < 0.5)
            family = elder.name[0] if elder.gender == Gender.MALE and relation in ("daughter", "son") else None
            yield Relative(
                key=f"{elder.key}-r{number}",
                elder=elder.key,
                name=grown_name(rng, Gender.FEMALE if female else Gender.MALE, family),
                relation=relation,
                phone=phones(),
                emergency_contact=number == 1,
                sees_schedule=rng.random() < 0.92,
            )
