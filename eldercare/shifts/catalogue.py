"""The kinds of working day, and which jobs work them."""

from dataclasses import dataclass

from eldercare.people.models import Job
from eldercare.shifts.models import ShiftJob, ShiftType


@dataclass(frozen=True, slots=True)
class ShiftEntry:
    """Minutes of the day; `ends` past 1440 is on the next day; `pause` is (minutes, no earlier than, over by)."""

    key: str
    name: str
    name_en: str
    starts: int
    ends: int
    jobs: tuple[Job, ...]
    pause: tuple[int, int, int] | None = None
    visiting: bool = True

    @property
    def paid_minutes(self) -> int:
        return self.ends - self.starts - (self.pause[0] if self.pause else 0)


def at(hour: int, minute: int = 0) -> int:
    """The minute of the day."""
    return hour * 60 + minute


_OUT = (Job.CAREGIVER, Job.NURSE, Job.THERAPIST)
_HOUSE = (Job.CAREGIVER, Job.NURSE)
_SUPPER = (30, at(17), at(20))

SHIFT_TYPES: tuple[ShiftEntry, ...] = (
    ShiftEntry("early", "早班", "Early", at(7), at(15, 30), _OUT, (30, at(10, 30), at(13, 30))),
    ShiftEntry("day", "日班", "Day", at(8), at(17), (*_OUT, Job.ZONE_STAFF, Job.DRIVER), (60, at(11, 30), at(14))),
    ShiftEntry("late", "晚班", "Late", at(11, 30), at(20), _OUT, (30, at(14, 30), at(17, 30))),
    ShiftEntry("half_morning", "上午班", "Morning half", at(7, 30), at(11, 30), _OUT),
    ShiftEntry("half_evening", "傍晚班", "Evening half", at(16), at(20), _OUT),
    ShiftEntry("day_room", "日照班", "Day room", at(8, 30), at(16, 30), (Job.ZONE_STAFF,)),
    ShiftEntry("midday", "午间班", "Midday relief", at(11), at(15), (Job.ZONE_STAFF,)),
    ShiftEntry("kitchen_early", "早厨班", "Kitchen early", at(6), at(14, 30), (Job.COOK,), (30, at(9), at(13, 30))),
    ShiftEntry("kitchen_late", "晚厨班", "Kitchen late", at(10), at(18, 30), (Job.COOK,), (30, at(13), at(15, 30))),
    ShiftEntry("kitchen_day", "厨房日班", "Kitchen day", at(8, 30), at(17, 30), (Job.COOK,), (60, at(13), at(15, 30))),
    ShiftEntry("carrier", "送餐班", "Meal rounds", at(9, 30), at(18, 30), (Job.CARRIER,), (60, at(13, 30), at(16))),
    ShiftEntry("house_late", "院晚班", "House late", at(14, 30), at(22, 30), _HOUSE, _SUPPER, visiting=False),
    ShiftEntry("house_night", "院夜班", "House night", at(22), at(31), _HOUSE, (60, at(24), at(28)), visiting=False),
)


async def seed_shift_types() -> int:
    """Add the shift types that are not there yet, each with its jobs; how many were added."""
    present = {row.key for row in await ShiftType.all()}
    missing = [entry for entry in SHIFT_TYPES if entry.key not in present]
    await ShiftType.bulk_create([_row(entry) for entry in missing])
    numbers: dict[str, int] = dict(await ShiftType.all().values_list("key", "id"))
    await ShiftJob.bulk_create(
        [ShiftJob(shift_type_id=numbers[entry.key], job=job.value) for entry in missing for job in entry.jobs]
    )
    return len(missing)


def _row(entry: ShiftEntry) -> ShiftType:
    minutes, earliest, latest = entry.pause or (0, None, None)
    return ShiftType(
        key=entry.key,
        name=entry.name,
        name_en=entry.name_en,
        starts=entry.starts,
        ends=entry.ends,
        break_minutes=minutes,
        break_from=earliest,
        break_to=latest,
        visiting=entry.visiting,
    )
