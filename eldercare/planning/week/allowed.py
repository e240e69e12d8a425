"""Who may take what the plan gives her: the rules about people, asked of the independent checkers as files are now."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from eldercare.care.models import ServiceType
from eldercare.clock import DAY
from eldercare.people.models import Bond, Elder, Staff, StaffBond
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.people import is_low_risk_only, skills_of
from eldercare.planning.week.shown import Part
from eldercare.shifts.models import Shift, ShiftDemand
from solver.result import Breach
from solver.rostering.check import skill_breaches
from solver.rostering.problem import Cover, Employee
from solver.rostering.solution import Duty
from solver.visits.check import people_breaches
from solver.visits.problem import Carer, Stop
from solver.week.routes import skills_on

Excluded = Mapping[int, frozenset[str]]
"""Keys of those who must not come, by elder."""


async def excluded_from(elders: Iterable[int]) -> Excluded:
    """As it is now."""
    found: dict[int, frozenset[str]] = {}
    bonds = StaffBond.filter(kind=Bond.EXCLUDED.value, elder_id__in=list(elders))
    for elder, staff in await bonds.values_list("elder_id", "staff__key"):
        found[elder] = found.get(elder, frozenset()) | {staff}
    return found


def not_hers(part: Part, carer: Carer, elder: Elder, service: ServiceType, excluded: Excluded) -> Iterator[Breach]:
    """The rules about people that a visit breaks with its carer of that day; the service comes with its skill."""
    yield from people_breaches(
        Stop(
            key=part.key,
            elder=elder.key,
            place="",
            minutes=part.ends - part.starts,
            earliest=part.starts,
            latest=part.starts,
            priority_class=service.priority_class,
            carers=service.carers,
            skill=service.skill.key if service.skill else None,
            gender=service.carer_gender(elder.gender),
            excluded=excluded.get(elder.id, frozenset()),
            low_risk=service.low_risk,
        ),
        carer,
    )


def carer_on(member: Staff, day: date, monday: date) -> Carer:
    """What she may do on a day of the week; she comes with her skills."""
    valid, expired = skills_on(skills_of(member, monday), (day - monday).days)
    return Carer(
        key=member.key,
        base="",
        start=0,
        end=DAY,
        mode=member.travel_mode,
        gender=member.gender,
        skills=valid,
        expired=expired,
        low_risk_only=is_low_risk_only(member),
    )


def not_her_post(shift: Shift | DraftShift, post: ShiftDemand, member: Staff, monday: date) -> Iterator[Breach]:
    """The rules about skills that a shift breaks with who works it; the post comes with skill, shift and facility."""
    day = (shift.day - monday).days
    yield from skill_breaches(
        Employee(member.key, member.job, frozenset(), skills_of(member, monday), 0, 0, ()),
        Duty(member.key, day, post.shift_type.key, shift.demand_key, post.facility.key),
        Cover(
            key=shift.demand_key,
            day=day,
            shift=post.shift_type.key,
            place=post.facility.key,
            job=post.job,
            skill=post.skill.key if post.skill else None,
            needed=post.people,
        ),
    )
