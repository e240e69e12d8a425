"""For every route that takes something in its address: rows of the east, rows of the west, and who may reach which.

A route without an entry here is walked as it stands. One with parameters in its path must have an entry, or
`test_matrix.py` fails: so a new route cannot be forgotten. Add yours beside the others of its audience:

    ("GET", "/elders/{key:str}"): Sample(params={"dong": {"key": "e-zhou"}, "xi": {"key": "e-sun"}}),
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from eldercare.auth import sessions
from eldercare.care.models import Hold
from eldercare.meals.models import MealSubscription
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Leave, Relative
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.publish import publish
from tests.cast import ACCOUNTS, MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted

Params = Mapping[str, Mapping[str, str]]
"""Place to parameters. `dong` and `xi` are the two centres; what stands below neither is made up by the test."""

EAST = frozenset({"shen", "chen", "li", "daughter", "kitchen"})
WEST = frozenset({"xu", "wu", "son", "kitchen-xi"})
ABOVE = frozenset({"manager", "auditor"})
REACH: Mapping[str, frozenset[str]] = {"dong": EAST | ABOVE, "xi": WEST | ABOVE}
EVERYBODY = frozenset(ACCOUNTS)
FAR_AWAY = date(2099, 1, 1)


@dataclass(frozen=True, slots=True)
class Sample:
    """What to call a route with."""

    params: Params = field(default_factory=dict)
    """Of the path."""
    query: Params = field(default_factory=dict)
    """Of the query, where that names rows too: `{"dong": {"centre": "f-dong"}, "xi": {"centre": "f-xi"}}`."""
    data: Params = field(default_factory=dict)
    """The form that is sent to the rows of a place."""
    reach: Mapping[str, frozenset[str]] = field(default_factory=lambda: REACH)
    """Who, of those whose role may at all, gets to the rows of a place."""
    prepare: Callable[[Cast], Awaitable[Params]] | None = None
    """Makes rows first and gives the parameters of the path."""
    missing: Mapping[str, str] | None = None
    """Parameters that lead to no row; by default the east's with other letters."""
    unscoped: bool = False
    """The parameters name no row, so that nothing is out of reach: a week, a language, a file."""


async def _sessions(people: Cast) -> Params:
    found = {place: await sessions.start(people.accounts[login]) for place, login in (("dong", "shen"), ("xi", "xu"))}
    return {place: {"token_hash": session.token_hash} for place, (_token, session) in found.items()}


WEST_PLAN = Plan(
    shifts=[("wu", 0, "early")],
    visits=[("t-sun@0", "sun", "wu", 0, 480)],
    open_visits=[("t-sun@2", "sun", 2, "skill")],
    place="xi",
)


async def _plans(people: Cast) -> dict[str, Draft]:
    """A draft of each centre, so that its pages have something to show."""
    return {"dong": await drafted(people), "xi": await drafted(people, WEST_PLAN)}


async def _runs(people: Cast) -> Params:
    return {place: {"run_id": str(draft.run_id)} for place, draft in (await _plans(people)).items()}


async def _drafts(people: Cast) -> Params:
    return {place: {"draft_id": str(draft.id)} for place, draft in (await _plans(people)).items()}


async def _weeks(people: Cast) -> Params:
    """Plans of both centres behind pages without parameters in their path."""
    await _plans(people)
    return {}


CENTRES: Params = {place: {"centre": f"f-{place}", "week": "2026-W48"} for place in ("dong", "xi")}
"""Of the office's pages: the centre stands in the query, or in the form that is sent."""


KITCHENS: Params = {place: {"kitchen": f"k-{place}"} for place in ("dong", "xi")}


async def _visits(people: Cast) -> Params:
    """A published visit of one carer of each side."""
    stops = {"dong": ("zhou", "chen"), "xi": ("sun", "wu")}
    for place, (elder, staff) in stops.items():
        key = f"t-wash-{place}@0"
        await drafted(people, Plan(shifts=[(staff, 0, "early")], visits=[(key, elder, staff, 0, 480)], place=place))
        await publish(people.facilities[place], MONDAY, who=people.accounts["shen" if place == "dong" else "xu"])
    return {place: {"day": MONDAY.isoformat(), "key": f"t-wash-{place}@0"} for place in stops}


ELDERS: Params = {"dong": {"key": "e-zhou"}, "xi": {"key": "e-sun"}}
TICKED: Params = {"dong": {"elder": "e-zhou@1"}, "xi": {"elder": "e-sun@1"}}
"""Of the form that is sent; the query only names the places."""
STAFF: Params = {"dong": {"key": "s-chen"}, "xi": {"key": "s-wu"}}
ELDER_TYPED = {
    **{"version": "1", "estate": "x", "floor": "1", "ability_level": "2"},
    **{"living_situation": "alone", "diet": "regular", "texture": "normal"},
}
STAFF_TYPED = {"version": "1", "contract": "full_time", "weekly_hours": "40", "travel_mode": "walk"}


async def _holds(people: Cast) -> Params:
    """A hold of an elder of each centre that has not begun."""
    rows = {
        place: await Hold.create(elder=people.elders[one], kind="away", first_day=FAR_AWAY)
        for place, one in (("dong", "zhou"), ("xi", "sun"))
    }
    return {place: {**ELDERS[place], "hold_id": str(hold.id)} for place, hold in rows.items()}


MEAL_TYPED = {
    **{"meal": "lunch", "serving": "delivered", "eats_at": "", "weekdays": "1", "starts_on": "2026-12-01"},
    **{"ends_on": "", "diet": "regular", "texture": "normal", "version": "1"},
}
PROMISES: Params = {place: {**one, "kind": "meals"} for place, one in ELDERS.items()}


async def _meals(people: Cast) -> Params:
    """Meals of an elder of each centre that have not begun."""
    rows = {
        place: await MealSubscription.create(
            key=f"m-{place}",
            elder=people.elders[one],
            meal="lunch",
            serving="delivered",
            weekdays=1,
            starts_on=FAR_AWAY,
        )
        for place, one in (("dong", "zhou"), ("xi", "sun"))
    }
    return {place: {**PROMISES[place], "row_id": str(meal.id)} for place, meal in rows.items()}


async def _publications(people: Cast) -> Params:
    """A version of each centre that told its carer something."""
    await _visits(people)
    return {
        place: {"publication_id": str((await Publication.get(unit=people.facilities[place])).id)}
        for place in ("dong", "xi")
    }


async def _messages(people: Cast) -> Params:
    """What that version told the carer."""
    publications = await _publications(people)
    carers = {"dong": "chen", "xi": "wu"}
    rows = {place: await OutboxMessage.get(staff_id=people.staff[one].id) for place, one in carers.items()}
    return {place: {**publications[place], "message_id": str(row.id)} for place, row in rows.items()}


async def _leave(people: Cast) -> Params:
    """Leave of a member of staff of each centre that is not over."""
    rows = {
        place: await Leave.create(
            key=f"l-{place}", staff=people.staff[one], kind="annual", first_day=FAR_AWAY, last_day=FAR_AWAY
        )
        for place, one in (("dong", "chen"), ("xi", "wu"))
    }
    return {place: {**STAFF[place], "leave_id": str(leave.id)} for place, leave in rows.items()}


RELATIVES: Params = {place: {**one, "kind": "relatives"} for place, one in ELDERS.items()}
RELATIVE_TYPED = {"version": "1", "name": "x", "relation": "son", "phone": ""}


async def _relatives(people: Cast) -> Params:
    rows = {
        place: await Relative.create(key=f"p-new-{place}", elder=people.elders[one], name="x", relation="other")
        for place, one in (("dong", "zhou"), ("xi", "sun"))
    }
    return {place: {**RELATIVES[place], "row_id": str(row.id)} for place, row in rows.items()}


NO_RELATIVE = {"key": "e-zhou", "kind": "relatives", "row_id": "999999"}
NO_PROMISE = {"key": "e-zhou", "kind": "meals", "row_id": "999999"}

SAMPLES: dict[tuple[str, str], Sample] = {
    # everybody
    ("GET", "/static/{file_path:path}"): Sample(params={"dong": {"file_path": "manifest.json"}}, unscoped=True),
    ("HEAD", "/static/{file_path:path}"): Sample(params={"dong": {"file_path": "manifest.json"}}, unscoped=True),
    ("POST", "/account/sessions/{token_hash:str}/end"): Sample(
        prepare=_sessions, reach={"dong": frozenset({"shen"}), "xi": frozenset({"xu"})}
    ),
    # office
    ("GET", "/week"): Sample(query=CENTRES, prepare=_weeks),
    ("GET", "/day"): Sample(
        query={place: {**centre, "date": "2026-11-23"} for place, centre in CENTRES.items()}, prepare=_weeks
    ),
    ("GET", "/runs"): Sample(prepare=_weeks),
    ("GET", "/publications"): Sample(prepare=_weeks),
    ("GET", "/open-needs"): Sample(query=CENTRES, prepare=_weeks),
    ("GET", "/week/publish"): Sample(query=CENTRES, prepare=_weeks),
    ("POST", "/week/publish"): Sample(query=CENTRES, data=CENTRES, prepare=_weeks),
    ("GET", "/week/calls"): Sample(query=CENTRES, prepare=_weeks),
    ("GET", "/publications/{publication_id:int}/calls"): Sample(
        prepare=_publications, missing={"publication_id": "999999"}
    ),
    ("POST", "/publications/{publication_id:int}/calls/{message_id:int}"): Sample(
        prepare=_messages, missing={"publication_id": "999999", "message_id": "999999"}
    ),
    ("POST", "/week/plan"): Sample(query=CENTRES, data=CENTRES),
    ("GET", "/runs/{run_id:uuid}"): Sample(prepare=_runs),
    ("POST", "/runs/{run_id:uuid}/cancel"): Sample(prepare=_runs),
    ("POST", "/drafts/{draft_id:int}/use"): Sample(prepare=_drafts),
    # files of the office
    ("GET", "/elders"): Sample(query={"dong": {"facility": "f-dong"}, "xi": {"facility": "f-xi"}}),
    ("GET", "/elders/{key:str}"): Sample(params=ELDERS),
    ("GET", "/elders/{key:str}/edit"): Sample(params=ELDERS),
    ("POST", "/elders/{key:str}/edit"): Sample(params=ELDERS, data={"dong": ELDER_TYPED}),
    ("POST", "/elders/{key:str}/spot"): Sample(params=ELDERS, data={"dong": {"version": "1"}}),
    ("POST", "/exchange/unlocated"): Sample(query=TICKED, data=TICKED),
    ("POST", "/elders/{key:str}/holds"): Sample(
        params=ELDERS, data={"dong": {"kind": "away", "first_day": "2026-12-01"}}
    ),
    ("POST", "/elders/{key:str}/holds/{hold_id:int}/end"): Sample(
        prepare=_holds, data={"dong": {"withdraw": "1"}}, missing={"key": "e-zhou", "hold_id": "999999"}
    ),
    ("GET", "/elders/{key:str}/promises/{kind:str}/new"): Sample(params=PROMISES),
    ("POST", "/elders/{key:str}/promises/{kind:str}/new"): Sample(params=PROMISES, data={"dong": MEAL_TYPED}),
    ("GET", "/elders/{key:str}/promises/{kind:str}/{row_id:int}"): Sample(prepare=_meals, missing=NO_PROMISE),
    ("POST", "/elders/{key:str}/promises/{kind:str}/{row_id:int}"): Sample(
        prepare=_meals, missing=NO_PROMISE, data={"dong": MEAL_TYPED}
    ),
    ("POST", "/elders/{key:str}/promises/{kind:str}/{row_id:int}/end"): Sample(
        prepare=_meals, missing=NO_PROMISE, data={"dong": {"gone": "1", "version": "1", "last_day": "2099-01-01"}}
    ),
    ("GET", "/elders/{key:str}/near/{kind:str}/new"): Sample(params=RELATIVES),
    ("POST", "/elders/{key:str}/near/{kind:str}/new"): Sample(params=RELATIVES, data={"dong": RELATIVE_TYPED}),
    ("GET", "/elders/{key:str}/near/{kind:str}/{row_id:int}"): Sample(prepare=_relatives, missing=NO_RELATIVE),
    ("POST", "/elders/{key:str}/near/{kind:str}/{row_id:int}"): Sample(
        prepare=_relatives, missing=NO_RELATIVE, data={"dong": RELATIVE_TYPED}
    ),
    ("POST", "/elders/{key:str}/near/{kind:str}/{row_id:int}/remove"): Sample(
        prepare=_relatives, missing=NO_RELATIVE, data={"dong": {"version": "1"}}
    ),
    ("GET", "/staff/{key:str}/skills"): Sample(params=STAFF),
    ("POST", "/staff/{key:str}/skills"): Sample(
        params=STAFF, data={"dong": {"version": "1", "days-0": "1", "from-0": "08:00", "until-0": "09:00"}}
    ),
    ("GET", "/staff"): Sample(query={"dong": {"facility": "f-dong"}, "xi": {"facility": "f-xi"}}),
    ("GET", "/staff/{key:str}"): Sample(params=STAFF),
    ("GET", "/staff/{key:str}/edit"): Sample(params=STAFF),
    ("POST", "/staff/{key:str}/edit"): Sample(
        params=STAFF,
        data={place: {**STAFF_TYPED, "facility": f"f-{place}"} for place in ("dong", "xi")},
    ),
    ("POST", "/staff/{key:str}/leave"): Sample(
        params=STAFF, data={"dong": {"kind": "annual", "first_day": "2026-12-01", "last_day": "2026-12-02"}}
    ),
    ("POST", "/staff/{key:str}/leave/{leave_id:int}/cancel"): Sample(
        prepare=_leave, missing={"key": "s-chen", "leave_id": "999999"}
    ),
    ("GET", "/facilities/{key:str}"): Sample(params={place: {"key": f"f-{place}-care"} for place in ("dong", "xi")}),
    # caregiver
    ("GET", "/visits/{day:date}/{key:str}"): Sample(
        prepare=_visits, reach={"dong": frozenset({"chen"}), "xi": frozenset({"wu"})}
    ),
    # family
    # kitchen
    ("GET", "/kitchen"): Sample(query=KITCHENS),
    ("GET", "/kitchen/rounds"): Sample(query=KITCHENS),
    # district
}
