"""The words for what the tables hold as keys (tiers, jobs, diets …), and a row's name in the reader's language."""

from typing import Protocol

from eldercare.people.models import Elder, Gender
from eldercare.people.names import surname
from web.i18n import N_, gettext, language


class Named(Protocol):
    """A row with a name, and one in English where somebody gave it."""

    name: str
    name_en: str
    phone: str


def name(row: object) -> str:
    """The row's English name for an English reader, if there is one."""
    english = str(getattr(row, "name_en", ""))
    return english if english and language() == "en" else str(getattr(row, "name", ""))


def of(kind: str, value: object) -> str:
    """The word for `value` of a kind, such as `of("tier", "station")`; the key itself where none is known."""
    key = "" if value is None else str(value)
    return gettext(WORDS[kind][key]) if key in WORDS[kind] else key


def options(kind: str) -> list[tuple[str, str]]:
    """Key and word of every value of a kind, for a list to choose from."""
    return [(key, gettext(word)) for key, word in WORDS[kind].items()]


def called(elder: Elder) -> str:
    """周奶奶 · Ms 周"""
    if elder.gender == Gender.FEMALE:
        return gettext("Ms %(surname)s", surname=surname(elder.name))
    return gettext("Mr %(surname)s", surname=surname(elder.name))


def share(planned: int, needed: int) -> str:
    """99 % as far as it goes: never rounded up to a hundred while something is missing."""
    if planned >= needed:
        return "100"
    tenths = planned * 1000 // needed
    return f"{tenths / 10:.1f}".removesuffix(".0")


WORDS: dict[str, dict[str, str]] = {
    "level": {
        "district": N_("District"),
        "street": N_("Street"),
        "community": N_("Community"),
        "grid": N_("Grid"),
    },
    "tier": {
        "institution": N_("Demonstration institution"),
        "street_center": N_("Street centre"),
        "day_care": N_("Day-care centre"),
        "station": N_("Station"),
    },
    "zone": {
        "meals": N_("Dining room"),
        "monitoring": N_("Monitoring"),
        "fitness": N_("Fitness"),
        "culture": N_("Culture and leisure"),
        "rehabilitation": N_("Health and rehabilitation"),
        "day_care": N_("Day care"),
        "forest_bath": N_("Waterless forest bath"),
        "bathing": N_("Bathing"),
        "reception": N_("Reception"),
        "counselling": N_("Counselling"),
        "residential": N_("Residential care"),
    },
    "gender": {"female": N_("Female"), "male": N_("Male")},
    "living": {
        "alone": N_("Lives alone"),
        "with_spouse": N_("With spouse"),
        "with_children": N_("With children"),
        "resident": N_("Resident of the institution"),
    },
    "ability": {
        "0": N_("Level 0 – able"),
        "1": N_("Level 1 – mild loss"),
        "2": N_("Level 2 – moderate loss"),
        "3": N_("Level 3 – severe loss"),
        "4": N_("Level 4 – complete loss"),
    },
    "diet": {
        "regular": N_("Regular"),
        "low_salt": N_("Low salt"),
        "low_sugar": N_("Low sugar"),
        "low_fat": N_("Low fat"),
        "vegetarian": N_("Vegetarian"),
        "halal": N_("Halal"),
    },
    "texture": {
        "normal": N_("Normal texture"),
        "soft": N_("Soft"),
        "minced": N_("Minced"),
        "pureed": N_("Puréed"),
    },
    "meal": {"lunch": N_("Lunch"), "dinner": N_("Dinner")},
    "serving": {"delivered": N_("Delivered"), "eat_in": N_("Eat in")},
    "risk": {
        "fall": N_("Risk of falling"),
        "bed_fall": N_("May fall out of bed"),
        "wandering": N_("May get lost"),
        "choking": N_("Risk of choking"),
        "scald": N_("Risk of scalding"),
        "pressure_sore": N_("Pressure sores"),
    },
    "spoken": {
        "cmn": N_("Mandarin"),
        "hsn": N_("Xiang"),
        "hak": N_("Hakka"),
        "gan": N_("Gan"),
        "yue": N_("Cantonese"),
        "nan": N_("Min Nan"),
        "wuu": N_("Wu"),
        "csl": N_("Sign language"),
        "eng": N_("English"),
    },
    "job": {
        "caregiver": N_("Caregiver"),
        "nurse": N_("Nurse"),
        "therapist": N_("Therapist"),
        "zone_staff": N_("Zone staff"),
        "cook": N_("Cook"),
        "carrier": N_("Meal carrier"),
        "driver": N_("Driver"),
    },
    "contract": {
        "full_time": N_("Full time"),
        "part_time": N_("Part time"),
        "rehired": N_("Rehired after retirement"),
        "agency": N_("Agency"),
        "volunteer": N_("Volunteer"),
    },
    "travel": {"walk": N_("On foot"), "ebike": N_("E-bike"), "bus": N_("Bus"), "car": N_("Car")},
    "leave": {
        "annual": N_("Annual leave"),
        "sick": N_("Sick leave"),
        "personal": N_("Personal leave"),
        "training": N_("Training"),
    },
    "hold": {
        "hospital": N_("In hospital"),
        "away": N_("Away"),
        "refused": N_("Refused"),
        "deceased": N_("Deceased"),
        "other": N_("Other"),
    },
    "bond": {"designated": N_("Designated"), "preferred": N_("Preferred"), "excluded": N_("Excluded")},
    "relation": {
        "daughter": N_("Daughter"),
        "son": N_("Son"),
        "spouse": N_("Spouse"),
        "grandchild": N_("Grandchild"),
        "sibling": N_("Sibling"),
        "neighbour": N_("Neighbour"),
        "guardian": N_("Guardian"),
        "other": N_("Other"),
    },
    "service_group": {
        "daily_living": N_("Help with daily living"),
        "basic_care": N_("Basic care"),
        "health": N_("Health"),
        "welfare_visit": N_("Welfare visit"),
        "comfort": N_("Comfort and company"),
        "errands": N_("Errands"),
        "home_adaptation": N_("Home adaptation"),
    },
    "help": {
        "meals": N_("Help with meals"),
        "bathing": N_("Help with bathing"),
        "cleaning": N_("Help with cleaning"),
        "mobility": N_("Help getting about"),
        "medical": N_("Help with medical visits"),
        "emergency": N_("Emergency help"),
    },
    "need": {"meal": N_("Meal"), "visit": N_("Visit"), "seat": N_("Day-care seat"), "shift": N_("Shift")},
    "promise": {"meal": N_("Meals"), "visit": N_("Visits"), "seat": N_("Day-care seats"), "shift": N_("Shifts")},
    "board_problem": {"on_leave": N_("is on leave"), "not_available": N_("cannot work")},
    "run_state": {
        "asked": N_("Waiting"),
        "running": N_("Running"),
        "done": N_("Done"),
        "cancelled": N_("Stopped"),
        "failed": N_("Failed"),
    },
    "priority": {
        "1": N_("Class 1 – life and health"),
        "2": N_("Class 2 – daily needs"),
        "3": N_("Class 3 – household"),
        "4": N_("Class 4 – comfort"),
    },
    "yes_no": {"1": N_("yes"), "": N_("no")},
    "noun": {
        "account": N_("Account"),
        "attendance": N_("Day care"),
        "care_plan": N_("Care plan"),
        "care_task": N_("Task of a care plan"),
        "draft": N_("Draft"),
        "elder": N_("Elder"),
        "facility": N_("Facility"),
        "leave": N_("Leave"),
        "meal_subscription": N_("Meals"),
        "message": N_("Message"),
        "planning_run": N_("Planning run"),
        "publication": N_("Publication"),
        "relative": N_("Relative"),
        "staff": N_("Staff"),
        "workbook": N_("Workbook"),
    },
    "action": {
        "account.add": N_("Account added"),
        "account.disable": N_("Account disabled"),
        "account.enable": N_("Account enabled"),
        "account.password": N_("Password changed"),
        "account.prefer": N_("Reading preference changed"),
        "account.sign_in": N_("Signed in"),
        "account.sign_in_failed": N_("Sign-in failed"),
        "account.sign_out": N_("Signed out"),
        "care_plan.add": N_("Care plan begun"),
        "care_plan.edit": N_("Care plan changed"),
        "demo.build": N_("Demo district made"),
        "elder.add": N_("Elder added"),
        "elder.edit": N_("Elder changed"),
        "hold.add": N_("Put on hold"),
        "hold.end": N_("Hold ended"),
        "hold.withdraw": N_("Hold withdrawn"),
        "leave.add": N_("Leave granted"),
        "leave.cancel": N_("Leave cancelled"),
        "meal.add": N_("Meals added"),
        "meal.drop": N_("Meals taken out"),
        "meal.edit": N_("Meals changed"),
        "meal.end": N_("Meals end"),
        "message.seen": N_("Message seen"),
        "plan.ask": N_("Plan asked for"),
        "plan.cancel": N_("Planning stopped"),
        "plan.adopt": N_("Another plan put on the board"),
        "plan.publish": N_("Plan published"),
        "seat.add": N_("Day care added"),
        "seat.drop": N_("Day care taken out"),
        "seat.edit": N_("Day care changed"),
        "seat.end": N_("Day care ends"),
        "skill.add": N_("Skill added"),
        "skill.drop": N_("Skill taken away"),
        "skill.edit": N_("Skill changed"),
        "staff.add": N_("Staff added"),
        "staff.edit": N_("Staff changed"),
        "task.add": N_("Task added"),
        "task.drop": N_("Task taken out"),
        "task.edit": N_("Task changed"),
        "task.end": N_("Task ends"),
        "workbook.add": N_("Added from a workbook"),
        "workbook.change": N_("Changed from a workbook"),
        "workbook.export": N_("Workbook exported"),
        "workbook.import": N_("Workbook imported"),
    },
    "actor": {"terminal": N_("Command line"), "": N_("Unknown")},
}
