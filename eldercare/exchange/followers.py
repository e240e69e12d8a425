"""Whether a task goes on without the one that it was to come after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from eldercare.errors import FactValue
from eldercare.exchange.amiss import DAY, Days, Known, named
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults

Facts = dict[str, FactValue]


@dataclass(frozen=True, slots=True)
class Moved:
    """The rows that can bring it about, by key."""

    tasks: Mapping[str, Row] = field(default_factory=dict)
    """Those that are new, change, or are taken away."""
    following: Mapping[str, str] = field(default_factory=dict)
    """Of the tasks that newly come after another one, or go on for longer or shorter, the field that says so."""
    plans: Mapping[str, Row] = field(default_factory=dict)
    """Those whose days change."""


def check(moved: Moved, known: Known, before: Known, faults: Faults) -> None:
    """Every row that leaves a task to go on alone, each once, with the first such task."""
    told: set[tuple[str, int, str]] = set()
    for task in known["care_task"].values() if moved.tasks or moved.plans else ():
        if not _newly_alone(task, moved, known, before):
            continue
        for row, name, code, facts in _at_fault(task, moved, known, before):
            place = row.sheet, row.number, code
            if (row.gone or name not in row.bad) and place not in told:
                told.add(place)
                faults.add(code, row.table.column(name).header, row.sheet, row.number, facts)


def _newly_alone(task: Values, moved: Moved, known: Known, before: Known) -> bool:
    """Whether it goes on alone on days on which it did not before."""
    alone, was = _alone(task, moved, known), before["care_task"].get(str(task.get("key")), {})
    same = was.get("after_task") == task.get("after_task")
    return alone is not None and alone.beyond(_alone(was, Moved(), before) if same else None) is not None


def _alone(task: Values, moved: Moved, known: Known) -> Days | None:
    """The days after the last one of its leader."""
    leader, goes_on = str(task.get("after_task")), _last_day(task, known)
    if leader not in known["care_task"] or _is_gone(str(task.get("key")), moved):
        return None
    last = date.min if _is_gone(leader, moved) else _last_day(known["care_task"][leader], known)
    return Days(last + DAY, goes_on) if goes_on > last else None


def _at_fault(task: Values, moved: Moved, known: Known, before: Known) -> Iterator[tuple[Row, str, str, Facts]]:
    """A leader that ends sooner, else the task that follows, else the plan that goes on: row, field, code, facts."""
    key, leader, plan = (str(task.get(name)) for name in ("key", "after_task", "plan"))
    day = {"day": _last_day(known["care_task"][leader], known).isoformat()}
    if leader in moved.tasks and (_is_gone(leader, moved) or _ends_sooner(leader, known, before)):
        yield moved.tasks[leader], "ends_on", "still_followed", _named(task, known)
    elif key in moved.following:
        yield moved.tasks[key], moved.following[key], "outlasts", {**_named(known["care_task"][leader], known), **day}
    elif plan in moved.plans:
        yield moved.plans[plan], "ends_on", "goes_on_alone", {**_named(task, known), **day}


def _ends_sooner(key: str, known: Known, before: Known) -> bool:
    was = before["care_task"].get(key)
    return was is None or _last_day(known["care_task"][key], known) < _last_day(was, before)


def _is_gone(key: str, moved: Moved) -> bool:
    return key in moved.tasks and moved.tasks[key].gone


def _named(task: Values, known: Known) -> Facts:
    return {"task": str(task.get("key")), **named("service", known["service"].get(str(task.get("service")), {}))}


def _last_day(task: Values, known: Known) -> date:
    plan = known["care_plan"].get(str(task.get("plan")), {})
    return min(day if isinstance(day, date) else date.max for day in (task.get("ends_on"), plan.get("ends_on")))
