"""Units whose plans hold only together with one that waits, and whether they keep it from being published."""

from dataclasses import dataclass

from eldercare.errors import Refused
from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.difference import difference_from
from eldercare.planning.week.linked import published_together
from eldercare.planning.week.overtaken import overtaken
from web import words
from web.i18n import language
from web.office.reading import listed


@dataclass(frozen=True, slots=True)
class Partners:
    """Names, one after the other; at most one of the three holds any."""

    together: str = ""
    """Published with it."""
    moved: str = ""
    """They have another plan by now."""
    behind: str = ""
    """Their plan cannot be published as it is: files have changed, it has begun, or a version was published since."""

    @property
    def stop(self) -> bool:
        return bool(self.moved or self.behind)


async def partners_of(draft: Draft | None) -> Partners:
    if draft is None:
        return Partners()
    try:
        others = [one for one in await published_together(draft) if one.id != draft.id]
    except Refused as refused:
        return Partners(moved=str(refused.facts["others_en" if language() == "en" else "others"]))
    behind = [one for one in others if await _is_behind(one)]
    if behind:
        return Partners(behind=listed(words.name(one.unit) for one in behind))
    return Partners(together=listed(words.name(one.unit) for one in others))


async def _is_behind(draft: Draft) -> bool:
    there = await standing(draft.unit, draft.week)
    if there.superseded or (await conflicts_of(there)).refuses:
        return True
    return bool(there.publication and await overtaken(draft, await difference_from(there.publication, draft)))
