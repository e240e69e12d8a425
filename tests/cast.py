"""The people every test knows: one district, two street centres that have nothing to do with each other.

`dong` (east) is the centre of the story: coordinator Shen, caregivers Chen and Li, elders Zhou and Lin, Zhou's
daughter, a kitchen. `xi` (west) is the sibling that nobody of the east may look into: coordinator Xu, caregiver Wu,
elder Sun and his son. A manager and an auditor see the whole district. Each name stands in one row only, so that a page
that shows it shows that very row.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from argon2 import PasswordHasher

from eldercare.auth.models import Account, Role
from eldercare.care.models import ServiceType
from eldercare.db import write
from eldercare.hierarchy.models import Facility, Level, OpeningHours, Region, Tier, Zone, ZoneKind
from eldercare.meals.models import Kitchen, KitchenDiet, KitchenWave
from eldercare.people.models import Elder, Relative, Skill, Staff
from eldercare.rulebook.seed import seed_rules

PASSWORD = "a calm sentence by the river"
MONDAY = date(2026, 11, 23)
"""The week of the story."""


@dataclass(slots=True)
class Cast:
    """Rows by the name they go by in the story."""

    regions: dict[str, Region] = field(default_factory=dict)
    facilities: dict[str, Facility] = field(default_factory=dict)
    zones: dict[str, Zone] = field(default_factory=dict)
    kitchens: dict[str, Kitchen] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    services: dict[str, ServiceType] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    elders: dict[str, Elder] = field(default_factory=dict)
    relatives: dict[str, Relative] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    """By login; see ACCOUNTS."""


ACCOUNTS = {
    "shen": Role.COORDINATOR,
    "xu": Role.COORDINATOR,
    "chen": Role.CAREGIVER,
    "li": Role.CAREGIVER,
    "wu": Role.CAREGIVER,
    "daughter": Role.FAMILY,
    "son": Role.FAMILY,
    "kitchen": Role.KITCHEN,
    "kitchen-xi": Role.KITCHEN,
    "manager": Role.DISTRICT_MANAGER,
    "auditor": Role.AUDITOR,
}


async def cast(_database: str = "") -> Cast:
    """Everybody, into the connected and empty database; ask for the `database` fixture and hand it in."""
    people = Cast()
    async with write():  # or each row would be a transaction of its own, which takes three times as long
        await seed_rules()
        await _regions(people)
        await _facilities(people)
        await _kitchens(people)
        await _services(people)
        await _staff(people)
        await _elders(people)
        await _accounts(people)
    return people


async def _regions(people: Cast) -> None:
    rows: list[tuple[str, str | None, Level, str, str]] = [
        ("qu", None, Level.DISTRICT, "云山区", "Yunshan District"),
        ("dong", "qu", Level.STREET, "东溪街道", "Dongxi Street"),
        ("xi", "qu", Level.STREET, "西岭街道", "Xiling Street"),
        ("dong-1", "dong", Level.COMMUNITY, "柳堤社区", "Liudi Community"),
        ("xi-1", "xi", Level.COMMUNITY, "梅坞社区", "Meiwu Community"),
        ("dong-1-1", "dong-1", Level.GRID, "柳堤一网格", "Liudi Grid 1"),
        ("xi-1-1", "xi-1", Level.GRID, "梅坞一网格", "Meiwu Grid 1"),
    ]
    for number, (key, parent, level, name, english) in enumerate(rows):
        above = people.regions[parent] if parent else None
        people.regions[key] = await Region.create(
            key=f"r-{key}",
            parent=above,
            level=level.value,
            path=f"{above.path if above else ''}r-{key}/",
            name=name,
            name_en=english,
            latitude=27.87 + number / 100,
            longitude=113.13 + number / 100,
        )


async def _facilities(people: Cast) -> None:
    rows: list[tuple[str, str | None, str, Tier, str, str, str]] = [
        ("house", None, "qu", Tier.INSTITUTION, "云山示范养老院", "Yunshan House", "0731-5550001"),
        ("dong", "house", "dong", Tier.STREET_CENTER, "东溪中心", "Dongxi Centre", "0731-5550002"),
        ("xi", "house", "xi", Tier.STREET_CENTER, "西岭中心", "Xiling Centre", "0731-5550003"),
        ("dong-care", "dong", "dong-1", Tier.DAY_CARE, "柳堤日间照料中心", "Liudi Day Care", "0731-5550004"),
        ("xi-care", "xi", "xi-1", Tier.DAY_CARE, "梅坞日间照料中心", "Meiwu Day Care", "0731-5550005"),
        ("dong-station", "dong-care", "dong-1-1", Tier.STATION, "柳堤驿站", "Liudi Station", ""),
    ]
    for key, parent, region, tier, name, english, phone in rows:
        above, place = people.facilities[parent] if parent else None, people.regions[region]
        people.facilities[key] = await Facility.create(
            key=f"f-{key}",
            parent=above,
            region=place,
            tier=tier.value,
            path=f"{above.path if above else ''}f-{key}/",
            name=name,
            name_en=english,
            phone=phone,
            latitude=place.latitude,
            longitude=place.longitude,
        )
    for key in ("dong-care", "xi-care"):
        zone = await Zone.create(
            key=f"z-{key}", facility=people.facilities[key], kind=ZoneKind.DAY_CARE.value, name=f"{key} 厅", seats=10
        )
        for weekday in range(5):
            await OpeningHours.create(zone=zone, weekday=weekday, opens=8 * 60, closes=17 * 60)
        people.zones[key] = zone


async def _kitchens(people: Cast) -> None:
    for key, name, english in (("dong", "东溪厨房", "Dongxi Kitchen"), ("xi", "西岭厨房", "Xiling Kitchen")):
        kitchen = await Kitchen.create(key=f"k-{key}", facility=people.facilities[key], name=name, name_en=english)
        await KitchenWave.create(
            kitchen=kitchen, meal="lunch", wave=1, weekdays=127, portions=80, cooked_at=630, leaves_at=650
        )
        for diet in ("regular", "low_salt", "low_sugar"):
            await KitchenDiet.create(kitchen=kitchen, diet=diet, portions_per_wave=60)
        people.kitchens[key] = kitchen


async def _services(people: Cast) -> None:
    people.skills["care"] = await Skill.create(
        key="care", name="生活照料", name_en="Daily care", needs_certificate=True
    )
    rows = [("wash", "basic_care", "协助洗漱", "Help with washing", 1), ("bath", "basic_care", "助浴", "Bathing", 2)]
    for key, group, name, english, carers in rows:
        people.services[key] = await ServiceType.create(
            key=key,
            service_group=group,
            name=name,
            name_en=english,
            shortest_minutes=30,
            usual_minutes=45,
            longest_minutes=90,
            skill=people.skills["care"],
            carers=carers,
            priority_class=2,
        )


async def _staff(people: Cast) -> None:
    rows = [
        ("chen", "dong", "陈春燕", "female", "13900000001"),
        ("li", "dong", "李玉梅", "female", "13900000002"),
        ("wu", "xi", "吴志强", "male", "13900000003"),
    ]
    for key, place, name, gender, phone in rows:
        people.staff[key] = await Staff.create(
            key=f"s-{key}",
            name=name,
            gender=gender,
            phone=phone,
            facility=people.facilities[place],
            job="caregiver",
            contract="full_time",
            weekly_minutes=2400,
            employed_from=date(2024, 1, 1),
        )


async def _elders(people: Cast) -> None:
    rows = [
        ("zhou", "dong-care", "dong-1-1", "周桂英", "female", "柳堤小区", 3),
        ("lin", "dong-station", "dong-1-1", "林福生", "male", "柳堤东苑", 2),
        ("sun", "xi-care", "xi-1-1", "孙德茂", "male", "梅坞新村", 4),
    ]
    for key, place, grid, name, gender, estate, ability in rows:
        people.elders[key] = await Elder.create(
            key=f"e-{key}",
            name=name,
            gender=gender,
            birth_date=date(1942, 5, 6),
            phone="",
            facility=people.facilities[place],
            region=people.regions[grid],
            estate=estate,
            building="3",
            unit="2",
            room="201",
            floor=2,
            latitude=people.regions[grid].latitude,
            longitude=people.regions[grid].longitude,
            ability_level=ability,
            living_situation="alone",
            health_notes=f"health-{key}",
            access_notes=f"access-{key}",
        )
    for key, elder, name, relation in (("daughter", "zhou", "周小兰", "daughter"), ("son", "sun", "孙大勇", "son")):
        people.relatives[key] = await Relative.create(
            key=f"p-{key}", elder=people.elders[elder], name=name, relation=relation, phone=""
        )


async def _accounts(people: Cast) -> None:
    places = {"shen": "dong", "kitchen": "dong", "xu": "xi", "kitchen-xi": "xi", "manager": "house", "auditor": "house"}
    for login, role in ACCOUNTS.items():
        people.accounts[login] = await Account.create(
            login=login,
            password_hash=_hash(),
            role=role.value,
            display_name=f"name-{login}",
            facility=people.facilities[places[login]] if login in places else None,
            staff=people.staff.get(login) if role == Role.CAREGIVER else None,
            relative=people.relatives.get(login) if role == Role.FAMILY else None,
            type_size="large" if role == Role.FAMILY else "normal",
        )


@cache
def _hash() -> str:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
