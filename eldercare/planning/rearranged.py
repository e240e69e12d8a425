"""What of an elder's week in force does not stand as her family was told it, until the week is published again."""

from datetime import date

from eldercare.hierarchy.subtree import unit_of
from eldercare.people.models import Elder
from eldercare.planning.drafts import standing
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.fates import Fates, fates_of
from eldercare.planning.week.shown import shown_of


async def rearranged_of(elder: Elder, monday: date) -> Fates:
    """By kind and key, without what may still come as it was told; she comes with her facility."""
    there = (await standing(await unit_of(elder.facility), monday)).in_force
    if there.publication is None:
        return {}
    fates = fates_of(await conflicts_of(there), elder, await shown_of(there, elder.id))
    return {which: fate for which, fate in fates.items() if not fate.kept}
