"""Functional zones: all kinds at the first street centre, fewer elsewhere; hours, seats, staff ratios."""

from dataclasses import dataclass, field

from eldercare.demo.nouns import EVERY_DAY, MONDAY_TO_SATURDAY, WORKDAYS, OpeningHours, StaffRatio, Zone, days_in
from eldercare.demo.places import DayCare, Places, Street
from eldercare.demo.scale import Size
from eldercare.hierarchy.models import ZoneKind
from eldercare.shifts.catalogue import at

GUESTS_PER_STAFF = {0: 20, 1: 15, 2: 10, 3: 6, 4: 4}
DAY_CARE_SEATS = (11, 10, 11)
SHORT_OF_SEATS = 0.6

Span = tuple[int, int]
OFFICE_HOURS: Span = (at(8, 30), at(17))
CARE_HOURS: Span = (at(8), at(17))
MEAL_HOURS: tuple[Span, ...] = ((at(10, 30), at(13)), (at(16, 30), at(18, 30)))


@dataclass(frozen=True, slots=True)
class Kind:
    """How a zone of this kind looks at a street centre."""

    name: str
    name_en: str
    seats: int
    weekdays: int
    hours: tuple[Span, ...]
    equipment: str = ""
    cleaning_minutes: int = 0


KINDS: dict[ZoneKind, Kind] = {
    ZoneKind.MEALS: Kind("老年配餐中心", "Meals Centre", 80, EVERY_DAY, MEAL_HOURS, "蒸饭柜 保温柜 留样柜", 30),
    ZoneKind.MONITORING: Kind(
        "动态监测中心", "Monitoring Centre", 4, EVERY_DAY, ((0, at(24)),), "呼叫平台 智能床垫 烟感"
    ),
    ZoneKind.FITNESS: Kind(
        "体育健身中心", "Fitness Centre", 16, MONDAY_TO_SATURDAY, (OFFICE_HOURS,), "功率车 哑铃", 10
    ),
    ZoneKind.CULTURE: Kind("文化娱乐中心", "Culture Centre", 40, MONDAY_TO_SATURDAY, (OFFICE_HOURS,), "书画桌 棋牌桌"),
    ZoneKind.REHABILITATION: Kind(
        "保健康复中心", "Health and Rehabilitation Centre", 10, MONDAY_TO_SATURDAY, (OFFICE_HOURS,), "平行杠 理疗床", 10
    ),
    ZoneKind.DAY_CARE: Kind(
        "日间照料中心", "Day-Care Centre", 24, MONDAY_TO_SATURDAY, (CARE_HOURS,), "护理床 轮椅", 15
    ),
    ZoneKind.FOREST_BATH: Kind(
        "无水森林浴", "Waterless Forest Bath", 8, MONDAY_TO_SATURDAY, (OFFICE_HOURS,), "负氧离子舱", 15
    ),
    ZoneKind.BATHING: Kind("助浴中心", "Bathing Centre", 3, MONDAY_TO_SATURDAY, (OFFICE_HOURS,), "洗浴椅 升降浴缸", 20),
    ZoneKind.RECEPTION: Kind("接待服务台", "Reception", 12, WORKDAYS, (OFFICE_HOURS,)),
    ZoneKind.COUNSELLING: Kind("心理慰藉室", "Counselling Room", 4, WORKDAYS, (OFFICE_HOURS,)),
    ZoneKind.RESIDENTIAL: Kind("短期托养间", "Respite Rooms", 6, EVERY_DAY, ((0, at(24)),), "护理床"),
}
AT_OTHER_CENTERS = (
    ZoneKind.MEALS, ZoneKind.DAY_CARE, ZoneKind.REHABILITATION, ZoneKind.CULTURE, ZoneKind.MONITORING,
    ZoneKind.RECEPTION,
)  # fmt: skip
AT_INSTITUTION = (ZoneKind.RESIDENTIAL, ZoneKind.MEALS, ZoneKind.REHABILITATION, ZoneKind.RECEPTION)


@dataclass
class Zones:
    zones: list[Zone] = field(default_factory=list)
    opening_hours: list[OpeningHours] = field(default_factory=list)
    staff_ratios: list[StaffRatio] = field(default_factory=list)

    def add(self, facility: str, kind: ZoneKind, seats: int, weekdays: int, name: str = "", name_en: str = "") -> None:
        looks = KINDS[kind]
        key = f"{facility}-{kind.value}"
        self.zones.append(
            Zone(
                key,
                facility,
                kind,
                name or looks.name,
                name_en or looks.name_en,
                seats,
                looks.equipment,
                looks.cleaning_minutes,
            )
        )
        spans = [(day, opens, closes) for day in days_in(weekdays) for opens, closes in looks.hours]
        self.opening_hours += [OpeningHours(key, *span) for span in spans]
        if kind is ZoneKind.DAY_CARE:
            self.staff_ratios += [StaffRatio(key, level, guests) for level, guests in GUESTS_PER_STAFF.items()]


def build_zones(size: Size, places: Places, shortage: bool) -> Zones:
    """Every zone of a district; a shortage leaves out seats."""
    made = Zones()
    for kind in AT_INSTITUTION:
        seats = size.residents + 6 if kind is ZoneKind.RESIDENTIAL else KINDS[kind].seats
        name, name_en = ("入住照护区", "Residential Wing") if kind is ZoneKind.RESIDENTIAL else ("", "")
        made.add(places.institution, kind, seats, KINDS[kind].weekdays, name, name_en)
    for number, street in enumerate(places.streets):
        kinds = tuple(KINDS) if number == 0 else AT_OTHER_CENTERS
        for kind in kinds:
            seats = center_seats(size, shortage) if kind is ZoneKind.DAY_CARE else KINDS[kind].seats
            made.add(street.center, kind, seats, KINDS[kind].weekdays)
        for at_number, day_care in enumerate(street.day_cares):
            _day_care(made, size, street, day_care, at_number, shortage)
    return made


def center_seats(size: Size, shortage: bool = False) -> int:
    """Day-care seats of a street centre."""
    return _fewer(6 if size.small else KINDS[ZoneKind.DAY_CARE].seats, shortage)


def day_care_seats(size: Size, number: int, shortage: bool = False) -> int:
    """Seats of a street's `number`-th day-care centre."""
    return _fewer(5 if size.small else DAY_CARE_SEATS[number % 3], shortage)


def _day_care(made: Zones, size: Size, street: Street, day_care: DayCare, number: int, shortage: bool) -> None:
    made.add(
        day_care.key,
        ZoneKind.DAY_CARE,
        day_care_seats(size, number, shortage),
        day_care.open_days,
        "日托室",
        "Day Room",
    )
    made.add(day_care.key, ZoneKind.MEALS, 20, day_care.open_days, "助餐点", "Dining Corner")
    for station in dict.fromkeys(grid.facility for grid in day_care.grids):
        made.add(station, ZoneKind.RECEPTION, 6, WORKDAYS, "驿站活动室", "Station Room")


def _fewer(seats: int, shortage: bool) -> int:
    return max(1, int(seats * SHORT_OF_SEATS)) if shortage else seats
