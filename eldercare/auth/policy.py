"""Who may do what: one table, deny by default. What is not written here is forbidden."""

from enum import StrEnum

from eldercare.auth.models import Role
from eldercare.errors import Forbidden


class Permission(StrEnum):
    """One kind of act; a route names exactly one, or says that it is public."""

    ACCOUNT_OWN = "account.own"
    ACCOUNT_MANAGE = "account.manage"
    AUDIT_READ = "audit.read"
    CALL_READ = "call.read"
    CALL_TICK = "call.tick"
    DISTRICT_READ = "district.read"
    ELDER_READ = "elder.read"
    ELDER_EDIT = "elder.edit"
    EXCHANGE_EXPORT = "exchange.export"
    EXCHANGE_IMPORT = "exchange.import"
    FACILITY_READ = "facility.read"
    FACILITY_EDIT = "facility.edit"
    FAMILY_READ = "family.read"
    KITCHEN_READ = "kitchen.read"
    PLAN_READ = "plan.read"
    PLAN_RUN = "plan.run"
    PLAN_PUBLISH = "plan.publish"
    ROSTER_READ = "roster.read"
    ROUTE_READ = "route.read"
    STAFF_READ = "staff.read"
    STAFF_EDIT = "staff.edit"
    VISIT_READ = "visit.read"


EVERYBODY = {Permission.ACCOUNT_OWN}

READS_THE_OFFICE = {
    Permission.CALL_READ,
    Permission.ELDER_READ,
    Permission.EXCHANGE_EXPORT,
    Permission.FACILITY_READ,
    Permission.KITCHEN_READ,
    Permission.PLAN_READ,
    Permission.ROSTER_READ,
    Permission.STAFF_READ,
    Permission.VISIT_READ,
}

GRANTED: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        EVERYBODY
        | READS_THE_OFFICE
        | {
            Permission.CALL_TICK,
            Permission.ELDER_EDIT,
            Permission.EXCHANGE_IMPORT,
            Permission.FACILITY_EDIT,
            Permission.PLAN_PUBLISH,
            Permission.PLAN_RUN,
            Permission.STAFF_EDIT,
        }
    ),
    Role.DISTRICT_MANAGER: frozenset(
        EVERYBODY
        | READS_THE_OFFICE
        | {Permission.ACCOUNT_MANAGE, Permission.AUDIT_READ, Permission.DISTRICT_READ, Permission.EXCHANGE_IMPORT}
    ),
    Role.AUDITOR: frozenset(
        EVERYBODY | {Permission.AUDIT_READ, Permission.FACILITY_READ, Permission.PLAN_READ, Permission.ROSTER_READ}
    ),
    Role.KITCHEN: frozenset(EVERYBODY | {Permission.KITCHEN_READ}),
    Role.CAREGIVER: frozenset(EVERYBODY | {Permission.ROUTE_READ}),
    Role.FAMILY: frozenset(EVERYBODY | {Permission.FAMILY_READ}),
}


def allows(role: str, permission: str) -> bool:
    """Whether the table grants `permission` to `role`; an unknown name of either is never granted."""
    try:
        return Permission(permission) in GRANTED[Role(role)]
    except (ValueError, KeyError):
        return False


def demand(role: str, permission: str) -> None:
    """Refuse unless the role may."""
    if not allows(role, permission):
        raise Forbidden("forbidden", permission=permission)
