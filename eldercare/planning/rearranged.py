"""What of an elder's week in force does not stand as her family was told it, until the week is published again."""

from datetime import date

from eldercare.hierarchy.subtree import unit_of
from eldercare.people.models import Elder
from eldercare.planning.drafts import standing
from eldercare.planning.week.fates import Fates
from eldercare.planning.week.hers import fates_about
from eldercare.planning.week.shown import shown_of
from eldercare.planning.week.since import since_of


async def rearranged_of(elder: Elder, monday: date) -> Fates:
    """By kind and key, without what may still come as it was told; she comes with her facility."""
    there = (await standing(await unit_of(elder.facility), monday)).in_force
    if there.publication is None:
        return {}
    hers = await shown_of(there, elder.id)
    fates = await fates_about(there, elder, hers, await since_of(there, elder, shown=hers))
    return {which: fate for which, fate in fates.items() if not fate.kept}
