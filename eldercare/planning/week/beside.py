"""A plan that is kept beside the one on the board, and what tells it from that one."""

from dataclasses import dataclass

from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft
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
