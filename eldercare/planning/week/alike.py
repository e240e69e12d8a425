"""Whether two drafts say the same, row for row."""

from collections import Counter

from eldercare.planning.models import Draft
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NotPlanned


async def say_the_same(one: Draft, other: Draft) -> bool:
    """Whatever they were made from: a week that is running never has the same facts twice."""
    for kind in (DraftShift, DraftVisit, DraftMeal, DraftSeat, NotPlanned):
        names = sorted(kind._meta.db_fields - {"id", "draft_id", "matches", "facts"})
        drafts = [await kind.filter(draft_id=draft.id).values_list(*names) for draft in (one, other)]
        if Counter(drafts[0]) != Counter(drafts[1]):
            return False
    return True
