"""Where each role starts and what stands in its navigation."""

from dataclasses import dataclass

from eldercare.auth import policy
from eldercare.auth.models import Account, Role
from eldercare.auth.policy import Permission
from web.i18n import N_


@dataclass(frozen=True, slots=True)
class Link:
    path: str
    words: str
    icon: str
    permission: Permission


HOME = {
    Role.COORDINATOR: "/week",
    Role.CAREGIVER: "/today",
    Role.FAMILY: "/family",
    Role.KITCHEN: "/kitchen",
    Role.DISTRICT_MANAGER: "/district",
    Role.AUDITOR: "/audit",
}

ROLE_NAMES = {
    Role.COORDINATOR: N_("Coordinator"),
    Role.CAREGIVER: N_("Caregiver"),
    Role.FAMILY: N_("Family"),
    Role.KITCHEN: N_("Kitchen"),
    Role.DISTRICT_MANAGER: N_("District manager"),
    Role.AUDITOR: N_("Auditor"),
}

ROLE_ICONS = {
    Role.COORDINATOR: "calendar-days",
    Role.CAREGIVER: "footprints",
    Role.FAMILY: "heart",
    Role.KITCHEN: "cooking-pot",
    Role.DISTRICT_MANAGER: "chart-column",
    Role.AUDITOR: "scroll-text",
}

PHONE_ROLES = {Role.CAREGIVER, Role.FAMILY}
"""They read on a phone: the large layout."""

LINKS = (
    Link("/district", N_("District overview"), "chart-column", Permission.DISTRICT_READ),
    Link("/week", N_("Week board"), "calendar-days", Permission.ROSTER_READ),
    Link("/day", N_("Day"), "route", Permission.VISIT_READ),
    Link("/open-needs", N_("Not planned"), "circle-alert", Permission.PLAN_READ),
    Link("/runs", N_("Planning runs"), "wand-sparkles", Permission.PLAN_READ),
    Link("/elders", N_("Elders"), "heart-handshake", Permission.ELDER_READ),
    Link("/staff", N_("Staff"), "users", Permission.STAFF_READ),
    Link("/facilities", N_("Facilities"), "building-2", Permission.FACILITY_READ),
    Link("/exchange", N_("Workbook"), "file-spreadsheet", Permission.EXCHANGE_EXPORT),
    Link("/kitchen", N_("Kitchen"), "cooking-pot", Permission.KITCHEN_READ),
    Link("/today", N_("Today"), "calendar-check", Permission.ROUTE_READ),
    Link("/my-week", N_("My week"), "calendar-days", Permission.ROUTE_READ),
    Link("/family", N_("This week"), "calendar-heart", Permission.FAMILY_READ),
    Link("/audit", N_("Audit trail"), "scroll-text", Permission.AUDIT_READ),
)


def links_of(account: Account) -> list[Link]:
    """What this account's navigation shows, in order."""
    return [link for link in LINKS if policy.allows(account.role, link.permission)]


def home_of(account: Account) -> str:
    """The page that the account starts at."""
    return HOME[Role(account.role)]
