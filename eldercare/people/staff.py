"""Staff: found by name, job, place or a certificate that runs out, and the facts that their centre may correct."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from eldercare import clock
from eldercare.audit import trail
from eldercare.db import write
from eldercare.errors import Fault, Invalid, Stale
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Contract, Staff, StaffSkill, TravelMode
from eldercare.people.phones import is_phone
from eldercare.rulebook.models import RuleValue

if TYPE_CHECKING:
    from eldercare.auth.models import Account

LONGEST_WEEK = 7 * clock.DAY
MOST_TIMES = 28
"""Spans of a week in which one person can work: four for each weekday, and no more than a form can show."""


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """What may be corrected; named as the columns."""

    phone: str
    contract: Contract
    weekly_minutes: int
    travel_mode: TravelMode
    languages: list[str]
    facility_id: int

    def __post_init__(self) -> None:
        faults = [] if 0 < self.weekly_minutes <= LONGEST_WEEK else [Fault("weekly_hours_unknown", "weekly_hours")]
        if self.phone and not is_phone(self.phone):
            faults.append(Fault("not_phone", "phone", facts={"found": self.phone}))
        if faults:
            raise Invalid(faults)


FIELDS = tuple(field.name for field in dataclasses.fields(StaffFacts))


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
    return rows.order_by("key")


async def warned_until(day: date) -> date:
    """The last day of those on which a certificate's end is near enough to warn of on `day`."""
    running = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    ahead = await RuleValue.filter(running, key="certificate_warning").values_list("value", flat=True)
    return day + timedelta(days=max((int(str(days)) for days in ahead), default=0))


def running_out(skills: Iterable[StaffSkill], by: date) -> list[StaffSkill]:
    """The certificates that are over by a day, the first to end first."""
    ending = [one for one in skills if one.valid_until is not None and one.valid_until <= by]
    return sorted(ending, key=lambda one: one.valid_until or by)


async def edit(member: Staff, facts: StaffFacts, *, version: int, by: "Account") -> None:
    """Correct what is known of her; Stale when somebody else did since `version` was read."""
    columns = {name: getattr(facts, name) for name in FIELDS}
    async with write():
        before = {name: getattr(await Staff.get(id=member.id), name) for name in FIELDS}
        if not await Staff.filter(id=member.id, version=version).update(**columns, version=version + 1):
            raise Stale("stale")
        was, becomes = trail.diff(before, columns)
        await trail.record(by, "staff.edit", "staff", member.key, before=was, after=becomes, facility=facts.facility_id)
