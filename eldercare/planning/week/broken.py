"""What of a plan breaks a hard rule by now, though it kept them all when it was made: the independent checkers, asked
with the files as they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.care.models import ServiceType
from eldercare.people.at_work import works_on
from eldercare.people.models import Elder, Skill, Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.moment import Moment
from eldercare.planning.week.allowed import carer_on, excluded_from, not_her_post, not_hers
from eldercare.planning.week.breaks import without_break
from eldercare.planning.week.models import DraftShift, NeedKind
from eldercare.planning.week.presence import leave_of
from eldercare.planning.week.shown import Part, parts_shown, shifts_shown
from eldercare.planning.week.ways import At, Walk, missing_minutes, too_long, walks_of
from eldercare.planning.week.working_time import overworked
from eldercare.rulebook.rules import rules_on
from eldercare.shifts.models import Shift, ShiftDemand, ShiftType
from solver.result import Breach

CERTIFIED = ("skill", "certificate_valid")
"""Rules whose breach names a skill."""
ON_THE_WAY = ("no_overlap_with_travel", "shift_span")
"""Rules whose breach is a way that is too long."""
WORKING_TIME = {
    "weekly_hours": ("minutes", "limit"),
    "monthly_overtime": ("minutes", "left"),
    "rest_between_shifts": ("minutes", "limit"),
    "consecutive_days": ("days", "limit"),
    "consecutive_nights": ("nights", "limit"),
    "weekly_rest_day": ("days", "rest_days"),
}
"""Rules about working time, with what they are told by."""
IN_DAYS = ("consecutive_days", "consecutive_nights", "weekly_rest_day")
"""Those of them that count days; the others count minutes."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A visit or a shift still to begin that its carer may not or cannot take any more; `rule` as in solver.rules."""

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
    short: int | None = None
    """Minutes by which the way is too long, where that is what is wrong."""
    measured: tuple[int, int] | None = None
    """What there is of her working time and what the rule allows or asks for, where that is what is wrong: minutes of
    work, overtime or rest, days or nights."""

    @property
    def lost(self) -> bool:
        """Whether somebody else has to come; what only has its break elsewhere is still worked."""
        return self.rule != "break_taken"


@dataclass(frozen=True, slots=True)
class Case:
    """All that one rule forbids one carer: for want of one skill, with one elder, or by ways that are too long."""

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
        about = one.skill.id if one.skill else one.elder.id if one.elder and one.short is None else None
        alike.setdefault((one.staff.id, one.rule, about), []).append(one)
    order = {staff: at for at, (staff, *_) in reversed(list(enumerate(alike)))}
    return [Case(tuple(alike[key])) for key in sorted(alike, key=lambda key: order[key[0]])]


async def broken_of(standing: Standing, member: Staff | None = None) -> list[Broken]:
    """What of the plan that is shown breaks a rule by now, day by day, of all or one; what has begun stays."""
    parts = await parts_shown(standing, standing.week, staff=[member.id] if member else None)
    return await broken_among(
        standing, parts, await shifts_shown(standing, **({"staff_id": member.id} if member else {}))
    )


async def broken_among(
    standing: Standing, visits: Iterable[Part], shifts: Sequence[Shift | DraftShift]
) -> list[Broken]:
    """The same of these; of whoever is among them all that she has in the week."""
    moment = Moment.of(standing.week)
    parts = [one for one in visits if one.day >= moment.today]
    ids = {one.staff for one in parts} | {one.staff_id for one in shifts}
    rows = await Staff.filter(id__in=list(ids)).prefetch_related("skills__skill", "facility")
    people = {one.id: one for one in rows}
    elders = {one.id: one for one in await Elder.filter(id__in=list({part.elder for part in parts}))}
    rules = await rules_on(standing.week, standing.unit)
    walks = walks_of(parts, {(one.staff_id, one.day): one for one in shifts}, people, elders, rules)
    leave = await leave_of(people, standing.week)
    worked = [one for one in shifts if works_on(people[one.staff_id], one.day, leave.get(one.staff_id, ()))]
    breaches = [*await overworked(standing, worked, people, rules), *await _no_break(shifts, walks)]
    found = [
        *await _visits(standing, parts, people, elders, walks),
        *await _posts(standing, shifts, people),
        *(_shift(shift, breach, people[shift.staff_id]) for shift, breach in breaches),
    ]
    ahead = [one for one in found if not moment.has_begun(one.day, one.starts)]
    return sorted(ahead, key=lambda one: (one.day, one.starts, one.key, one.staff.key))


async def _visits(
    standing: Standing,
    parts: Sequence[Part],
    people: dict[int, Staff],
    elders: dict[int, Elder],
    walks: Mapping[At, Walk],
) -> list[Broken]:
    services = {one.id: one for one in await ServiceType.all().prefetch_related("skill")}
    excluded = await excluded_from(elders)
    carers = {
        (who, day): carer_on(people[who], day, standing.week) for who, day in {(one.staff, one.day) for one in parts}
    }
    breaches = [
        (part, breach)
        for part in parts
        for breach in not_hers(part, carers[part.staff, part.day], elders[part.elder], services[part.service], excluded)
    ]
    breaches += too_long(walks.values())
    return [
        _visit(part, breach, people[part.staff], elders[part.elder], services[part.service])
        for part, breach in breaches
    ]


def _visit(part: Part, breach: Breach, staff: Staff, elder: Elder, service: ServiceType) -> Broken:
    skill = service.skill if breach.rule in CERTIFIED else None
    return Broken(
        kind=NeedKind.VISIT,
        key=part.key,
        rule=breach.rule,
        staff=staff,
        day=part.day,
        starts=part.starts,
        ends=part.ends,
        elder=elder,
        service=service,
        skill=skill,
        ended=_ended(staff, skill),
        short=missing_minutes(breach) if breach.rule in ON_THE_WAY else None,
    )


async def _posts(standing: Standing, shifts: Iterable[Shift | DraftShift], people: dict[int, Staff]) -> list[Broken]:
    """Shifts at places that ask for a skill; what a shift for visits needs, its visits tell one by one."""
    asking = ShiftDemand.filter(facility__path__startswith=standing.unit.path, skill_id__not_isnull=True)
    demand = {one.key: one for one in await asking.prefetch_related("skill", "shift_type", "facility")}
    posts = [(shift, demand.get(shift.demand_key.rpartition("@")[0])) for shift in shifts]
    return [
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
        for breach in not_her_post(shift, post, people[shift.staff_id], standing.week)
    ]


async def _no_break(
    shifts: Iterable[Shift | DraftShift], walks: Mapping[At, Walk]
) -> list[tuple[Shift | DraftShift, Breach]]:
    return list(without_break(shifts, {one.id: one for one in await ShiftType.all()}, walks))


def _shift(shift: Shift | DraftShift, breach: Breach, staff: Staff) -> Broken:
    """What is wrong with a shift for itself, whatever it is worked for."""
    there, limit = (breach.facts.get(name) for name in WORKING_TIME.get(breach.rule, ("", "")))
    return Broken(
        kind=NeedKind.SHIFT,
        key=shift.demand_key,
        rule=breach.rule,
        staff=staff,
        day=shift.day,
        starts=shift.starts,
        ends=shift.ends,
        measured=(there, limit) if isinstance(there, int) and isinstance(limit, int) else None,
    )


def _ended(staff: Staff, skill: Skill | None) -> date | None:
    """The last day on which she may use it; None where she does not hold it at all."""
    held = {one.skill_id: one.valid_until for one in staff.skills}
    return held.get(skill.id) if skill else None
