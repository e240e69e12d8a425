"""What a draft leaves open: the list, and how much of it there is by kind and by rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from tortoise.functions import Count
from tortoise.queryset import QuerySet

from eldercare.planning.models import Draft
from eldercare.planning.week.models import NotPlanned


@dataclass(frozen=True, slots=True)
class Tally:
    """So many open needs that one rule stopped."""

    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Needs of one elder, or heads of one place, that the same rule stopped, day by day; never empty."""

    needs: tuple[NotPlanned, ...]

    @property
    def first(self) -> NotPlanned:
        return self.needs[0]


def open_needs(draft: Draft, *, kind: str = "", priority: int | None = None, rule: str = "") -> QuerySet[NotPlanned]:
    """The open needs of a draft, the most urgent class first, then by kind and day."""
    rows = NotPlanned.filter(draft_id=draft.id).prefetch_related("elder", "service", "facility")
    if kind:
        rows = rows.filter(kind=kind)
    if priority is not None:
        rows = rows.filter(priority_class=priority)
    if rule:
        rows = rows.filter(rule=rule)
    return rows.order_by("priority_class", "kind", "day", "starts", "key")


def alike(needs: Iterable[NotPlanned]) -> list[Alike]:
    """The needs put together for who reads them, in the order of the first of each."""
    found: dict[tuple[object, ...], list[NotPlanned]] = {}
    for need in needs:
        whose = need.elder_id or (need.facility_id, need.facts.get("shift"), need.facts.get("job"))
        found.setdefault((need.priority_class, need.kind, whose, need.service_id, need.rule), []).append(need)
    return [Alike(tuple(together)) for together in found.values()]


async def open_by_kind(draft: Draft) -> dict[str, int]:
    """How many needs are open, by kind."""
    rows = NotPlanned.filter(draft_id=draft.id).annotate(number=Count("id")).group_by("kind")
    return dict(await rows.values_list("kind", "number"))


async def open_by_rule(draft: Draft, kind: str = "") -> list[Tally]:
    """How many needs each rule stopped, the most frequent first."""
    rows = NotPlanned.filter(draft_id=draft.id, **({"kind": kind} if kind else {}))
    counted = await rows.annotate(number=Count("id")).group_by("rule").values_list("rule", "number")
    return sorted((Tally(rule, number) for rule, number in counted), key=lambda tally: (-tally.count, tally.rule))
