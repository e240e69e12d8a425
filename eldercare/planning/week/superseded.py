"""A draft whose facts were read before the version in force was published: it keeps nothing of what people were told,
so it neither takes the board by itself nor is published. One that was a version itself may be gone back to."""

from collections.abc import Sequence

from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.planning.drafts import was_version
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.linked import adopted_together


async def superseded(drafts: Sequence[Draft]) -> set[int]:
    """The ids of those drafts of a run that are, each with those that it holds only together with."""
    units = [draft.unit_id for draft in drafts]
    week = [draft.week for draft in drafts][:1]
    versions = {
        one.unit_id: one for one in await Publication.filter(unit_id__in=units, week__in=week, replaced_at=None)
    }
    return {
        draft.id
        for group in await adopted_together(drafts)
        if any(one.superseded_by(versions.get(one.unit_id)) for one in group)
        for draft in group
    }


async def refuse_superseded(unit: Facility, draft: Draft, in_force: Publication) -> None:
    """Refused("draft_superseded") where it is."""
    if draft.superseded_by(in_force) and not await was_version(draft):
        raise Refused("draft_superseded", number=in_force.number, **unit.called)
