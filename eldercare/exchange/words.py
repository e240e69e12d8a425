"""The words a workbook uses for the codes of the tables, the same as the pages: what stands in a cell, both ways."""

from collections.abc import Mapping

from eldercare.care.models import HoldKind
from eldercare.exchange.readings import Bad
from eldercare.hierarchy.models import Level, Tier, ZoneKind
from eldercare.meals.models import MealKind, Serving
from eldercare.people.models import Bond, Contract, Diet, Gender, Job, LeaveKind, LivingSituation, Texture, TravelMode
from eldercare.planning.week.models import NeedKind

LEVELS: dict[str, str] = {
    Level.DISTRICT: "区",
    Level.STREET: "街道",
    Level.COMMUNITY: "社区",
    Level.GRID: "网格",
}
TIERS: dict[str, str] = {
    Tier.INSTITUTION: "示范性养老服务机构",
    Tier.STREET_CENTER: "街道居家养老服务中心",
    Tier.DAY_CARE: "社区日间照料中心",
    Tier.STATION: "养老服务驿站",
}
ZONE_KINDS: dict[str, str] = {
    ZoneKind.MEALS: "老年配餐中心",
    ZoneKind.MONITORING: "动态监测中心",
    ZoneKind.FITNESS: "体育健身中心",
    ZoneKind.CULTURE: "文化娱乐中心",
    ZoneKind.REHABILITATION: "保健康复中心",
    ZoneKind.DAY_CARE: "日间照料中心",
    ZoneKind.FOREST_BATH: "无水森林浴",
    ZoneKind.BATHING: "助浴间",
    ZoneKind.RECEPTION: "接待区",
    ZoneKind.COUNSELLING: "心理咨询室",
    ZoneKind.RESIDENTIAL: "住养区",
}
GENDERS: dict[str, str] = {Gender.FEMALE: "女", Gender.MALE: "男"}
LIVING: dict[str, str] = {
    LivingSituation.ALONE: "独居",
    LivingSituation.WITH_SPOUSE: "与配偶同住",
    LivingSituation.WITH_CHILDREN: "与子女同住",
    LivingSituation.RESIDENT: "入住机构",
}
DIETS: dict[str, str] = {
    Diet.REGULAR: "普食",
    Diet.LOW_SALT: "低盐",
    Diet.LOW_SUGAR: "低糖",
    Diet.LOW_FAT: "低脂",
    Diet.VEGETARIAN: "素食",
    Diet.HALAL: "清真",
}
TEXTURES: dict[str, str] = {
    Texture.NORMAL: "普通质地",
    Texture.SOFT: "软食",
    Texture.MINCED: "碎食",
    Texture.PUREED: "糊状",
}
BONDS: dict[str, str] = {Bond.DESIGNATED: "指定", Bond.PREFERRED: "优先", Bond.EXCLUDED: "不合适"}
JOBS: dict[str, str] = {
    Job.CAREGIVER: "护理员",
    Job.NURSE: "护士",
    Job.THERAPIST: "康复师",
    Job.ZONE_STAFF: "功能区人员",
    Job.COOK: "厨师",
    Job.CARRIER: "送餐员",
    Job.DRIVER: "司机",
}
CONTRACTS: dict[str, str] = {
    Contract.FULL_TIME: "全职",
    Contract.PART_TIME: "兼职",
    Contract.REHIRED: "退休返聘",
    Contract.AGENCY: "劳务派遣",
    Contract.VOLUNTEER: "志愿者",
}
TRAVEL: dict[str, str] = {
    TravelMode.WALK: "步行",
    TravelMode.EBIKE: "电动车",
    TravelMode.BUS: "公交",
    TravelMode.CAR: "汽车",
}
LEAVES: dict[str, str] = {
    LeaveKind.ANNUAL: "年假",
    LeaveKind.SICK: "病假",
    LeaveKind.PERSONAL: "事假",
    LeaveKind.TRAINING: "培训",
}
RELATIONS: dict[str, str] = {
    "daughter": "女儿",
    "son": "儿子",
    "spouse": "配偶",
    "grandchild": "孙辈",
    "sibling": "兄弟姐妹",
    "neighbour": "邻居",
    "guardian": "监护人",
    "other": "其他",
}
HOLDS: dict[str, str] = {
    HoldKind.HOSPITAL: "住院",
    HoldKind.AWAY: "外出",
    HoldKind.REFUSED: "老人谢绝",
    HoldKind.DECEASED: "去世",
    HoldKind.OTHER: "其他",
}
MEALS: dict[str, str] = {MealKind.LUNCH: "午餐", MealKind.DINNER: "晚餐"}
SERVINGS: dict[str, str] = {Serving.DELIVERED: "送餐上门", Serving.EAT_IN: "堂食"}
LANGUAGES: dict[str, str] = {
    "cmn": "普通话",
    "hsn": "湘语",
    "hak": "客家话",
    "gan": "赣语",
    "yue": "粤语",
    "nan": "闽南语",
    "wuu": "吴语",
    "csl": "手语",
    "eng": "英语",
}
"""By ISO 639-3; others are kept as they are written."""
RISKS: dict[str, str] = {
    "fall": "防跌倒",
    "bed_fall": "防坠床",
    "wandering": "防走失",
    "choking": "防噎食",
    "scald": "防烫伤",
    "pressure_sore": "防压疮",
}
"""Others are kept as they are written."""
NEEDS: dict[str, str] = {
    NeedKind.MEAL: "餐食",
    NeedKind.VISIT: "上门服务",
    NeedKind.SEAT: "日照席位",
    NeedKind.SHIFT: "班次",
}
FORMER: dict[str, str] = {
    **{"示范机构": Tier.INSTITUTION, "街道中心": Tier.STREET_CENTER, "驿站": Tier.STATION},
    **{"配餐": ZoneKind.MEALS, "动态监测": ZoneKind.MONITORING, "体育健身": ZoneKind.FITNESS},
    **{"文化娱乐": ZoneKind.CULTURE, "保健康复": ZoneKind.REHABILITATION, "日间照料": ZoneKind.DAY_CARE},
    **{"助浴": ZoneKind.BATHING, "接待": ZoneKind.RECEPTION, "心理咨询": ZoneKind.COUNSELLING},
    **{"住养": ZoneKind.RESIDENTIAL, "机构住养": LivingSituation.RESIDENT, "日间照料中心": Tier.DAY_CARE},
    **{"普通": Diet.REGULAR, "正常": Texture.NORMAL, "偏好": Bond.PREFERRED, "回避": Bond.EXCLUDED},
    **{"返聘": Contract.REHIRED, "派遣": Contract.AGENCY, "拒绝服务": HoldKind.REFUSED, "送餐": Serving.DELIVERED},
    **{
        "跌倒": "fall",
        "坠床": "bed_fall",
        "走失": "wandering",
        "噎食": "choking",
        "烫伤": "scald",
        "压疮": "pressure_sore",
    },
}
"""Words of earlier workbooks, which are still read."""


def chosen(words: Mapping[str, str], text: str) -> str:
    """The code that a cell means: by its word, now or formerly, or as it is; Bad when it is none of these."""
    code = text if text in words else code_of(words, text)
    if code is None:
        raise Bad("not_allowed", found=text[:40], allowed="、".join(words.values()))
    return code


def code_of(words: Mapping[str, str], text: str) -> str | None:
    """The code that a word of a workbook stands for, of these words, now or formerly."""
    known = {word: str(code) for code, word in words.items()}
    former = FORMER.get(text)
    return known.get(text) or (str(former) if former in words else None)
