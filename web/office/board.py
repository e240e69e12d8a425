"""The week board."""

from dataclasses import dataclass
from datetime import date

from litestar import Response, get

from eldercare import clock
from eldercare.auth import policy
from eldercare.auth.policy import Permission
from eldercare.notify.calls import left_to_call
from eldercare.notify.readers import Readers, readers_of
from eldercare.people.models import Elder
from eldercare.people.order import by_key
from eldercare.planning import runs
from eldercare.planning.board import Board, board_of, narrowed
from eldercare.planning.board_rows import Row
from eldercare.planning.drafts import Standing, standing
from eldercare.planning.models import Publication
from eldercare.planning.open_needs import open_by_kind
from eldercare.planning.week.broken import cases_of
from eldercare.planning.week.conflicts import Conflicts, conflicts_of
from eldercare.planning.week.difference import difference_from
from eldercare.planning.week.overtaken import overtaken
from web import words
from web.forms import Form
from web.messages.phases import phase_name
from web.namesakes import names_of
from web.office import reading
from web.office.altered import altered_of
from web.office.crowded import crowded_places
from web.office.desk import desk_of, linked_with
from web.office.partners import partners_of
from web.pages import page
from web.paging import paged_list
from web.session import Asked, person

PEOPLE_A_PAGE = 60
FILTERS = ("centre", "facility", "job", "show", "q")
KINDS = (("shifts", "shift"), ("visits", "visit"), ("meals", "meal"), ("seats", "seat"))
"""Each kind of promise as a draft's coverage and as an open need call it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Of a kind of promise: still planned, needed, entries of the list of what is not planned, fallen away since.

    `off_the_map` are those of the planned ones whose address is no longer on the map."""

    kind: str
    planned: int
    needed: int
    open: int
    fallen: int
    off_the_map: int


@dataclass(frozen=True, slots=True)
class ToCall:
    """How many are still to be called about the version in force, how many never were about the versions before it, and
    the last of those."""

    now: int = 0
    before: int = 0
    last_before: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of what is in force the draft would change, kind by kind, and how much of that has begun meanwhile."""

    differs: str = ""
    overtaken: int = 0


@get("/week", opt={"permission": "roster.read"})
async def week(request: Asked) -> Response[str]:
    desk = await desk_of(request)
    state = await standing(desk.unit, desk.week)
    form = Form({name: request.query_params.get(name, "") for name in FILTERS})
    form.values["centre"] = desk.unit.key
    conflicts = await conflicts_of(state)
    board = await board_of(state, conflicts) if state.origin else None
    return page(
        request,
        "office/week.html",
        desk=desk,
        standing=state,
        board=board,
        places=[(place.key, words.name(place)) for place in board.facilities] if board else [],
        rows=paged_list(request, _wanted(board, form), PEOPLE_A_PAGE) if board else None,
        named=await names_of(desk.unit),
        strip=await _strip(state, conflicts),
        conflicts=conflicts,
        form=form,
        filtered=any(form.values[name] for name in ("facility", "job", "show", "q")),
        reading=reading,
        readers=await _readers(request, state),
        used=state.draft is not None and request.query_params.get("used") == str(state.draft.id),
        discarded=bool(request.query_params.get("discarded")) and state.unpublished is None,
        to_call=await _to_call(request, state),
        waiting=await _waiting(state),
        pausing=await pausing(conflicts),
        altered=await altered_of(conflicts),
        crowded=crowded_places(conflicts),
        cases=cases_of(conflicts.broken),
        run=await runs.under_way(desk.unit, desk.week),
        beside=await linked_with(desk),
        partners=await partners_of(state.unpublished),
        latest=await runs.latest_week(desk.unit),
        phase_name=phase_name,
    )


def _wanted(board: Board, form: Form) -> list[Row]:
    places = {facility.key: facility.id for facility in board.facilities}
    facility = form.text("facility")
    return narrowed(
        board.rows,
        facility=places.get(facility, 0) if facility else None,
        job=form.text("job"),
        text=form.text("q"),
        show=form.text("show"),
    )


async def _readers(request: Asked, state: Standing) -> Readers | None:
    """Right after publishing: who was told."""
    if not request.query_params.get("published") or state.publication is None or state.unpublished is not None:
        return None
    return await readers_of(state.publication.id)


async def _to_call(request: Asked, state: Standing) -> ToCall:
    """For who may know whom; of a week that is not over."""
    may_know = policy.allows(person(request).role, Permission.CALL_READ)
    if state.publication is None or clock.is_over(state.week) or not may_know:
        return ToCall()
    versions = await Publication.filter(unit=state.unit, week=state.week)
    left = await left_to_call([one.id for one in versions])
    before = {one: count for one, count in left.items() if one != state.publication.id and count}
    return ToCall(left[state.publication.id], sum(before.values()), max(before, default=0))


async def _waiting(state: Standing) -> Waiting:
    if state.publication is None or state.unpublished is None:
        return Waiting()
    difference = await difference_from(state.publication, state.unpublished)
    return Waiting(reading.counted(difference.totals()), len(await overtaken(state.unpublished, difference)))


async def pausing(conflicts: Conflicts) -> list[tuple[Elder, list[date]]]:
    """Elders to whom something is promised on days on which they pause, with the days."""
    days: dict[int, list[date]] = {}
    for elder, day in sorted(conflicts.pausing):
        days.setdefault(elder, []).append(day)
    return [(elder, days[elder.id]) for elder in await by_key(Elder.filter(id__in=list(days)))]


async def _strip(state: Standing, conflicts: Conflicts) -> list[Kept]:
    """For each kind of promise how much of it the plan keeps."""
    if state.origin is None:
        return []
    open_needs = await open_by_kind(state.origin, conflicts)
    counts = state.origin.coverage
    return [
        Kept(
            kind,
            conflicts.standing(plural, planned),
            conflicts.needed(plural, needed),
            open_needs.get(kind, 0),
            conflicts.fallen(plural, planned),
            conflicts.off_the_map(plural),
        )
        for plural, kind in KINDS
        for planned, needed in (counts.get(plural, (0, 0)),)
    ]


routes = [week]
