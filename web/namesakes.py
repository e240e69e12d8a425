"""Two people of one name, told apart: by their keys where people work with files, by telephones where they do not."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tortoise.expressions import Q

from eldercare import clock
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Elder, Staff
from web.i18n import gettext as _

Somebody = Staff | Elder
LAST_DIGITS = 4


def with_key(one: Somebody) -> str:
    return _("%(name)s (%(key)s)", name=one.name, key=one.key)


def with_phone(one: Somebody) -> str:
    """By the end of her number, or the key where none is on record."""
    digits = one.phone.replace(" ", "")[-LAST_DIGITS:]
    return _("%(name)s (phone ending in %(digits)s)", name=one.name, digits=digits) if digits else with_key(one)


@dataclass(frozen=True, slots=True)
class Names:
    """Everybody's name on a page; a name that is shared comes with what tells who it is."""

    staff: frozenset[str]
    elders: frozenset[str]
    """Names that more than one has."""
    marked: Callable[[Somebody], str] = with_key

    def __call__(self, one: Somebody) -> str:
        shared = self.elders if isinstance(one, Elder) else self.staff
        return self.marked(one) if one.name in shared else one.name

    def listed(self, people: Iterable[Somebody]) -> str:
        """王秀英、李玉梅"""
        return _(", ").join(self(one) for one in people)


async def names_of(unit: Facility) -> Names:
    """For the office: whoever shares a name within a centre has her key behind it on every page, alone on it or not."""
    here, today = {"facility__path__startswith": unit.path}, clock.today()
    staff = Staff.filter(Q(employed_to=None) | Q(employed_to__gte=today), **here)
    elders = Elder.filter(Q(ended_on=None) | Q(ended_on__gte=today), **here)
    return Names(
        _shared(await staff.values_list("name", flat=True)), _shared(await elders.values_list("name", flat=True))
    )


def names_among(people: Iterable[Staff], marked: Callable[[Somebody], str] = with_phone) -> Names:
    """For whoever knows nobody's key: carers who share a name on one page."""
    everybody = {one.id: one.name for one in people}
    return Names(_shared(everybody.values()), frozenset(), marked)


def _shared(names: Iterable[object]) -> frozenset[str]:
    return frozenset(str(name) for name, times in Counter(names).items() if times > 1)
