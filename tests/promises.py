"""A week's worth of promises for the people of `tests/cast.py`, small enough to count by hand.

East: Zhou is washed on five mornings and bathed by two once, has lunch brought every day and sits in the day room on
Monday and Wednesday; Lin is washed on three days of the planner's choice. West: Sun is washed on six mornings, as many
as his only carer may work.
"""

from datetime import date

from eldercare.care.models import CarePlan, CareTask
from eldercare.catalogues import seed_catalogues
from eldercare.daycare.models import Attendance
from eldercare.hierarchy.models import StaffRatio
from eldercare.meals.models import MealSubscription, Vehicle
from eldercare.people.models import Staff, StaffSkill
from eldercare.shifts.models import ShiftDemand, ShiftType
from tests.cast import Cast

SINCE = date(2026, 1, 1)
WORKDAYS = 0b0011111
SIX_DAYS = 0b0111111
EVERY_DAY = 0b1111111
MONDAY_AND_WEDNESDAY = 0b0000101
STANDING = [
    ("mei", "dong-care", "zone_staff", "day", WORKDAYS),
    ("cai", "dong", "cook", "kitchen_early", EVERY_DAY),
    ("fan", "dong", "cook", "kitchen_early", 0),
    ("ke", "dong", "carrier", "carrier", EVERY_DAY),
    ("lu", "dong", "carrier", "carrier", 0),
]


async def promises(people: Cast) -> None:
    """Write them down."""
    await seed_catalogues()
    for key in ("chen", "li", "wu"):
        await StaffSkill.create(staff=people.staff[key], skill=people.skills["care"], valid_until=date(2030, 1, 1))
    await _tasks(people)
    await _meals_and_seats(people)
    await _standing(people)


async def _tasks(people: Cast) -> None:
    rows = [
        ("zhou", "wash", 45, WORKDAYS, None, 450, 600),
        ("zhou", "bath", 60, WORKDAYS, 1, 540, 900),
        ("lin", "wash", 45, WORKDAYS, 3, 450, 900),
        ("sun", "wash", 45, SIX_DAYS, None, 450, 600),
    ]
    for elder, service, minutes, weekdays, times, start, end in rows:
        plan, _ = await CarePlan.get_or_create(
            key=f"c-{elder}", defaults={"elder": people.elders[elder], "starts_on": SINCE, "agreed_on": SINCE}
        )
        await CareTask.create(
            key=f"t-{elder}-{service}",
            plan=plan,
            service=people.services[service],
            minutes=minutes,
            weekdays=weekdays,
            times_a_week=times,
            window_start=start,
            window_end=end,
        )


async def _meals_and_seats(people: Cast) -> None:
    zhou = people.elders["zhou"]
    await MealSubscription.create(
        key="m-zhou", elder=zhou, meal="lunch", weekdays=EVERY_DAY, serving="delivered", starts_on=SINCE
    )
    await Attendance.create(
        key="a-zhou",
        elder=zhou,
        facility=people.facilities["dong-care"],
        zone_kind="day_care",
        weekdays=MONDAY_AND_WEDNESDAY,
        starts=13 * 60,
        ends=16 * 60,
        starts_on=SINCE,
    )
    await StaffRatio.create(zone=people.zones["dong-care"], ability_level=3, guests_per_staff=6)
    await Vehicle.create(key="v-dong", facility=people.facilities["dong"], name="电动车", mode="ebike", meal_boxes=30)


async def _standing(people: Cast) -> None:
    for key, place, job, shift, weekdays in STANDING:
        people.staff[key] = await Staff.create(
            key=f"s-{key}",
            name=f"name-{key}",
            gender="female",
            facility=people.facilities[place],
            job=job,
            contract="full_time",
            weekly_minutes=2400,
            employed_from=SINCE,
        )
        if weekdays:
            await ShiftDemand.create(
                key=f"d-{key}",
                facility=people.facilities[place],
                shift_type=await ShiftType.get(key=shift),
                job=job,
                weekdays=weekdays,
                people=1,
            )
