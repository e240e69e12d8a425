"""What elders of each ability level are usually promised, as a table."""

from dataclasses import dataclass
from enum import StrEnum

from eldercare.demo.nouns import EVERY_DAY, MONDAY_TO_SATURDAY, WORKDAYS
from eldercare.shifts.catalogue import at


class Who(StrEnum):
    """Whom a recipe is for, besides the level."""

    ANYBODY = "anybody"
    ALONE_OR_OLD = "alone_or_old"
    WOMEN = "women"
    MEN = "men"


@dataclass(frozen=True, slots=True)
class Window:
    """Earliest and latest start, and the minutes one likes best or must keep, drawn by lot."""

    earliest: int
    latest: int
    liked: tuple[int, ...] = ()
    fixed: tuple[int, ...] = ()


BREAKFAST = Window(at(7, 15), at(8, 45), fixed=(at(7, 30), at(7, 45), at(8), at(8, 15)))
MORNING = Window(at(7, 15), at(11), liked=(at(7, 45), at(8, 30), at(9, 30)))
EARLY = Window(at(7, 10), at(8))
DAYTIME = Window(at(8, 30), at(16), liked=(at(9), at(10), at(14), at(15)))
LONG_DAYTIME = Window(at(8, 30), at(15))
NOON = Window(at(11), at(12, 30), liked=(at(11, 30), at(12)))
EVENING = Window(at(16, 15), at(18, 45), liked=(at(17), at(18)))
AFTER_SUPPER = Window(at(17, 30), at(18, 45), fixed=(at(18), at(18, 15), at(18, 30)))


@dataclass(frozen=True, slots=True)
class Recipe:
    """A share of the elders of a level gets this service; `times` None means on every day of the set.

    `fixed` is the share of those whose minute is fixed, with its reason; `after` names the service of the same days
    that it follows within `gap` minutes.
    """

    service: str
    share: float
    window: Window
    days: int = MONDAY_TO_SATURDAY
    times: tuple[int, ...] | None = None
    who: Who = Who.ANYBODY
    fixed: float = 0.0
    reason: str = ""
    after: str = ""
    gap: tuple[int, int] = (0, 0)
    skilled: bool = False
    """Takes a skill that a handful of people has: left out where there is only a handful of people."""


RECIPES: dict[int, tuple[Recipe, ...]] = {
    0: (
        Recipe("welfare_visit", 0.62, DAYTIME, times=(1,), who=Who.ALONE_OR_OLD),
        Recipe("cleaning", 0.09, LONG_DAYTIME, times=(1,)),
        Recipe("errands", 0.05, DAYTIME, WORKDAYS, (1,)),
        Recipe("adaptation_check", 0.02, DAYTIME, WORKDAYS, (1,)),
    ),
    1: (
        Recipe("welfare_visit", 0.8, DAYTIME, times=(1,), who=Who.ALONE_OR_OLD),
        Recipe("cleaning", 0.2, LONG_DAYTIME, times=(1,)),
        Recipe("blood_pressure", 0.5, DAYTIME, times=(1, 1, 2)),
        Recipe("errands", 0.1, DAYTIME, WORKDAYS, (1,)),
        Recipe("companionship", 0.08, DAYTIME, WORKDAYS, (1,), Who.ALONE_OR_OLD),
        Recipe("hair_cut", 0.05, DAYTIME, WORKDAYS, (1,)),
        Recipe("outing", 0.04, DAYTIME, WORKDAYS, (1,)),
    ),
    2: (
        Recipe("medication", 0.17, BREAKFAST, EVERY_DAY, fixed=0.35, reason="早餐前服药"),
        Recipe("medication", 0.08, AFTER_SUPPER, MONDAY_TO_SATURDAY, fixed=0.3, reason="晚餐后服药"),
        Recipe("bathing", 0.45, LONG_DAYTIME, times=(1,)),
        Recipe("cleaning", 0.22, LONG_DAYTIME, times=(1,)),
        Recipe("blood_pressure", 0.6, DAYTIME, times=(1, 2)),
        Recipe("morning_care", 0.2, MORNING, times=(2, 3)),
        Recipe("companionship", 0.2, DAYTIME, WORKDAYS, (1,), Who.ALONE_OR_OLD),
        Recipe("dementia_activity", 0.08, DAYTIME, WORKDAYS, (1,), skilled=True),
        Recipe("rehabilitation", 0.1, DAYTIME, MONDAY_TO_SATURDAY, (2,), skilled=True),
        Recipe("insulin", 0.03, BREAKFAST, EVERY_DAY, fixed=0.5, reason="餐前注射", skilled=True),
        Recipe("medical_escort", 0.03, Window(at(8, 30), at(9, 30)), WORKDAYS, (1,)),
        Recipe("counselling", 0.04, DAYTIME, WORKDAYS, (1,)),
    ),
    3: (
        Recipe("morning_care", 0.35, MORNING, MONDAY_TO_SATURDAY),
        Recipe("medication", 0.3, Window(at(7, 45), at(12)), MONDAY_TO_SATURDAY, after="morning_care", gap=(0, 60)),
        Recipe("medication", 0.12, EVENING, EVERY_DAY),
        Recipe("medication", 0.1, Window(at(12), at(14)), MONDAY_TO_SATURDAY),
        Recipe("evening_care", 0.1, EVENING, MONDAY_TO_SATURDAY),
        Recipe("meal_assistance", 0.18, NOON, WORKDAYS),
        Recipe("bathing_two", 0.4, LONG_DAYTIME, times=(1,), who=Who.WOMEN),
        Recipe("bathing_two", 0.2, LONG_DAYTIME, times=(1,), who=Who.MEN),
        Recipe("bed_bath", 0.25, LONG_DAYTIME, times=(1,), who=Who.MEN),
        Recipe("cleaning", 0.18, LONG_DAYTIME, times=(1,)),
        Recipe("laundry", 0.1, LONG_DAYTIME, times=(1,)),
        Recipe("rehabilitation", 0.14, DAYTIME, MONDAY_TO_SATURDAY, (2,), skilled=True),
        Recipe("wound_care", 0.05, DAYTIME, MONDAY_TO_SATURDAY, (2, 3), skilled=True),
        Recipe("medical_escort", 0.04, Window(at(8, 30), at(9, 30)), WORKDAYS, (1,)),
        Recipe("welfare_visit", 0.3, DAYTIME, times=(1,), who=Who.ALONE_OR_OLD),
    ),
    4: (
        Recipe("morning_care", 0.5, MORNING, EVERY_DAY),
        Recipe("medication", 0.3, Window(at(7, 45), at(12)), EVERY_DAY, after="morning_care", gap=(0, 45)),
        Recipe("evening_care", 0.22, EVENING, EVERY_DAY),
        Recipe("turning", 0.25, EVENING, EVERY_DAY),
        Recipe("turning", 0.25, Window(at(12, 30), at(16)), EVERY_DAY),
        Recipe("meal_assistance", 0.28, NOON, EVERY_DAY),
        Recipe("bathing_two", 0.35, LONG_DAYTIME, times=(1,), who=Who.WOMEN),
        Recipe("bed_bath", 0.35, LONG_DAYTIME, times=(1,), who=Who.MEN),
        Recipe("toileting", 0.06, Window(at(13, 30), at(16)), WORKDAYS),
        Recipe("wound_care", 0.12, DAYTIME, MONDAY_TO_SATURDAY, (2, 3), skilled=True),
        Recipe("cleaning", 0.15, LONG_DAYTIME, times=(1,)),
    ),
}
