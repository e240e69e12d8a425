"""Whether people have been told their week."""

from datetime import date

from eldercare import clock
from eldercare.errors import NotFound
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import unit_of


async def is_announced(facility: Facility, day: date) -> bool:
    """Whether the unit that plans for this facility has a plan in force for the week of `day`."""
    try:
        unit = await unit_of(facility)
    except NotFound:
        return False
    week = clock.monday_of(day)
    return await Facility.filter(id=unit.id, publications__week=week, publications__replaced_at=None).exists()
