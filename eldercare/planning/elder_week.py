"""One elder's week as her centre has it: what is published or, where that is newer, drafted, and what stays open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eldercare.care.models import ServiceType
from eldercare.daycare.models import Seat
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import unit_of
from eldercare.meals.models import Meal, MealKind
from eldercare.people.models import Elder, Staff
from eldercare.planning.drafts import Standing, standing
from eldercare.planning.models import Publication
from eldercare.planning.moment import Moment
from eldercare.planning.open_needs import still_listed
from eldercare.planning.week.fates import Fates
from eldercare.planning.week.hers import fates_about
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftVisit, NotPlanned
from eldercare.planning.week.shown import shown_of
from eldercare.planning.week.since import Since, since_of
from eldercare.visits.models import Visit

WEEK = 7
EATEN = {MealKind.LUNCH: 12 * 60, MealKind.DINNER: 17 * 60 + 30}
Line = tuple[str, object]
"""`open`, `visit`, `meal`, `seat` or `elsewhere`, and which."""


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit with everybody who comes; `key` as the plan calls it."""

    key: str
    service: ServiceType
    starts: int
    ends: int
    carers: tuple[Staff, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another centre, to which she belonged, has promised her and not taken back; `ahead`: it has yet to begin."""

    unit: Facility
    kind: str
    row: Visited | Meal | Seat
    day: date
    starts: int
    ahead: bool


@dataclass(frozen=True, slots=True)
class DayOf:
    """What one day brings her."""

    day: date
    visits: tuple[Visited, ...]
    meals: tuple[Meal | DraftMeal, ...]
    seats: tuple[Seat | DraftSeat, ...]
    open_needs: tuple[NotPlanned, ...]
    elsewhere: tuple[Elsewhere, ...]

    @property
    def empty(self) -> bool:
        return not self.lines

    @property
    def lines(self) -> list[Line]:
        """All of it as the day goes; a need that stays open where its window begins."""
        found: list[tuple[int, Line]] = [
            *((_due(need), ("open", need)) for need in self.open_needs),
            *((visit.starts, ("visit", visit)) for visit in self.visits),
            *((_served(meal), ("meal", meal)) for meal in self.meals),
            *((seat.starts, ("seat", seat)) for seat in self.seats),
            *((one.starts, ("elsewhere", one)) for one in self.elsewhere),
        ]
        return [line for _, line in sorted(found, key=lambda timed: timed[0])]


def _due(need: NotPlanned) -> int:
    """When its window begins; of a meal, about when people eat."""
    meal = need.facts.get("meal")
    return EATEN[MealKind(str(meal))] if meal else need.starts or 0


def _served(meal: Meal | DraftMeal) -> int:
    """When it comes; of one that is eaten in, about when people eat."""
    return meal.arrives if meal.arrives is not None else EATEN[MealKind(meal.meal)]


@dataclass(frozen=True, slots=True)
class ElderWeek:
    """`floating` are open needs whose day the planner was free to choose; `fates` tell what of it does not stand."""

    standing: Standing
    days: tuple[DayOf, ...]
    floating: tuple[NotPlanned, ...]
    fates: Fates


async def elder_week(elder: Elder, monday: date) -> ElderWeek:
    """Her week from `monday` on; `elder` comes with her facility."""
    state = await standing(await unit_of(elder.facility), monday)
    visits, meals, seats = await _visits(state, elder), await _meals(state, elder), await _seats(state, elder)
    hers = await shown_of(state, elder.id)
    since = await since_of(state, elder, shown=hers)
    missing = [*await _open(state, elder, since), *since.new]
    elsewhere = await _elsewhere(state, elder)
    days = [monday + timedelta(days=at) for at in range(WEEK)]
    return ElderWeek(
        state,
        tuple(
            DayOf(
                day,
                tuple(visit for on, visit in visits if on == day),
                tuple(meal for meal in meals if meal.day == day),
                tuple(seat for seat in seats if seat.day == day),
                tuple(need for need in missing if need.day == day),
                tuple(one for one in elsewhere if one.day == day),
            )
            for day in days
        ),
        tuple(need for need in missing if need.day is None),
        await fates_about(state, elder, hers, since),
    )


async def _visits(state: Standing, elder: Elder) -> list[tuple[date, Visited]]:
    if state.unpublished is not None:
        parts = DraftVisit.filter(draft_id=state.unpublished.id, elder_id=elder.id).prefetch_related(
            "service__skill", "staff__skills__skill"
        )
        together: dict[str, list[DraftVisit]] = {}
        for part in await parts.order_by("day", "starts", "key", "id"):
            together.setdefault(part.key, []).append(part)
        return [(same[0].day, _visited(same[0], [part.staff for part in same])) for same in together.values()]
    told = await _told_visits(_in(state.publication, elder)) if state.publication else []
    return [(row.day, _as_told(row)) for row in told]


def _in(publication: Publication, elder: Elder) -> dict[str, object]:
    return {"publication_id": publication.id, "elder_id": elder.id}


async def _told_visits(where: Mapping[str, object], *loaded: str) -> list[Visit]:
    rows = Visit.filter(**where).order_by("publication_id", "day", "starts", "key")
    return await rows.prefetch_related("service__skill", "carers__staff__skills__skill", *loaded)


def _as_told(row: Visit) -> Visited:
    return _visited(row, [part.staff for part in row.carers])


def _visited(row: Visit | DraftVisit, carers: Sequence[Staff]) -> Visited:
    return Visited(row.key, row.service, row.starts, row.ends, tuple(carers))


async def _meals(state: Standing, elder: Elder) -> Sequence[Meal | DraftMeal]:
    if state.unpublished is not None:
        drafted = DraftMeal.filter(draft_id=state.unpublished.id, elder_id=elder.id)
        return await drafted.prefetch_related("kitchen", "eats_at").order_by("day", "-meal")
    return await _told_meals(_in(state.publication, elder)) if state.publication else []


async def _told_meals(where: Mapping[str, object], *loaded: str) -> list[Meal]:
    rows = Meal.filter(**where).order_by("publication_id", "day", "-meal")
    return await rows.prefetch_related("kitchen", "eats_at", *loaded)


async def _seats(state: Standing, elder: Elder) -> Sequence[Seat | DraftSeat]:
    if state.unpublished is not None:
        drafted = DraftSeat.filter(draft_id=state.unpublished.id, elder_id=elder.id)
        return await drafted.prefetch_related("zone__facility").order_by("day", "starts")
    return await _told_seats(_in(state.publication, elder)) if state.publication else []


async def _told_seats(where: Mapping[str, object], *loaded: str) -> list[Seat]:
    rows = Seat.filter(**where).order_by("publication_id", "day", "starts")
    return await rows.prefetch_related("zone__facility", *loaded)


async def _elsewhere(state: Standing, elder: Elder) -> list[Elsewhere]:
    """Until the centre she left plans again, its people would still come."""
    moment, found = Moment.of(state.week), list[Elsewhere]()
    others = Publication.filter(week=state.week, replaced_at=None).exclude(unit_id=state.unit.id)
    where = {"elder_id": elder.id, "publication_id__in": [one.id for one in await others]}
    rows: list[tuple[Visit | Meal | Seat, str, Visited | Meal | Seat, int]] = [
        *((row, "visit", _as_told(row), row.starts) for row in await _told_visits(where, "publication__unit")),
        *((row, "meal", row, _served(row)) for row in await _told_meals(where, "publication__unit")),
        *((row, "seat", row, row.starts) for row in await _told_seats(where, "publication__unit")),
    ]
    for row, kind, shown, starts in rows:
        ahead = not moment.has_begun(row.day, starts)
        found.append(Elsewhere(row.publication.unit, kind, shown, row.day, starts, ahead=ahead))
    return found


async def _open(state: Standing, elder: Elder, since: Since) -> list[NotPlanned]:
    rows = still_listed(state.origin, since).filter(elder_id=elder.id)
    return await rows.prefetch_related("service").order_by("priority_class", "day", "starts", "key")
