"""What can be promised: the service types of GB/T 43153-2023 and the six helps, and the skills they take."""

from dataclasses import dataclass

from eldercare.care.models import Help, SameSex, ServiceGroup, ServiceType
from eldercare.hierarchy.models import ZoneKind
from eldercare.people.models import Skill

EVERY_DAY, MONDAY_TO_SATURDAY, WORKDAYS = 0b1111111, 0b0111111, 0b0011111


@dataclass(frozen=True, slots=True)
class SkillEntry:
    key: str
    name: str
    name_en: str
    needs_certificate: bool = False


@dataclass(frozen=True, slots=True)
class Usual:
    """When it is usually done: the window of its start, on which weekdays, and how often a week if not on each."""

    earliest: int
    latest: int
    weekdays: int = MONDAY_TO_SATURDAY
    times: int | None = None


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """One service: shortest, usual and longest minutes; `zone_kind` None means at the elder's home."""

    key: str
    group: ServiceGroup
    help: Help | None
    name: str
    name_en: str
    minutes: tuple[int, int, int]
    skill: str | None
    priority_class: int
    usual: Usual
    carers: int = 1
    same_sex: bool = False
    low_risk: bool = False
    zone_kind: ZoneKind | None = None


SKILLS: tuple[SkillEntry, ...] = (
    SkillEntry("basic_care", "基础照护", "Basic care"),
    SkillEntry("housekeeping", "家政保洁", "Housekeeping"),
    SkillEntry("companionship", "陪伴关爱", "Companionship"),
    SkillEntry("escort", "陪诊陪行", "Escort"),
    SkillEntry("elderly_care", "养老护理", "Elderly care worker", True),
    SkillEntry("bathing", "助浴", "Assisted bathing", True),
    SkillEntry("nursing", "护理执业", "Registered nurse", True),
    SkillEntry("rehabilitation", "康复训练", "Rehabilitation", True),
    SkillEntry("dementia_care", "认知症照护", "Dementia care", True),
    SkillEntry("first_aid", "急救", "First aid", True),
    SkillEntry("driving", "机动车驾驶", "Driving licence", True),
    SkillEntry("food_health", "食品从业健康", "Food handler's health certificate", True),
)


def _at(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


_BREAKFAST = Usual(_at(7, 15), _at(8, 45), EVERY_DAY)
_MORNING = Usual(_at(7, 15), _at(11))
_NOON = Usual(_at(11, 15), _at(12, 30), EVERY_DAY)
_AFTERNOON = Usual(_at(12, 30), _at(16), EVERY_DAY)
_EVENING = Usual(_at(16, 15), _at(18, 45))
_ONCE = Usual(_at(8, 30), _at(15), times=1)
_TWICE = Usual(_at(8, 30), _at(16), times=2)
_ONCE_A_WORKDAY = Usual(_at(8, 30), _at(16), WORKDAYS, 1)
_AT_THE_DOCTORS = Usual(_at(8, 30), _at(9, 30), WORKDAYS, 1)

_DAILY, _BASIC, _HEALTH = ServiceGroup.DAILY_LIVING, ServiceGroup.BASIC_CARE, ServiceGroup.HEALTH
_VISIT, _COMFORT, _ERRANDS = ServiceGroup.WELFARE_VISIT, ServiceGroup.COMFORT, ServiceGroup.ERRANDS
_HOME = ServiceGroup.HOME_ADAPTATION

SERVICES: tuple[ServiceEntry, ...] = (
    ServiceEntry(
        "meal_assistance", _DAILY, Help.MEALS, "协助进食", "Help with eating", (20, 30, 45), "elderly_care", 1, _NOON
    ),
    ServiceEntry("morning_care", _DAILY, None, "起居照护", "Morning care", (20, 30, 45), "elderly_care", 2, _MORNING),
    ServiceEntry("evening_care", _DAILY, None, "晚间照护", "Evening care", (20, 30, 45), "elderly_care", 2, _EVENING),
    ServiceEntry(
        "toileting", _DAILY, None, "协助如厕", "Help with toileting", (15, 20, 30), "elderly_care", 1, _AFTERNOON
    ),
    ServiceEntry("bathing", _DAILY, Help.BATHING, "助浴", "Bathing", (45, 60, 75), "bathing", 2, _ONCE, same_sex=True),
    ServiceEntry(
        "bathing_two",
        _DAILY,
        Help.BATHING,
        "双人助浴",
        "Bathing by two",
        (45, 60, 75),
        "bathing",
        2,
        _ONCE,
        carers=2,
        same_sex=True,
    ),
    ServiceEntry(
        "bed_bath", _DAILY, Help.BATHING, "床上擦浴", "Bed bath", (30, 40, 50), "bathing", 2, _ONCE, same_sex=True
    ),
    ServiceEntry(
        "cleaning", _DAILY, Help.CLEANING, "居室保洁", "House cleaning", (60, 90, 120), "housekeeping", 3, _ONCE
    ),
    ServiceEntry("laundry", _DAILY, Help.CLEANING, "衣物洗涤", "Laundry", (30, 40, 60), "housekeeping", 3, _ONCE),
    ServiceEntry(
        "hair_cut", _DAILY, None, "上门理发", "Haircut at home", (20, 30, 40), "basic_care", 4, _ONCE_A_WORKDAY
    ),
    ServiceEntry(
        "medication", _BASIC, None, "用药协助", "Help with medicine", (10, 15, 20), "basic_care", 1, _BREAKFAST
    ),
    ServiceEntry("turning", _BASIC, None, "翻身叩背", "Turning in bed", (15, 20, 30), "elderly_care", 1, _AFTERNOON),
    ServiceEntry(
        "dementia_activity",
        _BASIC,
        None,
        "认知训练",
        "Memory training",
        (30, 40, 60),
        "dementia_care",
        3,
        _ONCE_A_WORKDAY,
    ),
    ServiceEntry(
        "blood_pressure",
        _HEALTH,
        None,
        "血压血糖监测",
        "Blood pressure and sugar",
        (10, 15, 20),
        "basic_care",
        2,
        _ONCE,
    ),
    ServiceEntry("insulin", _HEALTH, None, "胰岛素注射", "Insulin injection", (10, 15, 20), "nursing", 1, _BREAKFAST),
    ServiceEntry("wound_care", _HEALTH, None, "伤口护理", "Wound care", (20, 30, 45), "nursing", 1, _TWICE),
    ServiceEntry(
        "rehabilitation",
        _HEALTH,
        None,
        "康复锻炼",
        "Rehabilitation exercise",
        (30, 40, 60),
        "rehabilitation",
        2,
        _TWICE,
    ),
    ServiceEntry(
        "medical_escort",
        _HEALTH,
        Help.MEDICAL,
        "陪同就医",
        "Escort to the doctor",
        (120, 150, 180),
        "escort",
        2,
        _AT_THE_DOCTORS,
    ),
    ServiceEntry(
        "welfare_visit",
        _VISIT,
        None,
        "探访关爱",
        "Welfare visit",
        (15, 20, 30),
        "companionship",
        2,
        _ONCE,
        low_risk=True,
    ),
    ServiceEntry(
        "emergency_check",
        _VISIT,
        Help.EMERGENCY,
        "紧急上门",
        "Emergency call-out",
        (15, 30, 60),
        "basic_care",
        1,
        _ONCE_A_WORKDAY,
    ),
    ServiceEntry(
        "companionship",
        _COMFORT,
        None,
        "陪伴聊天",
        "Companionship",
        (30, 45, 60),
        "companionship",
        4,
        _ONCE_A_WORKDAY,
        low_risk=True,
    ),
    ServiceEntry(
        "counselling", _COMFORT, None, "心理疏导", "Counselling", (30, 45, 60), "companionship", 3, _ONCE_A_WORKDAY
    ),
    ServiceEntry(
        "errands", _ERRANDS, None, "代购代办", "Errands", (30, 40, 60), None, 3, _ONCE_A_WORKDAY, low_risk=True
    ),
    ServiceEntry(
        "outing", _ERRANDS, Help.MOBILITY, "助行外出", "Accompanied outing", (40, 60, 90), "escort", 3, _ONCE_A_WORKDAY
    ),
    ServiceEntry(
        "adaptation_check",
        _HOME,
        None,
        "适老化巡检",
        "Home adaptation check",
        (20, 30, 45),
        "basic_care",
        4,
        _ONCE_A_WORKDAY,
    ),
    ServiceEntry(
        "center_bathing",
        _DAILY,
        Help.BATHING,
        "中心助浴",
        "Bathing at the centre",
        (45, 60, 75),
        "bathing",
        2,
        _ONCE,
        same_sex=True,
        zone_kind=ZoneKind.BATHING,
    ),
    ServiceEntry(
        "center_rehabilitation",
        _HEALTH,
        None,
        "中心康复",
        "Rehabilitation at the centre",
        (40, 60, 90),
        "rehabilitation",
        2,
        _TWICE,
        zone_kind=ZoneKind.REHABILITATION,
    ),
)


async def seed_catalogue() -> int:
    """Add the skills and service types that are not there yet; what somebody changed stays. How many were added."""
    return await seed_skills() + await seed_services()


async def seed_skills() -> int:
    present = {row.key for row in await Skill.all()}
    rows = [
        Skill(key=entry.key, name=entry.name, name_en=entry.name_en, needs_certificate=entry.needs_certificate)
        for entry in SKILLS
        if entry.key not in present
    ]
    await Skill.bulk_create(rows)
    return len(rows)


async def seed_services() -> int:
    present = {row.key for row in await ServiceType.all()}
    skills: dict[str, int] = dict(await Skill.all().values_list("key", "id"))
    rows = [_row(entry, skills) for entry in SERVICES if entry.key not in present]
    await ServiceType.bulk_create(rows)
    return len(rows)


def _row(entry: ServiceEntry, skills: dict[str, int]) -> ServiceType:
    shortest, usual, longest = entry.minutes
    return ServiceType(
        key=entry.key,
        service_group=entry.group.value,
        help=entry.help.value if entry.help else None,
        name=entry.name,
        name_en=entry.name_en,
        shortest_minutes=shortest,
        usual_minutes=usual,
        longest_minutes=longest,
        skill_id=skills[entry.skill] if entry.skill else None,
        carers=entry.carers,
        at_home=entry.zone_kind is None,
        zone_kind=entry.zone_kind.value if entry.zone_kind else None,
        same_sex=(SameSex.REQUIRED if entry.same_sex else SameSex.NO).value,
        priority_class=entry.priority_class,
        low_risk=entry.low_risk,
        usual_earliest=entry.usual.earliest,
        usual_latest=entry.usual.latest,
        usual_weekdays=entry.usual.weekdays,
        usual_times=entry.usual.times,
    )
