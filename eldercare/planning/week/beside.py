"""A plan of a run beside the one on the board: what tells it from that one, and which versions there are of either."""

from dataclasses import dataclass

from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.difference import differing
from solver.explain.difference import RuleChange, difference


@dataclass(frozen=True, slots=True)
class Beside:
    """By rule what either costs, where both were planned after the same version: a rule of what people were told means
    something else after another. Otherwise how many promises of each kind are others, and no rules."""

    rules: tuple[RuleChange, ...] = ()
    promises: dict[str, int] | None = None


async def beside_the_board(draft: Draft) -> Beside:
    """The draft against the plan that the board shows; nothing where it is that one, or there is none."""
    there = (await standing(await draft.unit, draft.week)).origin
    if there is None or there.id == draft.id:
        return Beside()
    if there.after_version == draft.after_version:
        return Beside(rules=difference(there.score, draft.score))
    return Beside(promises=await differing(there, draft))


@dataclass(frozen=True, slots=True)
class Versions:
    """The last version that a draft became, and the one in force; either may be missing."""

    its_own: Publication | None
    in_force: Publication | None


async def versions_of(draft: Draft) -> Versions:
    """What there is of its unit and week."""
    return Versions(
        await Publication.filter(draft_id=draft.id).order_by("-number").first(),
        await Publication.get_or_none(unit_id=draft.unit_id, week=draft.week, replaced_at=None),
    )
