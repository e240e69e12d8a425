"""What a week leaves open, listed by its draft and still asked for, or promised since: the list, and how much by kind
and by rule."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tortoise.functions import Count
from tortoise.queryset import QuerySet

from eldercare import clock
from eldercare.hierarchy.subtree import unit_of
from eldercare.people.models import Elder
from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft
from eldercare.planning.week.conflicts import Conflicts
from eldercare.planning.week.models import NeedKind, NotPlanned
from eldercare.planning.week.since import Since, since_of

Meanwhile = Since | Conflicts
"""What has come to a draft's list since, and gone from it."""
NOTHING = Since()


@dataclass(frozen=True, slots=True)
class Tally:
    """So many open needs that one rule stopped."""

    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Needs of one service or meal of an elder, or heads of one place, that one rule stopped, by day; never empty."""

    needs: tuple[NotPlanned, ...]

    @property
    def first(self) -> NotPlanned:
        return self.needs[0]


def still_listed(draft: Draft | None, since: Meanwhile = NOTHING) -> QuerySet[NotPlanned]:
    """Rows of the draft's own list, nothing without a draft."""
    rows = NotPlanned.filter(draft_id=draft.id if draft else 0)
    gone = [one.id for one in since.lapsed]
    return rows.exclude(id__in=gone) if gone else rows


async def open_needs(
    draft: Draft, since: Meanwhile = NOTHING, *, kind: str = "", priority: int | None = None, rule: str = ""
) -> list[NotPlanned]:
    """Those of a draft that have not lapsed and the new ones, the most urgent class first, then by kind and day."""
    asked = {"kind": kind or None, "priority_class": priority, "rule": rule or None}
    chosen = {name: value for name, value in asked.items() if value is not None}
    rows = still_listed(draft, since).filter(**chosen).prefetch_related("elder", "service", "facility")
    listed = await rows.order_by("priority_class", "kind", "day", "starts", "key")
    new = [one for one in since.new if all(getattr(one, name) == value for name, value in chosen.items())]
    return sorted([*listed, *new], key=_order)


def _order(one: NotPlanned) -> tuple[int, str, date, int, str]:
    """What may come on any day first."""
    return one.priority_class, one.kind, one.day or date.min, one.starts or 0, one.key


async def missing_of(elder: Elder, monday: date) -> list[NotPlanned]:
    """What the week in force leaves open of what she is promised and could still come; she comes with her facility."""
    in_force = (await standing(await unit_of(elder.facility), monday)).in_force
    rows = still_listed(in_force.origin, await since_of(in_force, elder)).filter(elder_id=elder.id)
    listed = await rows.prefetch_related("service").order_by("day", "starts", "key")
    return [need for need in listed if need.day is None or need.day >= clock.today()]


def alike(needs: Iterable[NotPlanned]) -> list[Alike]:
    """The needs put together for who reads them, in the order of the first of each."""
    found: dict[tuple[object, ...], list[NotPlanned]] = {}
    for need in needs:
        whose = need.elder_id or (need.facility_id, need.facts.get("shift"), need.facts.get("job"))
        which = need.service_id or need.facts.get("meal")
        found.setdefault((need.priority_class, need.kind, whose, which, need.rule), []).append(need)
    return [Alike(tuple(together)) for together in found.values()]


async def visits_without_a_carer(draft: Draft, since: Meanwhile = NOTHING) -> int:
    """Open visits for which the plan found nobody; an address off the map is no want of hours."""
    return await still_listed(draft, since).filter(kind=NeedKind.VISIT.value).exclude(rule="located").count()


async def open_by_kind(draft: Draft, since: Meanwhile = NOTHING) -> dict[str, int]:
    """How many needs are open, by kind."""
    rows = still_listed(draft, since).annotate(number=Count("id")).group_by("kind")
    return dict(Counter(dict(await rows.values_list("kind", "number"))) + Counter(one.kind for one in since.new))


async def open_by_rule(draft: Draft, kind: str = "", since: Meanwhile = NOTHING) -> list[Tally]:
    """How many needs each rule stopped, the most frequent first."""
    rows = still_listed(draft, since).filter(**({"kind": kind} if kind else {}))
    counted = await rows.annotate(number=Count("id")).group_by("rule").values_list("rule", "number")
    of_kind = Counter(one.rule for one in since.new if kind in ("", one.kind))
    found = [Tally(rule, number) for rule, number in (Counter(dict(counted)) + of_kind).items()]
    return sorted(found, key=lambda tally: (-tally.count, tally.rule))
