"""The shift types as a new database gets them."""

from eldercare.people.models import Job
from eldercare.shifts.catalogue import SHIFT_TYPES, seed_shift_types
from eldercare.shifts.models import ShiftJob


async def test_the_shift_types_go_in_once(database: str) -> None:
    assert await seed_shift_types() == len(SHIFT_TYPES)
    assert await seed_shift_types() == 0
    assert [row.job for row in await ShiftJob.filter(shift_type__key="kitchen_early")] == ["cook"]


def test_no_shift_is_longer_than_a_day_and_every_job_has_one() -> None:
    assert max(entry.paid_minutes for entry in SHIFT_TYPES) == 480
    assert {job for entry in SHIFT_TYPES for job in entry.jobs} == set(Job)
