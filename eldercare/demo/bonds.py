"""How some elders feel about some of the staff: designated, preferred, and a few excluded."""

from collections.abc import Sequence

from eldercare.demo.chance import some, stream
from eldercare.demo.elders import Elders
from eldercare.demo.nouns import Elder, Staff, StaffBond
from eldercare.demo.plans import SERVICE, Plans
from eldercare.demo.staff import Team
from eldercare.people.models import Bond, Contract, Job

DESIGNATED, PREFERRED, EXCLUDED = 0.3, 0.25, 0.015
OFTEN = 3
"""Visits a week from which a carer is designated."""


def build_bonds(elders: Elders, plans: Plans, team: Team, seed: int) -> list[StaffBond]:
    """Bonds with carers of the elder's own street centre, able to do what she needs."""
    able = {(held.staff, held.skill) for held in team.skills}
    made = []
    for center, homes in elders.homes.items():
        rng = stream(seed, "bonds", center)
        carers = [
            member
            for member in team.staff
            if (member.facility, member.job, member.contract) == (center, Job.CAREGIVER, Contract.FULL_TIME)
        ]
        wanted: dict[str, set[str]] = {}
        visits: dict[str, int] = {}
        for task in plans.by_center[center]:
            wanted.setdefault(f"{task.plan.removesuffix('-plan')}", set()).add(SERVICE[task.service].skill or "")
            visits[task.plan.removesuffix("-plan")] = visits.get(task.plan.removesuffix("-plan"), 0) + task.times
        served = [elder for elder in homes if elder.key in visits]
        often = [elder for elder in served if visits[elder.key] >= OFTEN]
        bound: set[tuple[str, str]] = set()
        for kind, chosen in (
            (Bond.DESIGNATED, some(rng, often, DESIGNATED)),
            (Bond.PREFERRED, some(rng, served, PREFERRED)),
            (Bond.EXCLUDED, some(rng, served, EXCLUDED)),
        ):
            for elder in chosen:
                fitting = _fitting(elder, carers, wanted[elder.key] & {"elderly_care", "bathing"}, able)
                member = rng.choice(fitting or carers)
                if (elder.key, member.key) not in bound:
                    bound.add((elder.key, member.key))
                    reason = "家属要求,不公开" if kind is Bond.EXCLUDED else ""
                    made.append(StaffBond(elder.key, member.key, kind, reason))
    return made


def _fitting(elder: Elder, carers: Sequence[Staff], skills: set[str], able: set[tuple[str, str]]) -> list[Staff]:
    """Carers of the elder's sex who hold all of the skills."""
    return [
        member
        for member in carers
        if member.gender == elder.gender and all((member.key, skill) in able for skill in skills)
    ]
