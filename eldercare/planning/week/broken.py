"""The rules about people that a plan breaks by now: the independent checkers, asked with the files as they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.care.models import ServiceType
from eldercare.clock import DAY
from eldercare.people.models import Bond, Elder, Skill, Staff, StaffBond
from eldercare.planning.drafts import Standing
from eldercare.planning.week.models import DraftShift, NeedKind
from eldercare.planning.week.moment import Moment
from eldercare.planning.week.people import is_low_risk_only, skills_of
from eldercare.planning.week.shown import Part, parts_shown, shifts_shown
from eldercare.shifts.models import Shift, ShiftDemand
from solver.result import Breach
from solver.rostering.check import skill_breaches
from solver.rostering.problem import Cover, Employee
from solver.rostering.solution import Duty
from solver.visits.check import people_breaches
from solver.visits.problem import Carer, Stop
from solver.week.routes import skills_on

CERTIFIED = ("skill", "certificate_valid")
"""Rules whose breach names a skill."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A visit or a shift still to begin that its carer may not take any more; `rule` as solver.rules names it."""

    kind: NeedKind
    key: str
    rule: str
    staff: Staff
    day: date
    starts: int
    ends: int
    elder: Elder | None = None
    service: ServiceType | None = None
    skill: Skill | None = None
    """What is asked for, where that is what she lacks."""
    ended: date | None = None
    """The last day of her certificate for it."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that one rule forbids one carer: for want of one skill, or with one elder."""

    broken: tuple[Broken, ...]

    @property
    def first(self) -> Broken:
        """What is the same in all of them stands here."""
        return self.broken[0]

    @property
    def visits(self) -> tuple[Broken, ...]:
        return tuple(one for one in self.broken if one.kind == NeedKind.VISIT)

    @property
    def posts(self) -> tuple[Broken, ...]:
        return tuple(one for one in self.broken if one.kind == NeedKind.SHIFT)

    @property
    def days(self) -> list[date]:
        return sorted({one.day for one in self.broken})


def cases_of(broken: Iterable[Broken]) -> list[Case]:
    """Carer by carer, in the order in which their first ones come."""
    alike: dict[tuple[object, ...], list[Broken]] = {}
    for one in broken:
        about = one.skill.id if one.skill else one.elder.id if one.elder else None
        alike.setdefault((one.staff.id, one.rule, about), []).append(one)
    order = {staff: at for at, (staff, *_) in reversed(list(enumerate(alike)))}
    return [Case(tuple(alike[key])) for key in sorted(alike, key=lambda key: order[key[0]])]


async def broken_of(standing: Standing, member: Staff | None = None) -> list[Broken]:
    """What of the plan that is shown breaks a rule about people, day by day, of all or one; what has begun stays."""
    moment = Moment.of(standing.week)

    def counts(staff: int, day: date, starts: int) -> bool:
        return (member is None or staff == member.id) and not moment.has_begun(day, starts)

    parts = [one for one in await parts_shown(standing, moment.today) if counts(one.staff, one.day, one.starts)]
    shifts = [one for one in await shifts_shown(standing) if counts(one.staff_id, one.day, one.starts)]
    wanted = {one.staff for one in parts} | {one.staff_id for one in shifts}
    people = {one.id: one for one in await Staff.filter(id__in=list(wanted)).prefetch_related("skills__skill")}
    found = [*await _visits(parts, people, standing.week), *await _shifts(shifts, people, standing)]
    return sorted(found, key=lambda one: (one.day, one.starts, one.key, one.staff.key))


async def _visits(parts: Sequence[Part], people: dict[int, Staff], monday: date) -> list[Broken]:
    services = {one.id: one for one in await ServiceType.all().prefetch_related("skill")}
    genders = await _genders(parts, services)
    excluded = await _excluded(parts)
    able = {(staff, day): _carer(people[staff], day, monday) for staff, day in {(one.staff, one.day) for one in parts}}
    breaches = [
        (part, breach.rule)
        for part in parts
        for breach in people_breaches(
            _stop(part, services[part.service], genders.get(part.elder), excluded.get(part.elder, frozenset())),
            able[part.staff, part.day],
        )
    ]
    elders = {one.id: one for one in await Elder.filter(id__in=list({part.elder for part, _ in breaches}))}
    return [
        _broken_visit(part, rule, people[part.staff], elders[part.elder], services[part.service])
        for part, rule in breaches
    ]


async def _genders(parts: Iterable[Part], services: dict[int, ServiceType]) -> dict[int, str]:
    """The gender of the carer whom an elder's services may ask for."""
    asked = {part.elder for part in parts if services[part.service].same_sex == "required"}
    return dict(await Elder.filter(id__in=list(asked)).values_list("id", "gender")) if asked else {}


async def _excluded(parts: Iterable[Part]) -> dict[int, frozenset[str]]:
    """Keys of those who must not come, by elder."""
    found: dict[int, frozenset[str]] = {}
    bonds = StaffBond.filter(kind=Bond.EXCLUDED.value, staff_id__in=list({part.staff for part in parts}))
    for elder, staff in await bonds.values_list("elder_id", "staff__key"):
        found[elder] = found.get(elder, frozenset()) | {staff}
    return found


def _stop(part: Part, service: ServiceType, gender: str | None, excluded: frozenset[str]) -> Stop:
    """The visit as the checker reads it, as far as people matter."""
    return Stop(
        key=part.key,
        elder=str(part.elder),
        place="",
        minutes=part.ends - part.starts,
        earliest=part.starts,
        latest=part.starts,
        priority_class=service.priority_class,
        carers=service.carers,
        skill=service.skill.key if service.skill else None,
        gender=service.carer_gender(gender),
        excluded=excluded,
        low_risk=service.low_risk,
    )


def _carer(member: Staff, day: date, monday: date) -> Carer:
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


def _broken_visit(part: Part, rule: str, staff: Staff, elder: Elder, service: ServiceType) -> Broken:
    skill = service.skill if rule in CERTIFIED else None
    return Broken(
        kind=NeedKind.VISIT,
        key=part.key,
        rule=rule,
        staff=staff,
        day=part.day,
        starts=part.starts,
        ends=part.ends,
        elder=elder,
        service=service,
        skill=skill,
        ended=_ended(staff, skill),
    )


async def _shifts(
    shifts: Iterable[Shift | DraftShift], people: dict[int, Staff], standing: Standing
) -> Iterator[Broken]:
    """Shifts at places that ask for a skill; what a shift for visits needs, its visits tell one by one."""
    asking = ShiftDemand.filter(facility__path__startswith=standing.unit.path, skill_id__not_isnull=True)
    demand = {one.key: one for one in await asking.prefetch_related("skill", "shift_type", "facility")}
    posts = [(shift, demand.get(shift.demand_key.rpartition("@")[0])) for shift in shifts]
    return (
        Broken(
            kind=NeedKind.SHIFT,
            key=shift.demand_key,
            rule=breach.rule,
            staff=people[shift.staff_id],
            day=shift.day,
            starts=shift.starts,
            ends=shift.ends,
            skill=post.skill,
            ended=_ended(people[shift.staff_id], post.skill),
        )
        for shift, post in posts
        if post is not None
        for breach in _post_breaches(shift, post, people[shift.staff_id], standing.week)
    )


def _post_breaches(shift: Shift | DraftShift, post: ShiftDemand, member: Staff, monday: date) -> Iterator[Breach]:
    day = (shift.day - monday).days
    return skill_breaches(
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


def _ended(staff: Staff, skill: Skill | None) -> date | None:
    """The last day on which she may use it; None where she does not hold it at all."""
    held = {one.skill_id: one.valid_until for one in staff.skills}
    return held.get(skill.id) if skill else None
