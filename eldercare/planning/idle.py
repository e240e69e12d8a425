"""Why somebody has no shift in the plan that is shown: the rules of planning, asked with the files as they are now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from eldercare.audit.models import AuditEntry
from eldercare.care.calendar import WEEK
from eldercare.care.demand import VisitNeed, out_of_circles
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.people.at_work import on_leave
from eldercare.people.models import Leave, Skill, Staff
from eldercare.planning.drafts import Standing
from eldercare.planning.models import Draft
from eldercare.planning.moment import Moment
from eldercare.planning.open_needs import Meanwhile, still_listed
from eldercare.planning.week.allowed import Excluded, carer_on, excluded_from, not_her_post, not_hers
from eldercare.planning.week.broken import CERTIFIED
from eldercare.planning.week.history import Past
from eldercare.planning.week.load import demand_of
from eldercare.planning.week.models import DraftShift, NeedKind
from eldercare.planning.week.people import most_minutes
from eldercare.planning.week.presence import LeaveOf, fits, is_free, spans_of
from eldercare.planning.week.shown import Part
from eldercare.rulebook.rules import RuleSet, rules_on
from eldercare.shifts.models import ShiftDemand, ShiftType
from solver.result import Breach
from solver.week.problem import VISITING_JOBS


class Why(StrEnum):
    """The first that applies, in this order."""

    LEFT = "left"
    LATER = "later"
    ON_LEAVE = "on_leave"
    NOT_ASKED = "not_asked"
    HOURS = "hours"
    CONTRACT = "contract"
    SKILL = "skill"
    NOT_HERS = "not_hers"
    CHANGED = "changed"
    OPEN = "open"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Idle:
    """`on` is the last day of work or of leave, or the first day of work; `skills` are those that she may not use."""

    why: Why
    on: date | None = None
    skills: tuple[Skill, ...] = ()


@dataclass(frozen=True, slots=True)
class Chance:
    """A shift on a day (0 Monday … 6 Sunday) that is asked of a job: at a post, or without one for visits."""

    day: int
    kind: ShiftType
    post: ShiftDemand | None

    @property
    def paid_minutes(self) -> int:
        minutes: int = self.kind.ends - self.kind.starts - self.kind.break_minutes
        return minutes


@dataclass(frozen=True, slots=True)
class Work:
    """What a unit's week asks for by now, and what of it the plan leaves open; shift types come with their jobs."""

    monday: date
    rules: RuleSet
    kinds: Mapping[int, ShiftType]
    posts: Sequence[ShiftDemand]
    visits: Sequence[VisitNeed]
    excluded: Excluded
    open: frozenset[tuple[str, int | None]]
    """Jobs that something is still open for, with the skill that it asks for; by the plan's list or promised since."""
    changed: frozenset[str]
    """Keys of people whose file was changed after the plan was begun."""

    def chances(self, job: str) -> Iterator[Chance]:
        for post in self.posts:
            if post.job == job and self.kinds[post.shift_type_id].suits(job):
                yield from (Chance(day, post.shift_type, post) for day in range(WEEK) if post.weekdays >> day & 1)
        if job in VISITING_JOBS:
            days = sorted({day for need in self.visits for day in need.days})
            out = [kind for kind in self.kinds.values() if kind.visiting and kind.suits(job)]
            yield from (Chance(day, kind, None) for day in days for kind in out)

    def date_of(self, day: int) -> date:
        return self.monday + timedelta(days=day)


async def idle_of(
    standing: Standing,
    staff: Sequence[Staff],
    leave: LeaveOf,
    past: Mapping[int, Past],
    since: Meanwhile,
) -> dict[int, Idle]:
    """By id of people who have no shift there; nothing of a week that is over or not planned. `since` is what has
    come to the plan's list of open needs and gone from it, and what is asked for."""
    if standing.origin is None or Moment.of(standing.week).is_past or not staff:
        return {}
    rows = await Staff.filter(id__in=[one.id for one in staff]).prefetch_related("availability", "skills__skill")
    away = {one.id: why for one in rows if (why := _not_there(one, leave.get(one.id, ()), standing.week))}
    there = [one for one in rows if one.id not in away]
    if not there:
        return away
    work = await _work(standing, standing.origin, [one.key for one in there], since)
    return away | {
        one.id: _cannot(one, leave.get(one.id, ()), past[one.id], work) or _might(one, work) for one in there
    }


async def _work(standing: Standing, origin: Draft, staff: Sequence[str], since: Meanwhile) -> Work:
    monday, unit = standing.week, standing.unit
    here = [one.id for one in await facilities_of_unit(unit)]
    visits = out_of_circles(since.asked)
    begun = origin.begun_at
    changed = AuditEntry.filter(noun="staff", row_key__in=list(staff), at__gt=begun)
    return Work(
        monday=monday,
        rules=await rules_on(monday, unit),
        kinds={one.id: one for one in await ShiftType.all().prefetch_related("jobs").order_by("key")},
        posts=await demand_of(here),
        visits=visits,
        excluded=await excluded_from({need.elder.id for need in visits}),
        open=await _open(origin, since),
        changed=frozenset(await changed.values_list("row_key", flat=True)),  # type: ignore[arg-type]
    )


async def _open(origin: Draft, since: Meanwhile) -> frozenset[tuple[str, int | None]]:
    rows = [*await still_listed(origin, since).prefetch_related("service"), *since.new]
    skills: dict[str, int] = dict(await Skill.all().values_list("key", "id"))
    heads = {
        (str(row.facts["job"]), skills.get(str(row.facts.get("skill")))) for row in rows if row.kind == NeedKind.SHIFT
    }
    visits = {row.service.skill_id if row.service else None for row in rows if row.kind == NeedKind.VISIT}
    return frozenset(heads | {(job, skill) for job in VISITING_JOBS for skill in visits})


def _not_there(one: Staff, leave: Sequence[Leave], monday: date) -> Idle | None:
    days = [monday + timedelta(days=at) for at in range(WEEK)]
    if one.employed_to is not None and one.employed_to < days[0]:
        return Idle(Why.LEFT, one.employed_to)
    if one.employed_from > days[-1]:
        return Idle(Why.LATER, one.employed_from)
    hers = [day for day in days if is_free(one, day)]
    if hers and all(on_leave(leave, day) for day in hers):
        return Idle(Why.ON_LEAVE, max(row.last_day for row in leave))
    return None


def _cannot(one: Staff, leave: Sequence[Leave], past: Past, work: Work) -> Idle | None:
    """What of her file keeps her from everything that is asked of her job."""
    asked = list(work.chances(one.job))
    if not asked:
        return Idle(Why.NOT_ASKED)
    spans = spans_of(one, leave, work.monday)
    hers = [
        chance
        for chance in asked
        if fits(chance.kind.starts, chance.kind.ends, work.date_of(chance.day), spans, work.monday)
    ]
    if not hers:
        return Idle(Why.HOURS)
    most = most_minutes(one, past, work.monday, work.rules)
    short_enough = [chance for chance in hers if chance.paid_minutes <= most]
    if not short_enough:
        return Idle(Why.CONTRACT)
    return _forbidden(one, short_enough, work)


def _forbidden(one: Staff, chances: Sequence[Chance], work: Work) -> Idle | None:
    """Nothing when there is something that she may take."""
    skills: dict[int, Skill] = {}
    for skill, breaches in _rules_broken(one, chances, work):
        if not breaches:
            return None
        if skill and any(breach.rule in CERTIFIED for breach in breaches):
            skills[skill.id] = skill
    return Idle(Why.SKILL, skills=tuple(skills.values())) if skills else Idle(Why.NOT_HERS)


def _rules_broken(one: Staff, chances: Sequence[Chance], work: Work) -> Iterator[tuple[Skill | None, list[Breach]]]:
    """For each thing asked the skill it asks for and the rules that it breaks with her; visits alike to her once."""
    for chance in chances:
        if chance.post:
            shift = DraftShift(day=work.date_of(chance.day), demand_key=f"{chance.post.key}@{chance.day}")
            yield chance.post.skill, list(not_her_post(shift, chance.post, one, work.monday))
    out = {chance.day for chance in chances if not chance.post}
    seen: set[tuple[int, int, str, bool]] = set()
    for need in work.visits:
        for day in out.intersection(need.days):
            barred = one.key in work.excluded.get(need.elder.id, ())
            alike = (day, need.service.id, need.elder.gender, barred)
            if alike not in seen:
                seen.add(alike)
                part = Part(
                    need.task.key, need.elder.id, need.service.id, one.id, work.date_of(day), 0, need.task.minutes
                )
                carer = carer_on(one, part.day, work.monday)
                yield need.service.skill, list(not_hers(part, carer, need.elder, need.service, work.excluded))


def _might(one: Staff, work: Work) -> Idle:
    """Nothing in her file keeps her from work."""
    if one.key in work.changed:
        return Idle(Why.CHANGED)
    held = {None, *(row.skill_id for row in one.skills if row.valid_until is None or row.valid_until >= work.monday)}
    hers = {skill for job, skill in work.open if job == one.job} & held
    return Idle(Why.OPEN if hers else Why.NOT_NEEDED)
