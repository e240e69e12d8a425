"""Which of a week's drafts is on the board."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from eldercare import clock
from eldercare.audit.trail import record
from eldercare.db import in_turn, write
from eldercare.errors import Refused, Stale
from eldercare.hierarchy.models import Facility
from eldercare.planning.models import Draft, Publication

if TYPE_CHECKING:
    from eldercare.auth.models import Account


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit has for a week: the draft on its board and the version in force, either or neither."""

    unit: Facility
    week: date
    draft: Draft | None
    publication: Publication | None
    goes_back: bool = False
    """Whether the draft was a version before: people were told it once."""

    @property
    def unpublished(self) -> Draft | None:
        """The draft, unless it is the very one in force."""
        same = self.draft and self.publication and self.publication.draft_id == self.draft.id
        return None if same else self.draft

    @property
    def superseded(self) -> bool:
        """Whether the draft that waits knows nothing of the version in force and never was one: it is not published."""
        return self.was_made_before and not self.goes_back

    @property
    def was_made_before(self) -> bool:
        """Whether the facts of the draft that waits were read before the version in force was published: what it
        changes has no reason in any file."""
        return self.unpublished is not None and self.unpublished.superseded_by(self.publication)

    @property
    def in_force(self) -> "Standing":
        """The same without the draft: what people go by."""
        return Standing(self.unit, self.week, None, self.publication)

    @property
    def next_number(self) -> int:
        """The version that publishing makes."""
        return self.publication.number + 1 if self.publication else 1

    @property
    def origin(self) -> Draft | None:
        """The draft that what is shown comes from; its list of open needs is the one that counts."""
        return self.unpublished or (self.publication.draft if self.publication else None)


async def standing(unit: Facility, week: date) -> Standing:
    """What there is for the week that starts at `week`."""
    draft = await Draft.get_or_none(unit_id=unit.id, week=week, current=True).prefetch_related("run__asked_by")
    publication = await Publication.get_or_none(unit_id=unit.id, week=week, replaced_at=None).prefetch_related(
        "draft__run__asked_by", "published_by"
    )
    there = Standing(unit, week, draft, publication)
    return replace(there, goes_back=await was_version(draft)) if draft and there.was_made_before else there


async def was_version(draft: Draft) -> bool:
    """Whether people were told it at some time; to go back to it is a choice, not a slip."""
    return await Publication.filter(draft_id=draft.id).exists()


async def adopt(draft: Draft) -> None:
    """Put the draft on the board in place of whatever stands there; within a transaction."""
    await in_turn(Facility.filter(id=draft.unit_id))
    await Draft.filter(unit_id=draft.unit_id, week=draft.week, current=True).exclude(id=draft.id).update(current=False)
    await Draft.filter(id=draft.id).update(current=True)


async def discard(unit: Facility, week: date, *, by: "Account", draft_id: int) -> None:
    """Take the draft off the board that nobody was told of; what is in force stands there again.

    Its run keeps it, so that it can still be used. Refused("nothing_to_discard") without one, Stale("draft_changed")
    when another than `draft_id` is there by now.
    """
    async with write():
        await in_turn(Facility.filter(id=unit.id))
        there = await standing(unit, week)
        if there.unpublished is None:
            raise Refused("nothing_to_discard", week=clock.week_name(week), **unit.called)
        if there.unpublished.id != draft_id:
            raise Stale("draft_changed", week=clock.week_name(week), **unit.called)
        await Draft.filter(id=draft_id).update(current=False)
        if there.publication:
            await Draft.filter(id=there.publication.draft_id).update(current=True)
        key = f"{unit.key}/{clock.week_name(week)}"
        await record(by, "plan.discard", "draft", key, before={"draft": draft_id}, facility=unit)


async def use(draft: Draft, account: "Account") -> None:
    """Somebody wants this draft on the board, though the one there was found better."""
    async with write():
        await adopt(draft)
        unit = await Facility.get(id=draft.unit_id)
        key = f"{unit.key}/{clock.week_name(draft.week)}"
        await record(account, "plan.adopt", "draft", key, after={"draft": draft.id}, facility=unit)
