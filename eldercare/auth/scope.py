"""What a person may reach. Every row is fetched through one of these; a row outside is simply not there.

Each takes a signed-in account with its facility, staff and relative loaded (`sessions.find` does) and returns a
queryset that the caller narrows further; `one` fetches from it by key.
"""

from typing import TypeVar

from tortoise.exceptions import ValidationError
from tortoise.expressions import Q, Subquery
from tortoise.models import Model
from tortoise.queryset import QuerySet

from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account, Role
from eldercare.errors import NotFound
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import SIGNS_A_PLAN, keys_of
from eldercare.meals.models import Kitchen
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Elder, Staff
from eldercare.planning.models import Draft, PlanningRun, Publication
from eldercare.visits.models import VisitStaff

Row = TypeVar("Row", bound=Model)

OFFICE = {Role.DISTRICT_MANAGER, Role.COORDINATOR, Role.AUDITOR}


async def one(rows: QuerySet[Row], key: str, column: str = "key") -> Row:
    """The row of the scope with this key; outside, missing or none that a column could hold: NotFound."""
    try:
        found = await rows.filter(**{column: key}).first()
    except ValidationError:
        found = None
    if found is None:
        raise NotFound("not_found")
    return found


def facilities_of(account: Account) -> QuerySet[Facility]:
    """The subtree of a desk role's facility; nothing for the others."""
    return Facility.filter(path__startswith=subtree(account)) if holds_subtree(account) else _none(Facility)


def units_of(account: Account) -> QuerySet[Facility]:
    """The planning units among her facilities."""
    return facilities_of(account).filter(tier__in=[tier.value for tier in SIGNS_A_PLAN])


def elders_of(account: Account) -> QuerySet[Elder]:
    """The elders an office role answers for; for a relative her own elder, while that elder consents."""
    if account.role in OFFICE and holds_subtree(account):
        return Elder.filter(facility__path__startswith=subtree(account))
    if account.role == Role.FAMILY:
        return Elder.filter(relatives__id=account.relative_id, relatives__sees_schedule=True)
    return _none(Elder)


def staff_of(account: Account) -> QuerySet[Staff]:
    """The staff of her facilities; for a caregiver herself."""
    if account.role in OFFICE and holds_subtree(account):
        return Staff.filter(facility__path__startswith=subtree(account))
    if account.role == Role.CAREGIVER:
        return Staff.filter(id=account.staff_id)
    return _none(Staff)


def kitchens_of(account: Account) -> QuerySet[Kitchen]:
    """The kitchens of her facilities."""
    return Kitchen.filter(facility__path__startswith=subtree(account)) if holds_subtree(account) else _none(Kitchen)


def runs_of(account: Account) -> QuerySet[PlanningRun]:
    """The planning runs asked for within her facilities."""
    return (
        PlanningRun.filter(facility__path__startswith=subtree(account))
        if holds_subtree(account)
        else _none(PlanningRun)
    )


def runs_seen_by(account: Account) -> QuerySet[PlanningRun]:
    """The same, and those that plan her centre too, asked for above it or by one it is linked with: to watch, not to
    stop."""
    if not holds_subtree(account):
        return _none(PlanningRun)
    path = subtree(account)
    hers = Q(facility__path__startswith=path) | Q(facility__key__in=keys_of(path)[:-1])
    return PlanningRun.filter(hers | Q(id__in=Subquery(drafts_of(account).values("run_id"))))


def drafts_of(account: Account) -> QuerySet[Draft]:
    """The drafts of units within her facilities."""
    return Draft.filter(unit__path__startswith=subtree(account)) if holds_subtree(account) else _none(Draft)


def publications_of(account: Account) -> QuerySet[Publication]:
    """The publications of units within her facilities."""
    return Publication.filter(unit__path__startswith=subtree(account)) if holds_subtree(account) else _none(Publication)


def route_of(account: Account) -> QuerySet[VisitStaff]:
    """A caregiver's own stops, of the publications in force."""
    if account.role != Role.CAREGIVER:
        return _none(VisitStaff)
    return VisitStaff.filter(staff_id=account.staff_id, visit__publication__replaced_at=None)


def messages_of(account: Account) -> QuerySet[OutboxMessage]:
    """What the person herself was told, or the kitchens of her facilities; a relative only while the elder consents."""
    if account.role == Role.CAREGIVER:
        return OutboxMessage.filter(staff_id=account.staff_id)
    if account.role == Role.FAMILY:
        return OutboxMessage.filter(relative_id=account.relative_id, relative__sees_schedule=True)
    if account.role == Role.KITCHEN and holds_subtree(account):
        return OutboxMessage.filter(kitchen__facility__path__startswith=subtree(account))
    return _none(OutboxMessage)


def entries_of(account: Account) -> QuerySet[AuditEntry]:
    """What a reader of the trail may see, newest first: her subtree's entries; at the root also those of no place."""
    if not holds_subtree(account):
        return _none(AuditEntry)
    within = Q(facility__path__startswith=subtree(account))
    if account.facility is not None and account.facility.parent_id is None:
        within |= Q(facility_id=None)
    return AuditEntry.filter(within).order_by("-id")


def holds_subtree(account: Account) -> bool:
    """Whether the account's facility, and all below it, is what it may see."""
    return account.facility is not None and account.role not in (Role.CAREGIVER, Role.FAMILY)


def subtree(account: Account) -> str:
    """The path under which everything of a desk role lies; ask `holds_subtree` first."""
    if account.facility is None or not account.facility.path:
        raise NotFound("not_found")
    return account.facility.path


def _none(model: type[Row]) -> QuerySet[Row]:
    return model.filter(id__in=[])
