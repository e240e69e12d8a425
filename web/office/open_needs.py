"""What is not planned, and why."""

from datetime import date, timedelta
from math import ceil

from litestar import Response, get

from eldercare import clock
from eldercare.planning import open_needs as needs
from eldercare.planning.drafts import standing
from eldercare.planning.lacking import Lack, lacking
from eldercare.planning.open_needs import Alike
from eldercare.planning.week.broken import cases_of
from eldercare.planning.week.conflicts import conflicts_of
from eldercare.planning.week.missed import STOPPED
from eldercare.planning.week.models import NeedKind, NotPlanned
from eldercare.planning.week.room import members
from web import messages, words
from web.forms import Form
from web.i18n import gettext as _
from web.namesakes import names_of
from web.office import reading
from web.office.altered import altered_of
from web.office.board import pausing
from web.office.case import case
from web.office.crowded import crowded_places
from web.office.desk import desk_of
from web.office.helps import number
from web.pages import page
from web.paging import paged_list
from web.session import Asked

FILTERS = ("centre", "kind", "class", "rule")
CLASSES = ("1", "2", "3", "4")


@get("/open-needs", opt={"permission": "plan.read"})
async def open_needs(request: Asked) -> Response[str]:
    desk = await desk_of(request)
    state = await standing(desk.unit, desk.week)
    form = Form({name: request.query_params.get(name, "") for name in FILTERS})
    kind, rule = form.text("kind", longest=5), form.text("rule", longest=30)
    chosen = form.values["class"] if form.values["class"] in CLASSES else ""
    draft = state.origin
    conflicts = await conflicts_of(state)
    priority = int(chosen) if chosen else None
    tallies = await needs.open_by_rule(draft, kind, conflicts) if draft else []
    found = await needs.open_needs(draft, conflicts, kind=kind, priority=priority, rule=rule) if draft else []
    return page(
        request,
        "office/open_needs.html",
        conflicts=conflicts,
        named=await names_of(desk.unit),
        pausing=await pausing(conflicts),
        altered=await altered_of(conflicts),
        crowded=crowded_places(conflicts),
        cases=cases_of(conflicts.broken),
        desk=desk,
        standing=state,
        form=form,
        by_kind=await needs.open_by_kind(draft, conflicts) if draft else {},
        by_rule=tallies,
        rules=[(tally.rule, messages.rule_name(tally.rule)) for tally in tallies],
        kinds=words.options("promise"),
        lacks=lacking(found),
        days=[desk.week + timedelta(days=day) for day in range(7)],
        lacked=lacked,
        more_of=more_of,
        groups=paged_list(request, needs.alike(found)),
        count=len(found),
        filtered=bool(kind or rule or chosen),
        reasons=reasons,
        windows=windows,
        reading=reading,
    )


def reasons(together: Alike) -> list[tuple[list[date], list[str]]]:
    """Why not, and what would help: each telling once, with the days it is told of; of how much more would do, what
    does on all of them."""
    found: dict[tuple[str, ...], list[date]] = {}
    most = _most_of(together)
    for need in together.needs:
        facts = {**need.facts, **{name: fact for name, fact in most[_where(need)].items() if name in need.facts}}
        told = _missed(need) or (messages.reason(need.rule, facts), *case(facts, need.rule))
        found.setdefault(told, []).extend([need.day] if need.day else [])
    return [(days, list(told)) for told, days in found.items()]


def _most_of(together: Alike) -> dict[tuple[object, ...], dict[str, object]]:
    """By place and wave the most of what would have to be more there on any day; day by day it stands in the table."""
    most: dict[tuple[object, ...], dict[str, object]] = {}
    for need in together.needs:
        of = most.setdefault(_where(need), {})
        for name in (name for name in need.facts if name.startswith("more_")):
            of[name] = max(number(need.facts, name) or 0, number(of, name) or 0) or need.facts[name]
    return most


def _where(need: NotPlanned) -> tuple[object, ...]:
    return need.facts.get("more_place"), need.facts.get("more_leaves")


def _missed(need: NotPlanned) -> tuple[str, ...]:
    """Of what somebody was told of and gave up once it had begun, nothing can be planned any more."""
    if need.day is None or (need.rule, "announced" in need.facts) != (STOPPED, True):
        return ()
    if need.day >= clock.today():
        return (
            _(
                "Whoever was to do it is not there, and it had begun or was about to when the week was planned."
                " Ask somebody by telephone to take it over."
            ),
        )
    return (_("Whoever was to do it was not there, and the day is over. Ask what is still needed, and agree on it."),)


def more_of(lack: Lack) -> str:
    """What there would have to be more of."""
    what = words.of("meal" if lack.rule in ("kitchen_portions", "kitchen_diet") else "zone", lack.what)
    return {
        "carers": lambda: _("Carers"),
        "kitchen_portions": lambda: _("%(meal)s: portions", meal=what),
        "kitchen_diet": lambda: _("%(meal)s: of one diet", meal=what),
        "zone_seats": lambda: _("%(zone)s: seats", zone=what),
        "staff_ratio": lambda: _("Staff for guests"),
    }[lack.rule]()


def lacked(lack: Lack, day: date) -> int:
    """How much more on that day, in whole people, portions or seats."""
    return ceil(members(lack.on(day))) if lack.rule == "staff_ratio" else lack.on(day)


def windows(together: Alike) -> list[str]:
    """Within which hours a visit was to be; of a shift or a seat the hours themselves."""
    spans = {(need.starts, need.ends) for need in together.needs if need.starts is not None and need.ends is not None}
    within = together.first.kind == NeedKind.VISIT
    told = [reading.hours(starts, ends) for starts, ends in sorted(spans)]
    return [_("some time in %(hours)s", hours=hours) if within else hours for hours in told]


routes = [open_needs]
