"""Visits of the running day that have begun: they hold their carers, whether or not anybody asks for them still."""

from collections.abc import Collection, Iterator

from eldercare.planning.week.load import UnitRows, WeekRows
from eldercare.planning.week.models import DraftVisit
from eldercare.planning.week.places import place_of
from solver.visits.problem import AnnouncedVisit
from solver.week.problem import VisitNeed


def announced_visits(unit: UnitRows, need: str) -> dict[int, AnnouncedVisit]:
    """What was told of a need, by day; of what is under way as its carers make it who are on their routes."""
    return {**unit.announced.visits.get(need, {}), **_told(_parts(unit).get(need, []))}


def visits_under_way(rows: WeekRows, unit: UnitRows, asked: Collection[str]) -> Iterator[VisitNeed]:
    """Those of needs that are not `asked` for: of elders who pause, of promises that have ended."""
    for need, parts in _parts(unit).items():
        if need not in asked:
            first = parts[0]
            yield VisitNeed(
                key=need,
                elder=first.elder.key,
                place=place_of(first.elder),
                service=first.service.key,
                minutes=first.ends - first.starts,
                days=(first.day.weekday(),),
                times=1,
                earliest=first.starts,
                latest=first.starts,
                priority_class=first.service.priority_class,
                carers=len(parts),
                access_minutes=rows.rules.access_minutes(first.elder.floor, first.elder.has_lift),
                announced=_told(parts),
            )


def _parts(unit: UnitRows) -> dict[str, list[DraftVisit]]:
    """By need, each carer's; all of them are on one day."""
    parts: dict[str, list[DraftVisit]] = {}
    for part in unit.elapsed.under_way:
        parts.setdefault(part.key.rpartition("@")[0], []).append(part)
    return parts


def _told(parts: Collection[DraftVisit]) -> dict[int, AnnouncedVisit]:
    return {
        part.day.weekday(): AnnouncedVisit(
            part.starts, frozenset(one.staff.key for one in parts), part.ends - part.starts
        )
        for part in parts
    }
