"""Whether a database is a demo one, and how such a one is emptied."""

from enum import StrEnum

from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account, Session, SignInAttempt
from eldercare.care.models import CarePlan, CareTask, Hold, ServiceType
from eldercare.daycare.models import Attendance, Seat
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility, OpeningHours, Region, StaffRatio, Zone
from eldercare.meals.models import Kitchen, KitchenDiet, KitchenWave, Meal, MealSubscription, Vehicle
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Availability, Elder, Leave, Relative, Skill, Staff, StaffBond, StaffSkill
from eldercare.planning.models import Draft, PlanningRun, Publication
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NotPlanned
from eldercare.rulebook.models import Holiday, RuleValue
from eldercare.shifts.models import Shift, ShiftDemand, ShiftJob, ShiftType
from eldercare.visits.models import Visit, VisitStaff

CHILDREN_FIRST: tuple[type[Model], ...] = (
    OutboxMessage, VisitStaff, Visit, Shift, Meal, Seat, Publication,
    NotPlanned, DraftVisit, DraftShift, DraftMeal, DraftSeat, Draft, PlanningRun,
    AuditEntry, Session, SignInAttempt, Account,
    ShiftDemand, ShiftJob, ShiftType, MealSubscription, Vehicle, KitchenDiet, KitchenWave, Kitchen,
    Attendance, Hold, CareTask, CarePlan, ServiceType,
    StaffBond, Leave, Availability, StaffSkill, Staff, Skill, Relative, Elder,
    StaffRatio, OpeningHours, Zone, RuleValue, Holiday,
)  # fmt: skip
"""Every table but the two trees, so that nothing is deleted while something points to it."""


LOOKING = ("account.prefer", "message.seen", "plan.export", "workbook.export")
MAKING = "demo"
"""Who does in the trail what the making of a demo does."""


class DemoState(StrEnum):
    EMPTY = "empty"
    DEMO = "demo"
    REAL = "real"


async def demo_state() -> DemoState:
    """Only the making of a demo makes demo accounts; places or people without any are real."""
    if await Account.filter(is_demo=True).exists():
        return DemoState.DEMO
    for model in (Region, Facility, Elder, Staff):
        if await model.all().exists():
            return DemoState.REAL
    return DemoState.EMPTY


async def typed_since() -> int:
    """How many changes people have made to the demo, on pages and at the terminal: having looked is none."""
    looking = Q(action__startswith="account.sign_") | Q(action__in=LOOKING)
    making = Q(account_id=None, actor=MAKING)
    return await AuditEntry.exclude(looking | making).count()


async def may_be_replaced(*, again: bool) -> None:
    """Refused("not_a_demo_database") over other rows, Refused("demo_in_use") over what people did unless `again`."""
    state = await demo_state()
    if state is DemoState.REAL:
        raise Refused("not_a_demo_database")
    if state is DemoState.DEMO and not again and (changes := await typed_since() or await _added().count()):
        raise Refused("demo_in_use", changes=changes)


async def make_room(*, again: bool = False) -> None:
    """Empty a demo database, inside the caller's transaction, if it `may_be_replaced`."""
    await may_be_replaced(again=again)
    for model in CHILDREN_FIRST:
        await model.all().delete()
    await _fell(Facility)
    await _fell(Region)


def _added() -> QuerySet[Account]:
    """Accounts that somebody made beside those of the demo."""
    return Account.filter(is_demo=False)


async def _fell(tree: type[Model]) -> None:
    """Delete a tree leaf by leaf."""
    while await tree.all().exists():
        parents = await tree.exclude(parent_id=None).distinct().values_list("parent_id", flat=True)
        await tree.exclude(id__in=list(parents)).delete()
