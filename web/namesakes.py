"""Two people of one name, told apart by what others know of them: an elder by her age or home, staff by their work."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from eldercare import clock
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Elder, Staff
from web import homes, words
from web.i18n import gettext as _

Somebody = Staff | Elder
Person = TypeVar("Person", Staff, Elder)
LAST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Names:
    """Everybody's name on a page; a name that is shared comes with what tells who it is."""

    alike: Mapping[tuple[type[Somebody], str], Sequence[Somebody]]
    """Those of one name."""

    def __call__(self, one: Somebody) -> str:
        return _with_mark(one, self._mark(one))

    def beside_job(self, one: Staff) -> str:
        """Where her job stands beside her name already: who is told by it needs no other mark."""
        mark = self._mark(one)
        return _with_mark(one, "" if mark == words.of("job", one.job) else mark)

    def listed(self, people: Iterable[Somebody]) -> str:
        """王秀英、李玉梅"""
        return _(", ").join(self(one) for one in people)

    def _mark(self, one: Somebody) -> str:
        """What tells her from the others of her name, nothing where there are none."""
        others = [other for other in self.alike.get((type(one), one.name), ()) if other.id != one.id]
        return _mark(one, others) if others else ""


async def names_of(unit: Facility) -> Names:
    """For the office: whoever shares a name within a centre is told apart on every page, alone on it or not."""
    here, today = {"facility__path__startswith": unit.path}, clock.today()
    staff = Staff.filter(Q(employed_to=None) | Q(employed_to__gte=today), **here)
    elders = Elder.filter(Q(ended_on=None) | Q(ended_on__gte=today), **here)
    return names_among([*await _sharing(staff), *await _sharing(elders)])


def names_among(people: Iterable[Somebody]) -> Names:
    """For a page that knows of nobody else."""
    alike: dict[tuple[type[Somebody], str], list[Somebody]] = defaultdict(list)
    for one in people:
        alike[type(one), one.name].append(one)
    return Names(alike)


async def _sharing(people: QuerySet[Person]) -> list[Person]:
    """Those whose name more than one has."""
    names = Counter(await people.values_list("name", flat=True))
    return await people.filter(name__in=[name for name, times in names.items() if times > 1])


def _with_mark(one: Somebody, mark: str) -> str:
    return _("%(name)s (%(mark)s)", name=one.name, mark=mark) if mark else one.name


def _mark(one: Somebody, others: Iterable[Somebody]) -> str:
    """The first that none of the others has as well."""
    taken = {mark for other in others for mark in _marks(other)}
    return next(mark for mark in _marks(one) if mark and mark not in taken)


def _marks(one: Somebody) -> list[str]:
    """What people know somebody by, short before long; last the key, which tells anybody apart."""
    if isinstance(one, Elder):
        born = _("b. %(year)s", year=str(one.birth_date.year))
        return [born, one.estate, homes.address(one), one.key]
    digits = one.phone.replace(" ", "")[-LAST_DIGITS:]
    return [words.of("job", one.job), _("phone ending in %(digits)s", digits=digits) if digits else "", one.key]
