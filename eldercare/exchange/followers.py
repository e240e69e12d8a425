"""Whether a task that ends or is taken away leaves another one behind that was to come after it."""

from collections.abc import Mapping, Sequence
from datetime import date

from eldercare.errors import FactValue
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults

Known = Mapping[str, Mapping[str, Values]]


def check(ending: Sequence[Row], known: Known, faults: Faults) -> None:
    """The rows whose last day is new or differs, or that are `gone`: each with the first that would go on alone."""
    last = {row.key: date.min if row.gone else _last_day(known["care_task"][row.key], known) for row in ending}
    left: dict[str, Values] = {}
    for task in known["care_task"].values() if last else ():
        leader = str(task.get("after_task"))
        if leader in last and _last_day(task, known) > last[leader]:
            left.setdefault(leader, task)
    for row in ending:
        if follower := left.get(row.key):
            service = known["service"].get(str(follower.get("service")), {})
            facts: dict[str, FactValue] = {"task": str(follower.get("key")), "service": str(service.get("name"))}
            faults.add("still_followed", row.table.column("ends_on").header, row.sheet, row.number, facts)


def _last_day(task: Values, known: Known) -> date:
    plan = known["care_plan"].get(str(task.get("plan")), {})
    return min(day if isinstance(day, date) else date.max for day in (task.get("ends_on"), plan.get("ends_on")))
