"""Staff: found by name, job, place or a certificate that runs out."""

from collections.abc import Iterable
from datetime import date, timedelta

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from eldercare import clock
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Staff, StaffSkill
from eldercare.people.order import by_key
from eldercare.rulebook.models import RuleValue

LONGEST_WEEK = 7 * clock.DAY
MOST_TIMES = 28
"""Spans of a week in which one person can work: four for each weekday, and no more than a form can show."""


def search(
    rows: QuerySet[Staff],
    *,
    text: str = "",
    job: str = "",
    below: Facility | None = None,
    expiring_by: date | None = None,
    left: bool = False,
) -> QuerySet[Staff]:
    """Of `rows` those whom words and places fit, by key; `expiring_by`: with a certificate that is over by that day."""
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(key__icontains=text))
    if job:
        rows = rows.filter(job=job)
    if below is not None:
        rows = rows.filter(facility__path__startswith=below.path)
    if expiring_by is not None:
        rows = rows.filter(skills__valid_until__lte=expiring_by).distinct()
    if not left:
        rows = rows.filter(Q(employed_to=None) | Q(employed_to__gte=clock.today()))
    return by_key(rows)


async def warned_until(day: date) -> date:
    """The last day of those on which a certificate's end is near enough to warn of on `day`."""
    running = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    ahead = await RuleValue.filter(running, key="certificate_warning").values_list("value", flat=True)
    return day + timedelta(days=max((int(str(days)) for days in ahead), default=0))


def running_out(skills: Iterable[StaffSkill], by: date) -> list[StaffSkill]:
    """The certificates that are over by a day, the first to end first."""
    ending = [one for one in skills if one.valid_until is not None and one.valid_until <= by]
    return sorted(ending, key=lambda one: one.valid_until or by)
