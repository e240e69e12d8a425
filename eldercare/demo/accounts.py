"""One sign-in for each role, one for somebody who brings meals, and one for the coordinator of every street centre."""

from collections.abc import Sequence
from random import Random

from eldercare.auth.models import Role
from eldercare.demo.chance import stream
from eldercare.demo.elders import Elders
from eldercare.demo.names import grown_name
from eldercare.demo.nouns import Account, Elder, MealSubscription, Relative, Staff, StaffBond
from eldercare.demo.places import Places
from eldercare.demo.plans import Plans
from eldercare.demo.staff import Team
from eldercare.people.models import Bond, Contract, Gender, Job


def build_accounts(
    places: Places,
    elders: Elders,
    plans: Plans,
    meals: Sequence[MealSubscription],
    bonds: Sequence[StaffBond],
    team: Team,
    seed: int,
) -> list[Account]:
    """Accounts of one district; the family one belongs to an elder with a full week."""
    rng = stream(seed, "accounts")
    first = places.streets[0].center
    relative = _relative(elders, plans, meals, first)
    caregiver = _caregiver(team, bonds, relative.elder, first)
    return [
        Account("district_manager", Role.DISTRICT_MANAGER, _name(rng), facility=places.institution),
        *(
            Account(f"coordinator{number if number > 1 else ''}", Role.COORDINATOR, _name(rng), facility=street.center)
            for number, street in enumerate(places.streets, 1)
        ),
        Account("caregiver", Role.CAREGIVER, _staff_name(team, caregiver), staff=caregiver),
        *(
            Account("carrier", Role.CAREGIVER, member.name, staff=member.key)
            for member in [_first(team, first, Job.CARRIER)]
            if member
        ),
        Account("kitchen", Role.KITCHEN, _name(rng), facility=first),
        Account("family", Role.FAMILY, relative.name, relative=relative.key, type_size="large"),
        Account("auditor", Role.AUDITOR, _name(rng), facility=places.institution),
    ]


def coordinators(places: Places, seed: int, first_number: int) -> list[Account]:
    """The coordinators of a further district, numbered on."""
    rng = stream(seed, "accounts", places.institution)
    return [
        Account(f"coordinator{number}", Role.COORDINATOR, _name(rng), facility=street.center)
        for number, street in enumerate(places.streets, first_number)
    ]


def _relative(elders: Elders, plans: Plans, meals: Sequence[MealSubscription], center: str) -> Relative:
    """A daughter or son of somebody who is visited often and has meals brought, and who may see the week."""
    visits: dict[str, int] = {}
    for task in plans.by_center[center]:
        elder = task.plan.removesuffix("-plan")
        visits[elder] = visits.get(elder, 0) + task.times
    fed = {meal.elder for meal in meals}
    homes = {elder.key: elder for elder in elders.homes[center]}
    near = [
        relative
        for relative in elders.relatives
        if relative.elder in homes and relative.sees_schedule and relative.relation in ("daughter", "son")
    ]
    return max(near, key=lambda one: (_interest(homes[one.elder], visits, fed), one.relation, one.key))


def _interest(elder: Elder, visits: dict[str, int], fed: set[str]) -> tuple[bool, bool, int]:
    return (elder.key in fed, elder.gender == Gender.FEMALE, min(visits.get(elder.key, 0), 12))


def _caregiver(team: Team, bonds: Sequence[StaffBond], elder: str, center: str) -> str:
    """The carer designated for that elder, else the centre's first full-time carer."""
    for bond in bonds:
        if (bond.elder, bond.kind) == (elder, Bond.DESIGNATED):
            return bond.staff
    member = _first(team, center, Job.CAREGIVER)
    if member is None:
        raise LookupError(center)
    return member.key


def _first(team: Team, center: str, job: Job) -> Staff | None:
    """The first full-time member of a centre's staff in this job."""
    wanted = (center, job, Contract.FULL_TIME)
    return next((one for one in team.staff if (one.facility, one.job, one.contract) == wanted), None)


def _staff_name(team: Team, key: str) -> str:
    return next(member.name for member in team.staff if member.key == key)


def _name(rng: Random) -> str:
    return grown_name(rng, rng.choice((Gender.FEMALE, Gender.MALE)))
