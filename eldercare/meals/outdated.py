"""What of a day's published rounds is known not to hold any more: carriers on leave, elders who pause."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Q

from eldercare.care.models import Hold
from eldercare.meals.rounds import MealRound
from eldercare.people.models import Leave


@dataclass(frozen=True, slots=True)
class Outdated:
    """Ids of carriers who are not there and of elders who do not eat at home."""

    carriers: frozenset[int]
    elders: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.carriers or self.elders)


async def outdated_of(rounds: Iterable[MealRound], day: date) -> Outdated:
    """Nobody publishes anew for a leave or a hold by itself; until then the sheets would bring boxes in vain."""
    carriers = {one.carrier.id for one in rounds if one.carrier}
    elders = {drop.elder.id for one in rounds for drop in one.drops if drop.elder}
    away = Leave.filter(staff_id__in=list(carriers), first_day__lte=day, last_day__gte=day)
    held = Hold.filter(Q(last_day=None) | Q(last_day__gte=day), elder_id__in=list(elders), first_day__lte=day)
    return Outdated(
        frozenset([one.staff_id for one in await away]),
        frozenset([one.elder_id for one in await held]),
    )
