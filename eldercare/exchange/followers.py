"""Whether a task goes on without the one that it was to come after."""

from collections.abc import Mapping, Sequence
from datetime import date

from eldercare.errors import FactValue
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults

Known = Mapping[str, Mapping[str, Values]]


Following = Sequence[tuple[Row, str]]
"""Rows that newly follow another one or newly go on, each with the field that says so."""


def check(ending: Sequence[Row], following: Following, known: Known, faults: Faults) -> None:
    """Of two tasks the one that changes is at fault; the one that ends where both do."""
    _left_behind(ending, known, faults)
    ends = {row.key for row in ending}
    for row, field in following:
        task = known["care_task"][row.key]
        leader = known["care_task"].get(str(task.get("after_task")))
        if leader is None or leader.get("key") in ends or field in row.bad:
            continue
        last = _last_day(leader, known)
        if _last_day(task, known) > last:
            facts = {**_named(leader, known), "day": last.isoformat()}
            faults.add("outlasts", row.table.column(field).header, row.sheet, row.number, facts)


def _left_behind(ending: Sequence[Row], known: Known, faults: Faults) -> None:
    """The rows whose last day is new or differs, or that are `gone`: each with the first that would go on alone."""
    last = {row.key: date.min if row.gone else _last_day(known["care_task"][row.key], known) for row in ending}
    left: dict[str, Values] = {}
    for task in known["care_task"].values() if last else ():
        leader = str(task.get("after_task"))
        if leader in last and _last_day(task, known) > last[leader]:
            left.setdefault(leader, task)
    for row in ending:
        if follower := left.get(row.key):
            header = row.table.column("ends_on").header
            faults.add("still_followed", header, row.sheet, row.number, _named(follower, known))


def _named(task: Values, known: Known) -> dict[str, FactValue]:
    service = known["service"].get(str(task.get("service")), {})
    return {"task": str(task.get("key")), "service": str(service.get("name"))}


def _last_day(task: Values, known: Known) -> date:
    plan = known["care_plan"].get(str(task.get("plan")), {})
    return min(day if isinstance(day, date) else date.max for day in (task.get("ends_on"), plan.get("ends_on")))
