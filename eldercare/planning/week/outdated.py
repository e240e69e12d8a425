"""A draft that files have overtaken since it was planned is not published: nobody is told what cannot be kept."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility, Zone
from eldercare.meals.models import Kitchen
from eldercare.people.models import Elder, Staff
from eldercare.people.order import by_key
from eldercare.planning.drafts import standing
from eldercare.planning.week.absent import Absent
from eldercare.planning.week.altered import Altered
from eldercare.planning.week.broken import IN_DAYS, Broken, Case, cases_of
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.room import Crowded

MOST_NAMED = 5


async def refuse_outdated(unit: Facility, week: date) -> None:
    """Refused("draft_without_people"), ("draft_breaks_rules"), ("draft_promised_otherwise") or ("draft_crowded") as
    `publish` says."""
    conflicts = await conflicts_of(await standing(unit, week))
    if conflicts.absent:
        raise _without_people(unit, conflicts.absent)
    if conflicts.broken:
        raise _breaks_rules(unit, conflicts.broken)
    if conflicts.otherwise:
        raise await _promised_otherwise(unit, conflicts.otherwise)
    if conflicts.crowded:
        raise _crowded(unit, conflicts.crowded)


def _without_people(unit: Facility, absent: Sequence[Absent]) -> Refused:
    named = _first([f"{one.staff.name} {one.day.isoformat()}" for one in absent])
    return Refused("draft_without_people", count=len(absent), people=named, **unit.called)


def _breaks_rules(unit: Facility, broken: Sequence[Broken]) -> Refused:
    cases = cases_of(broken)
    return Refused(
        "draft_breaks_rules",
        count=len({(one.kind, one.key) for one in broken}),
        rules=" ".join(sorted({one.rule for one in broken})),
        keys=" ".join(sorted({one.key for one in broken})),
        cases=_first([_case(case, "name") for case in cases]),
        cases_en=_first([_case(case, "name_en") for case in cases]),
        **unit.called,
    )


async def _promised_otherwise(unit: Facility, otherwise: Sequence[Altered]) -> Refused:
    elders = await by_key(Elder.filter(id__in=list({one.elder for one in otherwise if one.elder})))
    staff = await by_key(Staff.filter(id__in=list({one.staff for one in otherwise if one.staff})))
    named = _first([*(elder.name for elder in elders), *(one.name for one in staff)])
    return Refused("draft_promised_otherwise", count=len(otherwise), elders=named, **unit.called)


def _crowded(unit: Facility, crowded: Sequence[Crowded]) -> Refused:
    return Refused(
        "draft_crowded",
        count=len(crowded),
        places=_first(_places(crowded, "name")),
        places_en=_first(_places(crowded, "name_en")),
        **unit.called,
    )


def _places(crowded: Sequence[Crowded], name: str) -> list[str]:
    """Each kitchen or zone on each day, and in brackets the rule with how many are too many."""
    places = {(one.kind, one.place.id): one.place for one in crowded}
    many = Counter((one.kind, one.place.id, one.day, one.rule) for one in crowded)
    return [
        f"{_place(places[kind, place], name)} {day.isoformat()} ({rule}: {count})"
        for (kind, place, day, rule), count in many.items()
    ]


def _place(place: Kitchen | Zone, name: str) -> str:
    """A zone with its facility: many are called alike."""
    rows = (place.facility, place) if isinstance(place, Zone) else (place,)
    return " ".join(getattr(row, name) or row.name for row in rows)


def _first(names: Sequence[str]) -> str:
    return " · ".join(names[:MOST_NAMED]) + (" · …" if len(names) > MOST_NAMED else "")


def _case(case: Case, name: str) -> str:
    """Who, when, and in brackets the rule with what it is about: the skill and its last day, the elder, or hours."""
    first = case.first
    about = getattr(first.skill, name) if first.skill else first.elder.name if first.elder else _measured(first)
    until = f" –{first.ended.isoformat()}" if first.rule == "certificate_valid" and first.ended else ""
    return f"{first.staff.name} {', '.join(day.isoformat() for day in case.days)} ({first.rule}: {about}{until})"


def _measured(one: Broken) -> str:
    """As 33:30 / 32:00, or 11 / 6 days; of what is wrong with a shift otherwise when that is."""
    there, limit = one.measured or (one.starts, one.ends)
    return f"{there} / {limit}" if one.rule in IN_DAYS else f"{_clock(there)} / {_clock(limit)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
